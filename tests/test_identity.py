"""What a document says that it is; nothing is guessed beyond its text and its file's name."""

from __future__ import annotations

import pytest
from conventions import SEED

from ctgbot.model import Identity, Period
from ctgbot.text.identity import identify
from ctgbot.text.structure import find_sections


def read(text: str, filename: str = "document.txt") -> Identity:
    return identify(text, find_sections(text), filename)


def test_the_seed_is_an_unsigned_convention_of_its_commune() -> None:
    assert read(SEED, "ctg.txt") == Identity(
        "CTG Lys Lez Lannoy 2024-2028", "convention", "Lys Lez Lannoy", Period(2024, 2028), "projet", False
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
    ("Communauté d’agglomération Verlac Est\n", "Communauté d’agglomération Verlac Est"),
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
    ("Avenant n° 1\nCommune de Verlac\n", "x.txt", "Avenant CTG Verlac"),
    ("Une note\n", "note_de_cadrage 2.txt", "note de cadrage 2"),
    ("Une note\n", ".txt", "Document"),
]


@pytest.mark.parametrize(("text", "filename", "title"), TITLES)
def test_the_title_is_the_files_name_where_the_text_says_too_little(text: str, filename: str, title: str) -> None:
    assert read(text, filename).title == title
