"""The demonstration corpus as the real readers read it: every planted clause is where its author put it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from exemples.build import EXEMPLES, RENDERERS, build, sources
from exemples.markup import Source, words_of
from pypdf import PdfReader
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ctgbot.adapters.readers import ocr, read
from ctgbot.files import FoundFile
from ctgbot.ingest import prepare
from ctgbot.model import Document, Nature, Period, Section, Statut
from ctgbot.text.normalise import locate, match_form

SEED = next((EXEMPLES.parent / "conventions").glob("ctg-lys*.txt"))
CLAUSES = Path(__file__).parent / "exemples" / "clauses.jsonl"
SCAN = "ctg-plateau-de-lirande-2024-2028-scan.pdf"
SDSF = "sdsf-haute-fictive-2023-2028.pdf"
# What an agent asks of a signed copy first: quoted to the letter, whatever the version of Tesseract.
KEY = ("denonciation_preavis", "denonciation_forme", "mise_en_demeure_delai", "duree", "date_fin", "copil_frequence")
AVENANT = "avenant-1-l-aubraie-sur-esquerre-2026.docx"


def file_of(source: Source) -> str:
    return source.name + RENDERERS[source.meta["format"]][0]


SOURCES = {file_of(source): source for source in sources()}
FILES = sorted(SOURCES)


def needs_tesseract() -> None:
    if ocr.is_ready():
        return
    if os.environ.get("CTGBOT_REQUIRE_OCR") == "1":
        pytest.fail(f"Tesseract is missing: {ocr.INSTALL}")
    pytest.skip(f"needs Tesseract in French: {ocr.INSTALL}")


@cache
def document_of(path: Path) -> Document:
    """Read once; the scan only where Tesseract is."""
    if path.name == SCAN:
        needs_tesseract()
    content = path.read_bytes()
    found = FoundFile(path, hashlib.sha256(content).hexdigest(), len(content), True)
    return prepare(path.stem, found, read(path)).document


@dataclass(frozen=True, slots=True)
class Planted:
    """What the author of a document knows that it says."""

    file: str
    parameter: str
    status: str
    quote: str | None
    article: int | None
    page: int | None
    superseded_by: str | None
    other_quotes: list[str]


def planted() -> Iterator[Planted]:
    for line in CLAUSES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Planted(*(row[field.name] for field in fields(Planted)))


PLANTED = tuple(planted())
QUOTED = [clause for clause in PLANTED if clause.quote]


def article_of(section: Section) -> int | None:
    return section.number if section.kind in ("article", "clause") else None


def places(document: Document, article: int | None) -> Iterator[tuple[int, int]]:
    """Spans of the text that belong to the article, or to none."""
    for number, group in groupby(document.sections, key=article_of):
        sections = list(group)
        if number == article:
            yield sections[0].start, sections[-1].end


def page_at(document: Document, offset: int) -> int | None:
    return next((page.number for page in document.pages if page.start <= offset < page.end), None)


def pages_where(document: Document, quote: str, article: int | None) -> list[int | None]:
    """The page of each place of the right article where the quote begins."""
    found: list[int | None] = []
    for start, end in places(document, article):
        at = locate(quote, document.text[start:end])
        if at:
            found.append(page_at(document, start + at[0]))
    return found


@pytest.mark.parametrize("file", [*FILES, SEED.name])
def test_the_sections_tile_the_text(file: str) -> None:
    document = document_of(SEED if file == SEED.name else EXEMPLES / file)
    ends = [0, *(section.end for section in document.sections)]
    assert [section.start for section in document.sections] == ends[:-1]
    assert ends[-1] == len(document.text)


TEXTS = [clause for clause in QUOTED if clause.file != SCAN or clause.parameter in KEY]
RECOGNISED = [clause for clause in QUOTED if clause not in TEXTS]


@pytest.mark.parametrize("clause", TEXTS, ids=lambda clause: f"{clause.file}-{clause.parameter}")
def test_a_planted_clause_is_in_its_article_and_on_its_page(clause: Planted) -> None:
    document = document_of(EXEMPLES / clause.file)
    assert clause.quote
    assert clause.page in pages_where(document, clause.quote, clause.article)


@pytest.mark.parametrize("clause", RECOGNISED, ids=lambda clause: clause.parameter)
def test_a_clause_of_the_scan_is_in_its_article_but_for_a_letter(clause: Planted) -> None:
    document = document_of(EXEMPLES / clause.file)
    assert clause.quote
    quote = match_form(clause.quote).text
    found = [match_form(document.text[start:end]).text for start, end in places(document, clause.article)]
    assert max(fuzz.partial_ratio(quote, text) for text in found) >= 95


@pytest.mark.parametrize("file", sorted({clause.file for clause in PLANTED}))
def test_the_other_quotes_of_a_clause_are_in_the_text(file: str) -> None:
    quotes = [quote for clause in PLANTED if clause.file == file for quote in clause.other_quotes]
    text = match_form(document_of(EXEMPLES / file).text).text
    least = 95 if file == SCAN else 100
    assert [quote for quote in quotes if fuzz.partial_ratio(match_form(quote).text, text) < least] == []


def test_every_convention_says_of_every_parameter_what_it_holds() -> None:
    parameters = {clause.parameter for clause in PLANTED}
    assert len(parameters) == 32
    told = {file: {clause.parameter for clause in PLANTED if clause.file == file} for file in FILES if file != SDSF}
    assert told == dict.fromkeys(told, parameters)
    for clause in PLANTED:
        assert bool(clause.quote) == (clause.status != "absent")
        assert clause.superseded_by in (None, AVENANT)


# What the scheme says, with the headings above it and its page.
IN_THE_SCHEME = [
    ("Il couvre la période 2023-2028, soit six ans.", ("1. Préambule et signataires",), 3),
    ("l'objectif départemental est de 60 places pour 100 enfants", ("4. Enjeux et principes",), 4),
    (
        "Couvrir toutes les communes du département au plus tard le 31 décembre 2026",
        ("Axe 1 – Accueillir chaque jeune enfant", "Fiche-action 1.2 – Un relais petite enfance pour chaque famille"),
        6,
    ),
    (
        "Aller au-devant des familles et simplifier l'orientation entre institutions.",
        ("Axe 4 – N'oublier personne", "Fiche-action 4.3 – Réduire le non-recours aux droits"),
        16,
    ),
    (
        "le comité de pilotage de chaque Ctg se réunit au moins une fois par trimestre",
        ("5. Gouvernance", "5.2 Le lien avec les conventions territoriales globales"),
        17,
    ),
    ("Conventions territoriales globales en cours au 1er mars 2023", ("Annexe 1",), 18),
]


@pytest.mark.parametrize(("quote", "trail", "page"), IN_THE_SCHEME)
def test_the_scheme_is_read_by_axis_and_sheet(quote: str, trail: tuple[str, ...], page: int) -> None:
    document = document_of(EXEMPLES / SDSF)
    heads = [
        tuple(match_form(heading).text for heading in section.trail[: len(trail)])
        for section in document.sections
        if section.kind != "sommaire" and locate(quote, document.text[section.start : section.end])
        if page_at(document, section.start) == page
    ]
    wanted = tuple(match_form(heading).text for heading in trail)
    assert any(all(head.startswith(want) for head, want in zip(found, wanted, strict=True)) for found in heads), heads


Identities = tuple[str, Nature, str, Period | None, Statut]
IDENTITIES: list[Identities] = [
    (AVENANT, "avenant", "L'Aubraie-sur-Esquerre", Period(2021, 2025), "signe"),
    ("ctg-aubrelle-metropole-2025-2029.pdf", "convention", "Aubrelle Métropole", Period(2025, 2029), "signe"),
    (
        "ctg-hauberchain-sur-lauve-2024-2028.docx",
        "convention",
        "Hauberchain-sur-Lauve",
        Period(2024, 2028),
        "signe",
    ),
    ("ctg-l-aubraie-sur-esquerre-2021-2025.odt", "convention", "L'Aubraie-sur-Esquerre", Period(2021, 2025), "signe"),
    ("ctg-le-vaudrecy-2023-2026.pdf", "convention", "Le Vaudrecy", Period(2023, 2026), "signe"),
    ("ctg-les-hauts-de-sourdanne-2024-2026.docx", "convention", "Les Hauts-de-Sourdanne", Period(2024, 2026), "signe"),
    (
        "ctg-pays-de-tolvere-2024-2027.docx",
        "convention",
        "Communauté d'agglomération du Pays de Tolvère",
        Period(2024, 2027),
        "signe",
    ),
    (SCAN, "convention", "Communauté de communes du Plateau de Lirande", Period(2024, 2028), "signe"),
    (
        "ctg-trois-vallons-de-l-ardouze-2022-2026.pdf",
        "convention",
        "Communauté de communes des Trois Vallons de l'Ardouze",
        Period(2022, 2026),
        "signe",
    ),
    ("ctg-val-de-brelle-2027-2030-projet.odt", "convention", "Val de Brelle", Period(2027, 2030), "projet"),
    (SDSF, "sdsf", "Département de la Haute-Fictive", Period(2023, 2028), "signe"),
]


@pytest.mark.parametrize(("file", "nature", "territoire", "periode", "statut"), IDENTITIES)
def test_a_document_is_known_for_what_it_is(
    file: str, nature: Nature, territoire: str, periode: Period | None, statut: Statut
) -> None:
    identity = document_of(EXEMPLES / file).card.identity
    assert (identity.nature, identity.periode, identity.statut) == (nature, periode, statut)
    assert match_form(identity.territoire).text.casefold() == territoire.casefold()


@pytest.mark.parametrize("file", FILES)
def test_every_document_is_known_as_a_fictional_example(file: str) -> None:
    assert document_of(EXEMPLES / file).card.identity.exemple


def test_the_scan_is_recognised_with_few_errors() -> None:
    read_text = match_form(document_of(EXEMPLES / SCAN).text).text
    true = match_form(words_of(SOURCES[SCAN])).text
    assert Levenshtein.distance(read_text, true) / len(true) <= 0.03


def test_the_files_are_those_that_the_sources_give(tmp_path: Path) -> None:
    assert sorted(path.name for path in build(tmp_path)) == sorted(path.name for path in EXEMPLES.iterdir()) == FILES
    texts = [file for file in FILES if file != SCAN]
    assert [file for file in texts if read(tmp_path / file).text != document_of(EXEMPLES / file).text] == []
    assert same_pictures(tmp_path / SCAN, EXEMPLES / SCAN)


def same_pictures(one: Path, other: Path) -> bool:
    """Whether two scans show the same pages; another version of a drawing library may move a pixel in a hundred."""
    pages = [
        [np.asarray(image.image.convert("L")) for page in PdfReader(path).pages for image in page.images if image.image]
        for path in (one, other)
    ]
    return all(np.mean(a != b) < 0.01 for a, b in zip(*pages, strict=True))


def test_no_example_is_heavy() -> None:
    assert {file: (EXEMPLES / file).stat().st_size for file in FILES if (EXEMPLES / file).stat().st_size > 1e6} == {}
