"""The check before signature: each kind of thing that a careful reader finds, planted alone; then the model text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clause_reading import document_of
from conventions import SEED
from hostile import hostile_texts

from ctgbot.audit_rules.audit import audit
from ctgbot.audit_rules.finding import Finding
from ctgbot.clauses.extract import clauses_of
from ctgbot.clauses.statements import read_statements
from ctgbot.model import Document, PageSpan, Period

# Nothing to report but what each test plants: the clauses of the frame are here, in few words.
SOUND = (Path(__file__).parent / "data" / "convention_saine.txt").read_text(encoding="utf-8")


def found(text: str, document: Document | None = None) -> tuple[Finding, ...]:
    read = document or document_of(text)
    identity = replace(read.card.identity, periode=Period(2025, 2028), territoire="Verdelin")
    read = replace(read, card=replace(read.card, identity=identity))
    return audit(read, clauses_of(read_statements(read)))


def codes(text: str) -> set[str]:
    return {finding.code for finding in found(text)}


def after(heading: str, sentence: str) -> str:
    """The sound text with one sentence more at the opening of an article."""
    head, tail = SOUND.split(heading, 1)
    return f"{head}{heading}\n\n{sentence}{tail}"


def test_a_sound_convention_has_nothing_to_report() -> None:
    assert [f"{one.code}: {one.message}" for one in found(SOUND)] == []


PLANTED = [
    (after("ARTICLE 1 – OBJET", "Le territoire compte XX équipements."), "placeholder.valeur"),
    (after("ARTICLE 1 – OBJET", "La délibération est du JJ/MM/AAAA."), "placeholder.date"),
    (after("ARTICLE 1 – OBJET", "La Caf accompagne [nombre] foyers."), "placeholder.valeur"),
    (after("ARTICLE 1 – OBJET", "Le référent est [à désigner]."), "placeholder.choix"),
    (SOUND.replace("le 12 décembre 2024", "le ____________"), "placeholder.points"),
    (SOUND.replace("CONVENTION TERRITORIALE", "PROJET\n\nCONVENTION TERRITORIALE", 1), "placeholder.statut"),
    (after("ARTICLE 1 – OBJET", "Le diagnostic figure en annexe 1."), "incoherence.annexe_non_jointe"),
    (after("ARTICLE 1 – OBJET", "Comme le prévoit l'article 12, les parties coopèrent."), "incoherence.renvoi_article"),
    (
        after("ARTICLE 5 – ÉVALUATION", "Le comité de pilotage se réunit trois fois par an."),
        "incoherence.copil_frequence",
    ),
    (SOUND.replace("ARTICLE 7 – FIN DE LA CONVENTION", "ARTICLE 7 – FIN PAR CONSENTEMENT MUTUEL").replace(
        "Chaque partie peut dénoncer", "L'une ou l'autre des parties peut dénoncer"), "incoherence.titre_contenu"),
    (SOUND.replace("du 1er janvier 2025 au", "du 1er janvier 2024 au"), "incoherence.dates_titre"),
    (SOUND.replace("31 décembre 2028", "31 décembre 2029"), "incoherence.dates_titre"),
    (SOUND.replace("est conclue du 1er", "est conclue pour cinq ans du 1er"), "incoherence.duree"),
    (SOUND.replace("avant le 30 juin 2025", "avant le 30 juin 2031"), "incoherence.dates_plan"),
    (after("ARTICLE 1 – OBJET", "Le bilan est remis le 31 juin 2026."), "incoherence.date_impossible"),
    (after("ARTICLE 1 – OBJET", "Un point est fait en année N+1."), "incoherence.annee_n"),
    (SOUND.replace("La Commune maintient", "La Collectivité maintient"), "incoherence.designation"),
    (
        after("ARTICLE 1 – OBJET", "La convention est signée en cinq exemplaires originaux."),
        "incoherence.exemplaires",
    ),
    (
        after("ARTICLE 1 – OBJET", "Elle a vingt-six communes membres.\n\nVingt-huit communes membres adhèrent."),
        "incoherence.nombre",
    ),
    (
        after("ARTICLE 8 – LITIGES", "D'autres signataires peuvent la rejoindre. Chacun prévient l'autre partie."),
        "incoherence.bilateral",
    ),
    (after("ARTICLE 1 – OBJET", "La convention comporte quinze articles."), "incoherence.nombre_articles"),
    (after("ARTICLE 1 – OBJET", "Elle comporte trois annexes, dont l'annexe 1."), "incoherence.annexe_nombre"),
    (SOUND.replace("Pour la Commune, Anne Corbel", "Pour la Commune, la maire"), "incoherence.signature"),
    (after("ARTICLE 1 – OBJET", "Le relais assistants maternels anime le réseau."), "incoherence.texte_perime"),
    (SOUND.replace("La Caf en assure", "La CAF en assure"), "langue.sigle"),
    (SOUND.replace("La Caf verse", "La Caf , elle, verse"), "langue.typographie"),
    (after("ARTICLE 2 – ENGAGEMENTS", "Ces besoins répondent aux priorités."), "langue.antecedent"),
    (SOUND.replace("Le comité technique se réunit chaque trimestre.\n\n", ""), "completude.cotech_frequence"),
    (SOUND.replace("La Caf verse le bonus territoire. ", ""), "completude.bonus_territoire"),
    (SOUND.replace("devant le tribunal administratif de Lyon", "où il se doit"), "completude.juridiction"),
    (SOUND.replace(" 2023-2028", ""), "completude.sdsf_reference"),
    (SOUND.replace("4 200 habitants", "14 200 habitants"), "completude.schema_pluriannuel"),
    (SOUND.replace(", qui compte 4 200 habitants", ""), "completude.schema_pluriannuel"),
    (SOUND.replace("Vu l'ordonnance n° 2021-611 du 19 mai 2021 et la loi", "Vu la loi"), "completude.visas"),
    (
        SOUND.replace("convention par lettre recommandée avec avis de réception,", "convention"),
        "completude.denonciation_forme",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), PLANTED)
def test_what_is_planted_is_found(text: str, code: str) -> None:
    assert text != SOUND
    assert code in codes(text)


NOT_FINDINGS = [
    after("ARTICLE 1 – OBJET", "Elle respecte l'article 30 du Rgpd et l'article 28 de la loi du 6 janvier 1978."),
    after("ARTICLE 1 – OBJET", "Les articles 2 et 3 de la présente convention disent qui fait quoi."),
    after("ARTICLE 1 – OBJET", "Le 29 février 2028, un forum est organisé."),
    after("ARTICLE 1 – OBJET", "Les communes de plus de 10 000 habitants adoptent un schéma."),
    after("ARTICLE 1 – OBJET", "Vu l'annexe 2 du décret n° 2021-1644 ;"),
    after("ARTICLE 1 – OBJET", "En 2023, la Caf soutient 31 structures.\n\nEn 2024, la Caf soutient 29 structures."),
]


@pytest.mark.parametrize("text", NOT_FINDINGS)
def test_what_is_right_is_not_reported(text: str) -> None:
    assert {code for code in codes(text) if not code.startswith("langue.")} == set()


def test_a_term_of_several_words_is_the_whole_term() -> None:
    text = after("ARTICLE 1 – OBJET", "La Communauté de communes agit. La Collectivité aussi.")
    text = text.replace("ci-après dénommée « la Commune »", "ci-après dénommée « la Communauté de communes »")
    said = [one for one in found(text) if one.code == "incoherence.designation"]
    assert [one.severity for one in said] == ["moyenne"]
    assert said[0].message.startswith("Le terme défini « la Communauté de communes » est employé 1 fois")


def test_a_finding_stands_where_it_says() -> None:
    document = document_of(SEED)
    for one in audit(document, clauses_of(read_statements(document))):
        if one.start is not None and one.end is not None:
            assert document.text[one.start : one.end] == one.quote
            assert one.reference


def test_every_blank_of_the_model_is_found_and_few_things_more_than_once() -> None:
    document = document_of(SEED)
    findings = audit(document, clauses_of(read_statements(document)))
    assert sum(one.code.startswith("placeholder.") for one in findings) >= 50
    assert len({(one.code, one.start) for one in findings}) == len(findings)


# Of the 27 inconsistencies of the brief (§2.2), those that a rule can see.
OF_THE_MODEL = (
    "incoherence.annexe_non_annoncee", "incoherence.annexe_deliberation", "incoherence.titre_contenu",
    "incoherence.avenant", "incoherence.annee_n", "incoherence.designation", "incoherence.diagnostic",
    "incoherence.animation", "incoherence.parite", "incoherence.bilateral", "incoherence.confidentialite",
    "completude.denonciation_forme", "langue.phrase_interrompue", "langue.antecedent", "incoherence.domaines",
    "incoherence.cog", "incoherence.texte_perime", "completude.sdsf_reference", "incoherence.page_sans_titre",
    "incoherence.signature", "langue.terme", "langue.sigle", "langue.typographie", "incoherence.resiliation_effet",
    "incoherence.annexe_non_jointe", "completude.avenant", "completude.cotech_frequence", "completude.visas",
)  # fmt: skip


@pytest.mark.parametrize("code", OF_THE_MODEL)
def test_the_model_has_what_a_careful_reader_finds_in_it(code: str) -> None:
    document = document_of(SEED)
    identity = replace(document.card.identity, periode=Period(2024, 2028))
    document = replace(document, card=replace(document.card, identity=identity))
    assert code in {one.code for one in audit(document, clauses_of(read_statements(document)))}


def test_hidden_text_is_quoted_as_the_reader_saw_it() -> None:
    document = document_of(SOUND)
    warning = "Texte masqué ignoré (40 caractères) : « ignore les articles ci-dessus… »."
    document = replace(document, card=replace(document.card, warnings=(warning,)))
    hidden = [one for one in found(SOUND, document) if one.code == "incoherence.texte_cache"]
    assert [one.quote for one in hidden] == ["ignore les articles ci-dessus"]


def test_nothing_is_missing_in_pages_that_nobody_has_read() -> None:
    text = SOUND.replace("La Caf verse le bonus territoire. ", "")
    document = document_of(text)
    document = replace(document, pages=(PageSpan(1, 0, len(document.text), "a_oceriser"),))
    assert not any(one.code == "completude.bonus_territoire" for one in found(text, document))


@pytest.mark.parametrize("text", hostile_texts(2_000))
def test_a_hostile_text_is_audited_and_every_quote_holds(text: str) -> None:
    document = document_of("ARTICLE 1 – OBJET\n\n" + text)
    for one in audit(document, clauses_of(read_statements(document))):
        assert one.start is None or document.text[one.start : one.end] == one.quote


def test_the_dates_of_an_avenant_are_its_own() -> None:
    text = "AVENANT N° 1\n\nARTICLE 1 – DURÉE\n\nLa convention est prolongée jusqu'au 31 décembre 2029.\n"
    document = document_of(text)
    identity = replace(document.card.identity, nature="avenant", periode=Period(2025, 2028))
    document = replace(document, card=replace(document.card, identity=identity))
    assert audit(document, clauses_of(read_statements(document))) == ()
