"""Who signs, read as a careful agent reads it; where the text leaves a name open, so does the program."""

from __future__ import annotations

import pytest
from conventions import SEED

from ctgbot.model import Signataire
from ctgbot.text.parties import find_parties, signataires_of
from ctgbot.text.structure import find_sections

ARTICLE = "\n\nArticle 1 – Objet\n\nLes signataires agissent ensemble.\n"
Row = tuple[str, str, str]
CAF: Row = ("Caf du Nord", "Anne Martin", "directrice")
LYS: Row = ("Commune de Lys", "Paul Durand", "maire")


def read(text: str) -> list[Row]:
    parties = find_parties(text + ARTICLE, find_sections(text + ARTICLE))
    return [(s.organisme, s.representant, s.qualite) for s in signataires_of(parties)]


BLOCKS: list[tuple[str, list[Row]]] = [
    (  # the usual block
        "Entre :\n\nLa Caf du Nord, représentée par sa directrice, Madame Anne Martin,\n\nEt\n\n"
        "La commune de Lys, représentée par son maire, Monsieur Paul Durand,",
        [CAF, LYS],
    ),
    (  # on one line
        "Entre la Caisse d'allocations familiales du Nord, représentée par Mme Anne Martin, directrice, et "
        "la commune de "
        "Lys, représentée par M. Paul Durand, maire.",
        [CAF, LYS],
    ),
    (  # « d'une part »
        "Entre, d'une part, la Caf du Nord, représentée par Madame Anne Martin, directrice, ci-après "
        "dénommée « la Caf », "
        "et, d'autre part, la commune de Lys, représentée par Monsieur Paul Durand, maire, ci-après « la Commune ».",
        [CAF, LYS],
    ),
    (  # two signatures for one body
        "ENTRE LES SOUSSIGNÉS\n\nLa Caf du Nord, représentée par le Président de son Conseil "
        "d’Administration, Monsieur Luc "
        "PETIT, et par sa Directrice, Madame Anne MARTIN, dûment habilités ;\n\nLa ville de Lys, représentée "
        "par son Maire, "
        "Monsieur Paul DURAND , habilité par délibération du 3 mars 2024.",
        [
            ("Caf du Nord", "Luc PETIT", "président du conseil d'administration"),
            ("Caf du Nord", "Anne MARTIN", "directrice"),
            ("Commune de Lys", "Paul DURAND", "maire"),
        ],
    ),
    (  # president and director in one breath
        "Entre :\n- la Caf du Nord, représentée par M. Luc Petit, président, et Mme Anne Martin, directrice ;\n"
        "- la commune de Lys, représentée par M. Paul Durand, maire.",
        [("Caf du Nord", "Luc Petit", "président"), CAF, LYS],
    ),
    (  # bullets without representatives
        "Les signataires\n\n• la Caf du Nord ;\n• la MSA Nord-Pas de Calais ;\n• la commune de Lys.",
        [("Caf du Nord", "", ""), ("MSA Nord-Pas de Calais", "", ""), ("Commune de Lys", "", "")],
    ),
    (  # several bodies of the State and of social protection
        "Les signataires :\n- L'État, représenté par Monsieur Jean Roux, préfet du Nord ;\n"
        "- la Caisse primaire d'assurance maladie de Roubaix, représentée par son directeur, M. Éric Blin ;\n"
        "- la Carsat Hauts-de-France, représentée par Mme Léa Noir, directrice générale ;\n"
        "- le Département du Nord, représenté par le président du conseil départemental, M. Guy Blanc ;\n"
        "- le centre communal d'action sociale de Lys, représenté par sa vice-présidente, Mme Ida Vert.",
        [
            ("État", "Jean Roux", "préfet du Nord"),
            ("CPAM de Roubaix", "Éric Blin", "directeur"),
            ("Carsat Hauts-de-France", "Léa Noir", "directrice générale"),
            ("Département du Nord", "Guy Blanc", "président du conseil départemental"),
            ("CCAS de Lys", "Ida Vert", "vice-présidente"),
        ],
    ),
    (  # a table
        "Les signataires\n\nOrganisme\tReprésentant\tQualité\nCaf du Nord\tMme Anne Martin\tDirectrice\n"
        "Commune de Lys\tM. Paul Durand\tMaire",
        [CAF, LYS],
    ),
    (  # a table without civilities
        "Signataires\n\nCaf du Nord\tAnne Martin\tdirectrice\nCommune de Lys\tPaul Durand\tmaire",
        [CAF, LYS],
    ),
    (  # a Markdown table
        "Les parties\n\n| Caf du Nord | représentée par Mme Anne Martin, directrice |\n"
        "| Commune de Lys | représentée par M. Paul Durand, maire |",
        [CAF, LYS],
    ),
    (  # one line for each thing
        "Entre\n\nLa Caf du Nord\nReprésentée par sa directrice\nMadame Anne Martin\nCi-après dénommée « la Caf »\n\n"
        "Et\n\nLa commune de Lys\nReprésentée par son maire\nMonsieur Paul Durand\nCi-après dénommée « la Commune »",
        [CAF, LYS],
    ),
    (  # a sentence for each thing
        "Qui signe\n\nLa Caf du Nord, que nous appelons « la Caf ». Elle est représentée par sa directrice, "
        "Mme Anne Martin.\n"
        "La commune de Lys, que nous appelons « la Ville ». Elle est représentée par son maire, M. Paul Durand.",
        [CAF, LYS],
    ),
    (  # a label before the name
        "Qui s'engage ?\n\nPour la branche Famille : la Caf du Nord, représentée par Mme Anne Martin, directrice.\n\n"
        "Pour la commune : Lys, représentée par M. Paul Durand, maire.",
        [CAF, LYS],
    ),
    (  # the body itself as the label
        "Entre\n\nPour la Caf du Nord : Madame Anne Martin, directrice\nPour la commune de Lys : Monsieur "
        "Paul Durand, maire",
        [CAF, LYS],
    ),
    (  # people first
        "Entre les soussignés :\n\nMadame Anne Martin, directrice, agissant au nom de la Caf du Nord, d'une part,\n\n"
        "Monsieur Paul Durand, maire, agissant au nom et pour le compte de la commune de Lys, d'autre part,",
        [CAF, LYS],
    ),
    (  # « en la personne de »
        "Entre la Caf du Nord, en la personne de Mme Anne Martin, directrice, et la commune de Lys, en la "
        "personne de son "
        "maire, M. Paul Durand,",
        [CAF, LYS],
    ),
    (  # without « représentée »
        "Entre :\n- la Caf du Nord, Mme Anne Martin, directrice ;\n- la commune de Lys, M. Paul Durand, maire ;",
        [CAF, LYS],
    ),
    (  # without civilities
        "Entre la Caf du Nord, représentée par sa directrice, Anne Martin, et la commune de Lys, représentée "
        "par son maire, "
        "Paul Durand.",
        [CAF, LYS],
    ),
    (  # an address and a status in between
        "Entre\n\nLa Caisse d'allocations familiales du Nord, organisme de droit privé, dont le siège est 82 "
        "rue Brûle-Maison "
        "à Lille, représentée par sa directrice, Madame Anne Martin, dûment habilitée,\n\net\n\nLa commune "
        "de Lys, sise "
        "2 place de la Mairie, représentée par Monsieur Paul Durand, son maire,",
        [CAF, LYS],
    ),
    (  # a page has cut the lines
        "ENTRE LES SOUSSIGNÉES\nLa Caisse d’allocations familiales du Nord, organisme de droit privé "
        "chargé\nd’une mission de "
        "service public, représentée par sa directrice,\nMadame Anne Martin, ci-après dénommée « la\nCaf », "
        "d’une part ;\n"
        "La commune de\nLys, représentée par son maire, Monsieur Paul\nDurand, d’autre part.",
        [CAF, LYS],
    ),
    (  # all in capitals
        "ENTRE\n\nLA CAISSE D'ALLOCATIONS FAMILIALES DU NORD, REPRÉSENTÉE PAR SA DIRECTRICE, MADAME ANNE "
        "MARTIN,\n\nET\n\n"
        "LA COMMUNE DE LYS LEZ LANNOY, REPRÉSENTÉE PAR SON MAIRE, MONSIEUR PAUL DURAND,",
        [("Caf du Nord", "ANNE MARTIN", "directrice"), ("Commune de Lys-lez-Lannoy", "PAUL DURAND", "maire")],
    ),
    (  # names left blank
        "Entre la Caf du Nord, représentée par sa directrice, Madame XXXX, et la commune de Lys, représentée "
        "par son maire, "
        "Monsieur ……………, dûment habilité.",
        [("Caf du Nord", "", "directrice"), ("Commune de Lys", "", "maire")],
    ),
    (  # template fields
        "Entre\n- La Caf du Nord, représentée par [Prénom NOM], [qualité]\n"
        "- La commune de Lys, représentée par Monsieur/Madame NOM Prénom, maire",
        [("Caf du Nord", "", ""), ("Commune de Lys", "", "maire")],
    ),
    (  # dotted lines
        "Entre\n\nLa Caf du Nord, représentée par ________________, Directeur\n\nEt\n\nLa commune de Lys, "
        "représentée par "
        "....................., Maire",
        [("Caf du Nord", "", "directeur"), ("Commune de Lys", "", "maire")],
    ),
    (  # communes without a grouping, one by one
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice,\nla commune de Lys, représentée "
        "par son maire, "
        "M. Paul Durand,\nla commune de Hem, représentée par sa maire, Mme Inès Roy,",
        [CAF, LYS, ("Commune de Hem", "Inès Roy", "maire")],
    ),
    (  # communes together, their mayors unnamed
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et les communes de Lys, Hem et "
        "Toufflers, "
        "représentées par leurs maires,",
        [CAF, ("Commune de Lys", "", "maire"), ("Commune de Hem", "", "maire"), ("Commune de Toufflers", "", "maire")],
    ),
    (  # communes together, their mayors in the same order
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et les communes de Lys et de "
        "Hem, représentées "
        "respectivement par M. Paul Durand, maire, et Mme Inès Roy, maire,",
        [CAF, LYS, ("Commune de Hem", "Inès Roy", "maire")],
    ),
    (  # two groupings
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice ;\nla communauté de communes "
        "Terre et Mer, "
        "représentée par son président, M. Ali Benali ;\nla Communauté de Communes du Pays de Lys, "
        "représentée par sa "
        "présidente, Mme Zoé Faure ;",
        [
            CAF,
            ("Communauté de communes Terre et Mer", "Ali Benali", "président"),
            ("Communauté de communes du Pays de Lys", "Zoé Faure", "présidente"),
        ],
    ),
    (  # an agglomeration, a syndicate and a commune
        "Entre la communauté d’agglomération du Val d’Aubre, représentée par M. Luc Petit, président, le "
        "SIVOM d'Ayen, "
        "représenté par sa présidente, Mme Léa Noir, et la commune de Lys, représentée par M. Paul Durand, maire",
        [
            ("Communauté d'agglomération du Val d'Aubre", "Luc Petit", "président"),
            ("SIVOM d'Ayen", "Léa Noir", "présidente"),
            LYS,
        ],
    ),
    (  # a metropolis named after its noun, and one before
        "Les signataires :\n- la Métropole de Verlac, représentée par son vice-président, M. Luc Petit ;\n"
        "- Morel Agglomération (« l'Agglo »), représentée par sa présidente, Mme Léa Noir.",
        [("Métropole de Verlac", "Luc Petit", "vice-président"), ("Morel Agglomération", "Léa Noir", "présidente")],
    ),
    (  # a deputy signs
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et la commune nouvelle de "
        "Val-Lys, représentée "
        "par sa première adjointe, Mme Léa Noir, agissant par délégation de M. Paul Durand, maire,",
        [CAF, ("Commune de Val-Lys", "Léa Noir", "première adjointe")],
    ),
    (  # an association
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice ;\n"
        "l'association Les Loriots, représentée par sa présidente, Mme Léa Noir ;\nla commune de Lys, "
        "représentée par "
        "M. Paul Durand, maire.",
        [CAF, ("Association Les Loriots", "Léa Noir", "présidente"), LYS],
    ),
    (  # names of many shapes
        "Entre la Caf du Nord, représentée par M. Jean-Noël de La Tour d'Auvergne, président, et Mme "
        "Anne-Lise N'Diaye, "
        "directrice, et la commune de Lys, représentée par son maire, M. Saïd Ben Youssef,",
        [
            ("Caf du Nord", "Jean-Noël de La Tour d'Auvergne", "président"),
            ("Caf du Nord", "Anne-Lise N'Diaye", "directrice"),
            ("Commune de Lys", "Saïd Ben Youssef", "maire"),
        ],
    ),
    (  # a name left in the midst
        "Entre la Caf du Nord, représentée par la présidente, Mme Léa Noir, et par sa directrice "
        "générale,\n\net la commune "
        "de Lys, représentée par M. Paul Durand, maire",
        [("Caf du Nord", "Léa Noir", "présidente"), ("Caf du Nord", "", "directrice générale"), LYS],
    ),
    (  # articles in the names of communes
        "Entre la Caf du Nord et les signataires :\n- la commune du Quesnoy, représentée par M. Paul Durand, "
        "maire ;\n"
        "- la ville de La Madeleine, représentée par Mme Inès Roy, maire ;\n- la commune de l'Épine, représentée par "
        "M. Luc Petit, maire.",
        [
            ("Caf du Nord", "", ""),
            ("Commune du Quesnoy", "Paul Durand", "maire"),
            ("Commune de La Madeleine", "Inès Roy", "maire"),
            ("Commune de l'Épine", "Luc Petit", "maire"),
        ],
    ),
    (  # no heading at all
        "CONVENTION TERRITORIALE GLOBALE\n\nLa Caf du Nord, représentée par sa directrice, Mme Anne Martin,\n\n"
        "La commune de Lys, représentée par son maire, M. Paul Durand,",
        [CAF, LYS],
    ),
    (  # the cover names the bodies, the block their people
        "CONVENTION\nentre la commune de Lys et la Caf du Nord\n\nParties à la convention\n\nLa Caf du Nord, "
        "représentée par "
        "sa directrice, Mme Anne Martin,\nd'une part,\n\nLa commune de Lys, représentée par son maire, M. "
        "Paul Durand,",
        [CAF, LYS],
    ),
    (  # the parties behind the visas
        "Vu le code de l'action sociale et des familles ;\n\nEntre\n\nLa Caf du Nord, représentée par Mme "
        "Anne Martin, "
        "directrice\n\nEt\n\nLa commune de Lys, représentée par M. Paul Durand, maire\n\nIl est convenu ce "
        "qui suit :",
        [CAF, LYS],
    ),
    (  # what follows is no party
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et la commune de Lys, "
        "représentée par M. Paul "
        "Durand, maire.\n\nLa Caf et la Commune étant ci-après désignées ensemble « les Parties ».\n\nVu la "
        "délibération de la "
        "communauté de communes du Pays de Lys, représentée par M. Luc Petit ;",
        [CAF, LYS],
    ),
    (  # a consigne left in the draft
        "Entre\n\n- La Caf du Nord représentée par sa directrice, Mme Anne Martin ;\n\n- La commune de Lys "
        "représentée par "
        "son maire, M. Paul Durand.\n\n- (et autres partenaires financeurs/décideurs éventuels, en "
        "particulier la MSA)",
        [CAF, LYS],
    ),
    (  # « MSA » by its director without a comma, « X... Y... » for a name
        "Entre les soussignés\nD'une part,\n- La Caf de la Nièvre représentée par son Directeur, Monsieur X... Y...,\n"
        "- La MSA Bourgogne représentée par son Directeur Général Monsieur Paul NOIR\nD'autre part,\n"
        "- La Communauté de Communes du Bazois, représentée par son Président, Monsieur Jean GRIS\n",
        [
            ("Caf de la Nièvre", "", "directeur"),
            ("MSA Bourgogne", "Paul NOIR", "directeur général"),
            ("Communauté de communes du Bazois", "Jean GRIS", "président"),
        ],
    ),
    (  # fields
        "Les parties signataires :\n\n1) La Caisse d'Allocations Familiales du Nord (CAF)\n   Représentée par : Madame "
        "Anne Martin\n   Qualité : Directrice\n\n2) La Commune de Lys\n   Représentée par : Monsieur Paul Durand\n"
        "   Qualité : Maire\n",
        [CAF, LYS],
    ),
    (  # a table whose only heading is its first row
        "| Signataire | Représentant(e) | Fonction |\n|---|---|---|\n| Caf du Nord | Mme Anne Martin | Directrice |\n"
        "| Commune de Lys | M. Paul Durand | Maire |\n",
        [CAF, LYS],
    ),
    (  # « Communes de : »
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et les Communes de : Arques et Hem, "
        "représentées par leurs Maires respectifs,",
        [CAF, ("Commune d'Arques", "", "maire"), ("Commune de Hem", "", "maire")],
    ),
    (  # a body known by its place alone, behind « et »
        "Entre l'Etat, représenté par la préfète de l'Orne, Mme Claire Voisin,\net Flers Agglo, représentée par son "
        "président, M. Yves Goas,",
        [("État", "Claire Voisin", "préfète de l'Orne"), ("Flers Agglo", "Yves Goas", "président")],
    ),
    (  # a name, then a person, a line each
        "Les signataires de la convention\n\nCaf du Nord\nMadame Anne Martin, Directrice\n\nCommune de Lys\n"
        "Monsieur Paul Durand, Maire\n",
        [CAF, LYS],
    ),
    # nobody signs a report that speaks of the Caf
    ("Rapport d'activité\n\nLa Caf du Nord a soutenu la commune de Lys. Madame Anne Martin en est la directrice.", []),
    ("Une note sans partie.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_each_block_gives_its_signatories(text: str, expected: list[Row]) -> None:
    assert read(text) == expected


def test_the_seed_is_signed_by_three_people_for_two_bodies() -> None:
    assert [(p.signataire.representant, p.signataire.qualite) for p in find_parties(SEED, find_sections(SEED))] == [
        ("Véronique DELCOURT", "présidente du conseil d'administration"),
        ("Audrey MATHON-DEBETENCOURT", "directrice générale"),
        ("Charles Alexandre PROKOPOWICZ", "maire"),
    ]


def test_a_party_stands_where_the_text_says_it() -> None:
    caf, _, commune = find_parties(SEED, find_sections(SEED))
    assert SEED[commune.start : commune.end] == (
        "La commune de Lys Lez Lannoy représentée par son Maire, Monsieur Charles Alexandre PROKOPOWICZ"
    )
    assert SEED[caf.start : caf.end].startswith(
        "La Caisse d'allocations familiales du Nord représentée par la Présidente"
    )
    assert (commune.genre, commune.territoire) == ("commune", "Lys-lez-Lannoy")


@pytest.mark.parametrize("block", [text for text, _ in BLOCKS])
def test_every_name_given_is_in_the_text_of_its_party(block: str) -> None:
    text = block + ARTICLE
    for party in find_parties(text, find_sections(text)):
        quote = " ".join(text[party.start : party.end].replace("’", "'").split())
        assert party.signataire.representant in quote
        assert 0 <= party.start < party.end <= len(block)


def test_a_hundred_communes_are_all_read() -> None:
    rows = "".join(
        f"- la commune de {a}{b.lower()}ville, représentée par son maire, M. {b}on Durand ;\n"
        for a in "BCDFGHJKLM"
        for b in "ABCDEFGHIJ"
    )
    assert len(read("Les signataires :\n" + rows)) == 100


def test_a_signatory_is_a_plain_value() -> None:
    assert signataires_of(find_parties(SEED, find_sections(SEED)))[2] == Signataire(
        "Commune de Lys-lez-Lannoy", "Charles Alexandre PROKOPOWICZ", "maire"
    )


@pytest.mark.parametrize(
    "noise",
    ["- \n", "A\n", "et la commune de A ", "A, ", "« ", "( ", "Madame A ", "représentée par ", "la Caf de X, ", "\t"],
)
def test_a_text_made_of_one_thing_again_and_again_is_read_to_its_end(noise: str) -> None:
    text = "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et\nles communes de " + noise * 5_000
    assert find_parties(text, find_sections(text))[0].signataire.organisme == "Caf du Nord"
