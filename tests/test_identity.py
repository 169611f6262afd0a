"""What a document says that it is; nothing is guessed beyond its text and its file's name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conventions import SEED

from ctgbot.model import Identity, Period
from ctgbot.text.identity import identify
from ctgbot.text.structure import find_sections


def read(text: str, filename: str = "document.txt") -> Identity:
    return identify(text, find_sections(text), filename)


def test_the_seed_is_an_unsigned_convention_of_its_commune() -> None:
    assert replace(read(SEED, "ctg.txt"), signataires=()) == Identity(
        "CTG Lys-lez-Lannoy 2024-2028", "convention", "Lys-lez-Lannoy", Period(2024, 2028), "projet", False
    )


REST = "\n\nArticle 1 – Objet\n\nLes parties agissent ensemble.\n"
COVER = "CONVENTION TERRITORIALE GLOBALE\n"
NATURES = [
    (COVER, "x.pdf", "convention"),
    ("CTG du pays de Morel\n", "x.pdf", "convention"),
    ("AVENANT N° 1\nà la convention territoriale globale\n", "x.pdf", "avenant"),
    ("Projet d'avenant à la CTG\n", "x.pdf", "avenant"),
    ("Schéma départemental des services aux familles\n", "x.pdf", "sdsf"),
    ("Diagnostic partagé de la CTG\n", "x.pdf", "diagnostic"),
    ("Une note\n", "Avenant_2_Morel.pdf", "avenant"),
    ("Une note\n", "ctg-morel.pdf", "convention"),
    ("Une note\n", "note.pdf", "autre"),
]
TERRITOIRES = [
    ("Territoire : VERLAC-SUR-MOREL\n", "Verlac-sur-Morel"),
    ("Territoire : VERLAC\nLa commune de Verlac, représentée par son maire\n", "Verlac"),
    ("Commune de Saint-Ohl-la-Roche\n", "Saint-Ohl-la-Roche"),
    ("la commune d’Ohlmont, représentée\n", "Ohlmont"),
    ("Ville de Verlac et son CCAS\n", "Verlac"),
    ("Communauté de communes du Pays de Morel et la Caf\n", "Communauté de communes du Pays de Morel"),
    ("Communauté d’agglomération Verlac Est\n", "Communauté d'agglomération Verlac Est"),
    ("CTG Verlac-Morel Agglomération 2025-2029\n", "Verlac-Morel Agglomération"),
    ("Une convention.\n", ""),
]
PERIODES = [
    ("2024 - 2028\n", "x.txt", Period(2024, 2028)),
    ("Années 2023 à 2027\n", "x.txt", Period(2023, 2027)),
    ("Sans année\n", "CTG_Verlac_2025-2029.txt", Period(2025, 2029)),
    ("Du 1er janvier 2026 au 31 décembre 2029\n", "x.txt", Period(2026, 2029)),
    ("2028-2024\n", "x.txt", None),
    ("2001-2049\n", "x.txt", None),
    ("Sans année\n", "x.txt", None),
]
STATUTS = [
    ("Fait à Verlac, le 4 juin 2026.\n", "signe"),
    ("Fait à Verlac, le 04/06/2026\n", "signe"),
    ("Fait à            le\n", "inconnu"),
    ("Rien ne le dit.\n", "inconnu"),
    ("PROJET\n\nFait à Verlac, le 4 juin 2026.\n", "projet"),
    ("Fait à Verlac, le 4 juin 2026.\n" + "Il y a XX places.\n" * 8, "projet"),
    ("Objet ......... 3\n" * 9 + "Fait à Verlac, le 4 juin 2026.\n", "signe"),
]


@pytest.mark.parametrize(("cover", "filename", "nature"), NATURES)
def test_the_nature_stands_on_the_cover_or_in_the_files_name(cover: str, filename: str, nature: str) -> None:
    assert read(cover + REST, filename).nature == nature


@pytest.mark.parametrize(("head", "territoire"), TERRITOIRES)
def test_the_territory_is_spelt_as_the_parties_spell_it(head: str, territoire: str) -> None:
    assert read(COVER + head + REST).territoire == territoire


@pytest.mark.parametrize(("head", "filename", "periode"), PERIODES)
def test_the_period_is_read_or_unknown(head: str, filename: str, periode: Period | None) -> None:
    assert read(COVER + head + REST, filename).periode == periode


@pytest.mark.parametrize(("foot", "statut"), STATUTS)
def test_a_document_is_signed_only_when_it_says_where_and_when(foot: str, statut: str) -> None:
    assert read(COVER + REST + foot).statut == statut


@pytest.mark.parametrize(
    ("head", "exemple"),
    [("Exemple fictif\n", True), ("Document fictif – noms inventés\n", True), ("Commune de X\n", False)],
)
def test_a_fictional_document_says_so(head: str, exemple: bool) -> None:
    assert read(COVER + head + REST).exemple is exemple


TITLES = [
    (COVER + "Commune de Verlac\n2024-2028\n", "x.txt", "CTG Verlac 2024-2028"),
    ("Avenant n° 1\nCommune de Verlac\n", "x.txt", "Avenant n° 1 à la CTG Verlac"),
    ("Une note\n", "note_de_cadrage 2.txt", "note de cadrage 2"),
    ("Une note\n", ".txt", "Document"),
]


@pytest.mark.parametrize(("text", "filename", "title"), TITLES)
def test_the_title_is_the_files_name_where_the_text_says_too_little(text: str, filename: str, title: str) -> None:
    assert read(text, filename).title == title


MORE_NATURES = [
    ("CONVENTION TERRITORIALE GLOBALE 2021-2025\nAvenant n° 2\n", "x.pdf", "avenant"),
    ("Deuxième avenant à la convention territoriale globale\n", "x.pdf", "avenant"),
    ("Extrait du registre des délibérations\nApprobation de la convention territoriale globale\n", "x.pdf", "autre"),
    ("Bilan de la CTG 2020-2023\n", "x.pdf", "autre"),
    ("Convention territoriale globale\nSommaire\n\nAvenant ........ 5\n", "x.pdf", "convention"),
]
CAF = "La Caf du Nord, représentée par sa directrice, Mme Anne Martin ;\n"


def signed_by(*bodies: str) -> str:
    rows = "".join(f"- {body}, représentée par son représentant légal, M. Paul Durand ;\n" for body in bodies)
    return f"\nEntre\n\n- {CAF}{rows}"


MORE_TERRITOIRES = [
    ("Territoire : LYS LEZ LANNOY\n" + signed_by("la commune de Lys Lez Lannoy"), "Lys-lez-Lannoy"),
    ("Territoire : LYS LEZ LANNOY\n", "Lys lez Lannoy"),  # nothing says that it is a commune
    ("Territoire : PAYS DE MOREL\n", "Pays de Morel"),
    ("Territoire : Val de Brelle\nLes cinq communes du Val de Brelle\n", "Val de Brelle"),
    ("Territoire\tVal-Lys, commune nouvelle\n", "Val-Lys"),
    (signed_by("la commune du Quesnoy"), "Le Quesnoy"),
    (signed_by("la commune de Lys Lez Lannoy", "le CCAS de Lys Lez Lannoy"), "Lys-lez-Lannoy"),
    (signed_by("la communauté de communes Terre et Mer", "la commune de Lys"), "Communauté de communes Terre et Mer"),
    (
        signed_by("la communauté de communes Terre et Mer", "la communauté de communes du Lys"),
        "Communauté de communes Terre et Mer et Communauté de communes du Lys",
    ),
    (signed_by("la commune de Lys", "la commune de Hem", "la commune de Forest"), "Lys, Hem et Forest"),
    (
        "Ville de Verlac\n" + signed_by("la commune de Verlac", "la communauté de communes du Morel"),
        "Verlac",
    ),
    (signed_by("le SIVOM d'Ayen"), "SIVOM d'Ayen"),
    ("Convention territoriale globale du Bassin de Brive\n", "Bassin de Brive"),
]
MORE_PERIODES = [
    ("Schéma départemental des services aux familles 2022-2027\n2024-2028\n", "", (2024, 2028)),
    ("Vu la Cog 2023-2027\n", "", None),
    (
        "",
        "Article 2 – Durée\n\nElle s'applique à partir du 1er avril 2024. Elle s'arrête le 31 décembre 2027.",
        (2024, 2027),
    ),
    ("", "Article 2 – Durée\n\nPour une durée de quatre (4) ans à compter du 1er janvier 2023.", (2023, 2026)),
    ("", "Article 2 – Durée\n\nConclue pour une durée de 4 ans à compter du 01/09/2023.", (2023, 2027)),
    ("", "Article 2 – Durée\n\nDu 01/01/2026 au 31/12/2029.", (2026, 2029)),
    ("", "Article 2 – Bilan\n\nLe contrat allait du 1er mars 2018 au 31 juillet 2021.", None),
]
DATES = [
    ("Fait à Lys, le 24 janvier 2024, en deux exemplaires.", "2024-01-24", "signe"),
    ("Fait en trois exemplaires originaux à Lys, le 04/06/2026", "2026-06-04", "signe"),
    ("Fait à Lys\n\nLe 1er mars 2023", "2023-03-01", "signe"),
    ("Signatures\n\nÀ Lys, le 2 mars 2023\n\nÀ Lille, le 14 mars 2023", "2023-03-14", "signe"),
    ("Signatures\n\nSigné électroniquement le 5 mai 2025", "2025-05-05", "signe"),
    ("Fait à Lys, le ……………\n\nDélibération du 3 mars 2024", "", "inconnu"),
    ("Fait à ____, le ____ 2026. Date d'effet le 1er janvier 2026.", "", "inconnu"),
    ("Fait à Lys, le 31 février 2024.", "", "inconnu"),
    ("Fait à Lys, le JJ/MM/AAAA", "", "inconnu"),
]
DRAFTS = [
    ("PROJET du 4 mai 2026\n", "x.docx", "projet"),
    ("Version provisoire\n", "x.docx", "projet"),
    ("DOCUMENT DE TRAVAIL\n", "x.docx", "projet"),
    ("CTG de Verlac – projet\n", "x.docx", "projet"),
    ("Projet de territoire de Verlac\n", "x.docx", "inconnu"),
    ("", "CTG Verlac (projet).docx", "projet"),
    ("", "ctg_verlac_signée.pdf", "signe"),
    ("", "ctg_verlac.pdf", "inconnu"),
]


@pytest.mark.parametrize(("cover", "filename", "nature"), MORE_NATURES)
def test_what_speaks_of_a_convention_is_not_one(cover: str, filename: str, nature: str) -> None:
    assert read(cover + REST, filename).nature == nature


@pytest.mark.parametrize(("head", "territoire"), MORE_TERRITOIRES)
def test_the_territory_is_labelled_or_is_that_of_those_who_sign(head: str, territoire: str) -> None:
    assert read(COVER + head + REST).territoire == territoire


@pytest.mark.parametrize(("head", "article", "years"), MORE_PERIODES)
def test_the_period_is_its_own_not_that_of_a_scheme(head: str, article: str, years: tuple[int, int] | None) -> None:
    periode = read(COVER + head + REST + "\n" + article + "\n").periode
    assert (periode and (periode.start, periode.end)) == years


@pytest.mark.parametrize(("foot", "date", "statut"), DATES)
def test_the_date_is_that_of_the_signature(foot: str, date: str, statut: str) -> None:
    identity = read(COVER + REST + "\n" + foot + "\n")
    assert (identity.date, identity.statut) == (date, statut)


def test_the_date_of_a_deliberation_in_an_annexe_is_not_the_date_of_signature() -> None:
    annexe = "\n\nAnnexe 1 – Délibération\n\n" + "Le conseil a voté. " * 10 + "\n\nFait à Hem, le 9 mai 2024.\n"
    text = COVER + REST + "\nFait à Lys, le 3 mars 2024.\n" + annexe
    assert read(text).date == "2024-03-03"


@pytest.mark.parametrize(("head", "filename", "statut"), DRAFTS)
def test_a_draft_says_so_on_its_cover_or_in_its_files_name(head: str, filename: str, statut: str) -> None:
    assert read(COVER + head + REST, filename).statut == statut


def test_an_avenant_says_its_number_and_what_it_changes() -> None:
    text = (
        "AVENANT N° 2\nà la convention territoriale globale\nde Verlac signée le 12 mars 2023\n"
        "Entre la Caf du Nord, représentée par Mme Anne Martin, directrice, et la commune de Verlac, représentée par "
        "M. Paul Durand, maire.\n" + REST + "\nFait à Verlac, le 4 mai 2025.\n"
    )
    identity = read(text)
    assert (identity.numero, identity.date, identity.territoire) == (2, "2025-05-04", "Verlac")
    assert identity.modifie == "la convention territoriale globale de Verlac signée le 12 mars 2023"
    assert identity.title == "Avenant n° 2 à la CTG Verlac"


def test_a_title_does_not_list_many_communes() -> None:
    communes = [f"la commune de {name}" for name in ("Lys", "Hem", "Forest", "Willems", "Sailly")]
    identity = read(COVER + signed_by(*communes) + REST)
    assert identity.territoire == "Lys, Hem, Forest, Willems et Sailly"
    assert identity.title == "CTG Lys, Hem et 3 autres communes"


def test_a_scheme_is_that_of_its_department() -> None:
    identity = read("Schéma départemental des services aux familles de la Haute-Ardelle 2022-2027\n" + REST)
    assert (identity.nature, identity.territoire) == ("sdsf", "Département de la Haute-Ardelle")
    assert identity.periode == Period(2022, 2027)


@pytest.mark.parametrize(
    ("cover", "territoire"),
    [
        ("Convention territoriale globale\n\nCommune de\n\nRochemaure-le-Vieil\n\n", "Rochemaure-le-Vieil"),
        (
            "Schéma départemental des\n\nservices aux familles de la\n\nCreuse-Haute 2026-2030\n\n",
            "Département de la Creuse-Haute",
        ),
    ],
)
def test_a_name_that_a_cover_cuts_over_two_lines_is_read(cover: str, territoire: str) -> None:
    text = cover + "Article 1 : Objet\n\nLe texte fixe les priorités.\n"
    assert identify(text, find_sections(text), "document.pdf").territoire == territoire
