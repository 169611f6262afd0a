"""Drafts as Word files: into a convention by tracked changes that can all be refused, or as new documents."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from conventions import SEED
from docx.oxml.ns import qn
from hostile_office import REL, TO, W, office_traps, package, word
from tracked import accepted, body_of, lines, parts_of, refused

from ctgbot.adapters.readers.docx import read_docx
from ctgbot.adapters.writers.cells import in_sentence
from ctgbot.adapters.writers.draft_docx import trace_sheet, write_draft
from ctgbot.adapters.writers.draft_insertion import heading_in, insert_draft
from ctgbot.draft import Texts, draft
from ctgbot.drafting.lines import blank
from ctgbot.drafting.typed import typed_facts
from ctgbot.errors import BadRequest, UnreadableFile
from ctgbot.model import (
    Citation,
    Document,
    DocumentCard,
    Draft,
    DraftSentence,
    Fact,
    Gap,
    Identity,
)
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections

DAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 14, 5)  # noqa: DTZ001 Word dates its changes by the clock on the wall
EXAMPLES = sorted((Path(__file__).parent.parent / "corpus" / "exemples").glob("ctg-*.docx"))


FACTS = (
    Fact("foyers", Decimal(2850), "foyers", "Cnaf", 2023, "territoire", "Lys-lez-Lannoy", "2\u00a0850", None, "foyers"),
    Fact("foyers", Decimal(640000), "foyers", "Cnaf", 2023, "departement", "", "640\u00a0000", None, "foyers"),
    Fact(
        "part_foyers", Decimal("0.4453"), "%", "Cnaf", 2023, "departement", "", "0,45\u00a0%",
        "2\u00a0850 / 640\u00a0000 × 100", "part des foyers du département", file="s_ben_com_f.csv", row=12,
    ),
)  # fmt: skip
BUDGET = Gap("budget", "part du budget d'action sociale", "Caf, données internes")
CHILDREN = Gap("enfance", "accueils de loisirs et leurs gestionnaires", "services de la collectivité")


def seed_draft(article: int) -> Draft:
    """As the drafting line makes it: what fills in a sentence of the seed cites it, and so does what says it again."""
    counted = "En 2023, les services de la Caf accompagnent 2\u00a0850 foyers à Lys-lez-Lannoy, soit 0,45\u00a0%."
    cost = DraftSentence(f"La Caf y consacre {blank(BUDGET)} de son budget.", (2,), verified=True)
    own = DraftSentence(f"Pour l'enfance, sont soutenus {blank(CHILDREN)}.", verified=True)
    again = DraftSentence("Cela se dit déjà.", (1,), verified=True, is_formula=True)
    about = DraftSentence("Le diagnostic détaille ces éléments.", (1,), verified=True, is_formula=True)
    cited: tuple[Citation, ...]
    match article:
        case 2:
            counts = DraftSentence(counted, (1,), ("foyers", "part_foyers"), verified=True)
            cited = (quoted(1, "Sur le territoire de XXXX", 2), quoted(2, "La Caf investit au total", 2))
            about = replace(about, citations=(3,))
            cited = (*cited, quoted(3, "A la date de signature", None))
            return Draft(2, "Lys-lez-Lannoy", ((counts,), (cost, about)), cited, FACTS, (BUDGET,))
        case 3:
            cited = (quoted(1, "La Collectivité signataire contribue", 3),)
        case _:
            cited = (quoted(1, "La CTG permet de valoriser", 4),)
    return Draft(article, "Lys-lez-Lannoy", ((again,), (own,)), cited, (), (CHILDREN,))


def quoted(number: int, words: str, article: int | None) -> Citation:
    start = SEED.index(words)
    quote = SEED[start : SEED.index("\n", start)]
    where = f"art. {article}" if article else "préambule"
    return Citation(number, "lys", "CTG Lys", where, article, None, start, start + len(quote), quote, quote)


def seed_file() -> bytes:
    """The seed as an agent has it: styles, bullets, a header, a footer, a table of contents typed by hand."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Convention territoriale globale"
    file.sections[0].footer.paragraphs[0].text = "Paraphes"
    for line in (line.strip() for line in SEED.replace("**", "").splitlines() if line.strip()):
        if re.match(r"ARTICLE \d", line):
            file.add_heading(line, 2)
        elif line.startswith("- "):
            file.add_paragraph(line[2:], style="List Bullet")
        else:
            file.add_paragraph().add_run(line).italic = line.startswith("Sur le territoire de XXXX")
    return saved(file)


def saved(file: Any) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def inserted(source: bytes, made: Draft, article: int | None = None, *, replaces: bool = True) -> bytes:
    return insert_draft(source, made, article or made.article, "Camille Agent", NOW, replaces=replaces)


def small_draft(*texts: str, article: int = 2) -> Draft:
    return Draft(article, "Verlac", (tuple(DraftSentence(text, verified=True) for text in texts),))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def convention(*blocks: str, title: str = paragraph("ARTICLE 2 – LES CHAMPS D'INTERVENTION DE LA CAF")) -> bytes:
    """Three articles; the second holds these blocks of XML."""
    before = paragraph("CONVENTION TERRITORIALE GLOBALE") + paragraph("ARTICLE 1 – OBJET") + paragraph(PROSE)
    after = paragraph("ARTICLE 3 – LES CHAMPS D'INTERVENTION DE LA COLLECTIVITÉ") + paragraph(PROSE)
    return package(word(f"{before}{title}{''.join(blocks)}{after}<w:sectPr/>"))


PROSE = "Les parties travaillent ensemble au service des familles du territoire, dans la durée."
TEMPLATE = (paragraph("Partie libre pour décrire le territoire."), paragraph("À XXXX, X gestionnaires sont financés."))
NEW = "Le territoire compte [à compléter : nombre – Caf] équipements."


def test_article_2_of_the_seed_takes_the_place_of_the_example() -> None:
    said = lines(accepted(inserted(seed_file(), seed_draft(2))))
    start = next(i for i, line in enumerate(said) if line.startswith("ARTICLE 2 –"))
    own = said[start : next(i for i, line in enumerate(said) if line.startswith("ARTICLE 3 –"))]
    assert own[5] == "créer les conditions favorables à l'autonomie, à l'insertion sociale et professionnelle."
    assert own[6].startswith("En 2023, les services de la Caf accompagnent 2")
    assert "0,45\u00a0%" in own[6]
    assert not any("XXX" in line or "Exemple" in line or "Partie libre" in line or not line for line in own)


@pytest.mark.parametrize("article", [2, 3, 4])
@pytest.mark.parametrize("replaces", [True, False])
def test_to_refuse_every_change_gives_the_text_back(article: int, replaces: bool) -> None:
    for source, made in (
        (seed_file(), seed_draft(article)),
        *((example.read_bytes(), small_draft(NEW, article=article)) for example in EXAMPLES),
    ):
        changed = inserted(source, made, replaces=replaces)
        assert lines(refused(changed)) == lines(body_of(source))
        assert len(lines(accepted(changed))) > len(lines(body_of(source))) - 6
        assert lines(accepted(changed)) != lines(body_of(source))


@pytest.mark.parametrize("article", [2, 3, 4])
def test_nothing_but_the_article_changes(article: int) -> None:
    for source, made in (
        (seed_file(), seed_draft(article)),
        *((example.read_bytes(), small_draft(NEW, article=article)) for example in EXAMPLES),
    ):
        before, after = parts_of(source), parts_of(inserted(source, made))
        changed = {name for name in after if after[name] != before.get(name)}
        assert changed <= {
            "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
        }  # fmt: skip
        assert before.keys() <= after.keys()
        texts = [line for line in lines(body_of(source)) if line]
        kept = lines(body_of(inserted(source, made, replaces=False)))
        assert [line for line in kept if line in set(texts)] == texts


def test_article_4_follows_such_as_and_does_not_say_again_what_the_article_says() -> None:
    said = lines(accepted(inserted(seed_file(), seed_draft(4))))
    place = next(i for i, line in enumerate(said) if line.endswith("compétences communs tels que :"))
    assert said[place + 1].startswith("Pour l'enfance, sont soutenus [à compléter")
    assert not any("Cela se dit déjà" in line for line in said)
    assert any(line.startswith("Elle permet également d'investiguer") for line in said[place:])


def test_without_replacing_the_template_stays_and_the_draft_follows_it() -> None:
    said = lines(accepted(inserted(seed_file(), seed_draft(2), replaces=False)))
    place = next(i for i, line in enumerate(said) if line.startswith("La Caf investit au total X %"))
    assert said[place + 1].startswith("En 2023, les services")


def test_each_change_says_who_and_when_and_has_its_own_id() -> None:
    root = body_of(inserted(seed_file(), seed_draft(2)))
    changes = list(root.iter(qn("w:ins"), qn("w:del")))
    assert {(c.get(qn("w:author")), c.get(qn("w:date"))) for c in changes} == {
        ("Camille Agent", "2026-11-23T14:05:00Z")
    }
    ids = [c.get(qn("w:id")) for c in changes]
    assert len(set(ids)) == len(ids) > 15


def test_the_draft_looks_like_the_template_that_it_replaces_without_its_marker_pen() -> None:
    look = (
        '<w:rPr><w:rFonts w:ascii="Marianne"/><w:sz w:val="22"/><w:highlight w:val="cyan"/><w:u w:val="none"/></w:rPr>'
    )
    style = '<w:pPr><w:pStyle w:val="Corps"/><w:jc w:val="both"/></w:pPr>'
    example = f"<w:p>{style}<w:r>{look}<w:t>{'À XXXX, ' * 9}</w:t></w:r></w:p>"
    new = body_of(inserted(convention(TEMPLATE[0], example), small_draft(NEW))).findall(f".//{qn('w:ins')}/{qn('w:r')}")
    plain, blank = new[0].find(qn("w:rPr")), new[1].find(qn("w:rPr"))
    assert [child.tag.split("}")[1] for child in plain] == ["rFonts", "sz", "u"]
    assert [child.tag.split("}")[1] for child in blank] == ["rFonts", "sz", "highlight", "u"]
    properties = new[0].getparent().getparent().find(qn("w:pPr"))
    assert [child.tag.split("}")[1] for child in properties] == ["pStyle", "jc", "rPr"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (DraftSentence("Dit.", (1,), verified=True), ["CTG Lys, art. 2, page 4\u00a0: «\u00a0Le texte.\u00a0»"]),
        (
            DraftSentence("Dit.", facts=("part",), verified=True),
            ["part des foyers (département, 2023)\u00a0: 0,45\u00a0% = 2 850 / 640 000 × 100 – source\u00a0: Cnaf"],
        ),
        (DraftSentence("Dit.", verified=True, is_formula=True), ["Formule du genre"]),
        (
            DraftSentence("La Caf y consacre [à compléter : part – Caf].", verified=True),
            ["À compléter\u00a0: part – où le trouver\u00a0: Caf."],
        ),
        (DraftSentence("Dit."), ["Non vérifiée"]),
        (DraftSentence("Dit.", verified=True), ["Aucune source"]),
    ],
)
def test_each_sentence_has_its_proof_as_a_comment(sentence: DraftSentence, words: list[str]) -> None:
    citation = Citation(1, "lys", "CTG Lys", "art. 2", 2, 4, 0, 9, "Le texte.", "Le texte.")
    fact = Fact(
        "part", Decimal("0.45"), "%", "Cnaf", 2023, "departement", "", "0,45\u00a0%", "2 850 / 640 000 × 100",
        "part des foyers",
    )  # fmt: skip
    made = Draft(2, "Verlac", ((sentence,),), (citation,), (fact,), (Gap("b", "part", "Caf"),))
    file = inserted(convention(*TEMPLATE), made)
    (comment,) = docx.Document(BytesIO(file)).comments
    for said in words:
        assert said in comment.text
    assert (comment.author, comment.initials) == ("Camille Agent", "CA")
    root = body_of(file)
    called = [
        root.find(f".//{qn(f'w:{name}')}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    assert [mark.get(qn("w:id")) for mark in called] == [str(comment.comment_id)] * 3


def test_comments_join_those_of_the_file() -> None:
    file = docx.Document(BytesIO(seed_file()))
    file.add_comment(file.paragraphs[3].runs, "À relire.", "Dominique", "D")
    source = saved(file)
    said = [comment.text for comment in docx.Document(BytesIO(inserted(source, seed_draft(2)))).comments]
    assert said[0] == "À relire."
    assert len(said) == 4
    assert parts_of(source).keys() == parts_of(inserted(source, seed_draft(2))).keys()


def test_a_draft_can_be_inserted_twice() -> None:
    once = inserted(seed_file(), seed_draft(2))
    twice = inserted(once, seed_draft(4))
    assert len(list(docx.Document(BytesIO(twice)).comments)) > len(list(docx.Document(BytesIO(once)).comments))
    assert lines(refused(twice)) == lines(body_of(seed_file()))


HEADINGS = (
    paragraph("Article 2"),
    paragraph("ARTICLE 2 –") + paragraph("LES CHAMPS D'INTERVENTION DE LA CAF"),
    paragraph("Article II. Les champs d'intervention de la Caf"),
    paragraph("ARTICLE 2 : DIAGNOSTIC", '<w:pStyle w:val="Titre2"/>'),
    f"<w:sdt><w:sdtContent>{paragraph('Article 2 : Les champs d’intervention')}</w:sdtContent></w:sdt>",
    f"<w:tbl><w:tr><w:tc>{paragraph('Article 2 – Les champs')}</w:tc></w:tr></w:tbl>",
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Art</w:t></w:r><w:r><w:t>icle 2 – Les champs</w:t></w:r></w:p>",
)


@pytest.mark.parametrize("title", HEADINGS)
def test_the_article_is_found_however_its_title_is_written(title: str) -> None:
    source = convention(paragraph(PROSE), *TEMPLATE, title=title)
    said = lines(accepted(inserted(source, small_draft(NEW))))
    assert said[-3:-1] == [NEW, "ARTICLE 3 – LES CHAMPS D'INTERVENTION DE LA COLLECTIVITÉ"]
    assert "2" in heading_in(source, 2) or "II" in heading_in(source, 2)
    assert lines(refused(inserted(source, small_draft(NEW)))) == lines(body_of(source))


def test_a_layout_table_keeps_the_draft_in_the_cell_of_its_article() -> None:
    rows = (
        f"<w:tr><w:tc>{paragraph(f'Article {n} – Titre')}</w:tc><w:tc>{''.join(said)}</w:tc></w:tr>"
        for n, said in ((1, [paragraph(PROSE)]), (2, TEMPLATE), (3, [paragraph(PROSE)]))
    )
    source = package(word(f"<w:tbl>{''.join(rows)}</w:tbl>{paragraph('')}"))
    file = inserted(source, small_draft(NEW))
    cells = [lines(cell) for cell in accepted(file).iter(qn("w:tc"))]
    assert cells[3][-1] == NEW
    assert [cells[i] for i in (0, 1, 2, 4, 5)] == [
        lines(cell) for i, cell in enumerate(body_of(source).iter(qn("w:tc"))) if i != 3
    ]
    assert lines(refused(file)) == lines(body_of(source))
    other = inserted(source, small_draft(NEW), 3)
    assert [lines(cell) for cell in accepted(other).iter(qn("w:tc"))][5] == [PROSE, NEW]


def test_what_a_marker_pen_leaves_to_be_filled_in_is_template() -> None:
    marked = '<w:p><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>Nombre de crèches à dire ici</w:t></w:r></w:p>'
    said = lines(accepted(inserted(convention(TEMPLATE[0], marked), small_draft(NEW))))
    assert not any("Nombre de crèches" in line for line in said)


def test_an_automatic_number_makes_an_article() -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        'w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText '
        'w:val="Article %1 –"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    ties = REL.format(TO.format("rId1", "numbering", "numbering.xml"))
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(paragraph(name, listed) + paragraph(PROSE) for name in ("Objet", "Champs de la Caf", "Durée"))
    source = package(word(body, more={"word/numbering.xml": numbering, "word/_rels/document.xml.rels": ties}))
    file = inserted(source, small_draft(NEW))
    assert lines(accepted(file))[:6] == ["Objet", PROSE, "Champs de la Caf", PROSE, NEW, "Durée"]
    assert read_docx(file).text.count("Article 2") == 1
    assert b'Id="rId2"' in parts_of(file)["word/_rels/document.xml.rels"]


CELL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
GRID = CELL.format(f"{paragraph('Conseil')}</w:tc><w:tc>{paragraph('À XXXX, X conseillers suivent')}")
ENDS = {
    "the_last_paragraph_of_a_cell": (CELL.format("".join(TEMPLATE)), paragraph("Suite.")),
    "the_only_paragraph_of_a_cell": (CELL.format(TEMPLATE[0]), paragraph("Suite.")),
    "a_frame_and_a_sentence_without_blank": (CELL.format(TEMPLATE[0] + paragraph(PROSE)), paragraph("Suite.")),
    "a_table_of_two_columns": (GRID, paragraph("")),
    "a_table_after_the_template": (*TEMPLATE, GRID, paragraph("")),
    "the_end_of_a_section": (
        paragraph(PROSE, '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'),
    ),
    "a_content_control_around_the_template": (
        f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{''.join(TEMPLATE)}</w:sdtContent></w:sdt>",
    ),
    "a_locked_control": (
        "<w:sdt><w:sdtPr><w:lock w:val='contentLocked'/></w:sdtPr>"
        f"<w:sdtContent>{paragraph(PROSE)}</w:sdtContent></w:sdt>",
    ),
    "nothing_under_the_title": (),
    "an_empty_paragraph": (paragraph(""),),
    "a_bookmark": (*TEMPLATE, '<w:bookmarkEnd w:id="4"/>'),
}


@pytest.mark.parametrize("case", ENDS)
def test_wherever_the_article_ends_all_can_be_refused_or_accepted(case: str) -> None:
    source = convention(*ENDS[case])
    for replaces in (True, False):
        file = inserted(source, small_draft(NEW, "Une seconde phrase."), replaces=replaces)
        root = refused(file)
        assert lines(root) == lines(body_of(source))
        assert [len(list(root.iter(qn(f"w:{tag}")))) for tag in ("tbl", "tc", "sdt", "sectPr", "bookmarkEnd")] == [
            len(list(body_of(source).iter(qn(f"w:{tag}")))) for tag in ("tbl", "tc", "sdt", "sectPr", "bookmarkEnd")
        ]
        said = lines(accepted(file))
        assert f"{NEW} Une seconde phrase." in said
        assert all(cell[-1].tag == qn("w:p") for cell in body_of(file).iter(qn("w:tc")))


def test_the_section_that_a_paragraph_closes_still_ends_after_the_draft() -> None:
    root = body_of(inserted(convention(*ENDS["the_end_of_a_section"]), small_draft(NEW)))
    closing = [p for p in root.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    assert ["".join(t.text for t in p.iter(qn("w:t"))) for p in closing] == [NEW]


def test_a_locked_control_is_left_as_it_is() -> None:
    root = body_of(inserted(convention(*ENDS["a_locked_control"]), small_draft(NEW)))
    (control,) = root.iter(qn("w:sdt"))
    assert not list(control.iter(qn("w:ins"), qn("w:del")))


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF nom</w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="separate"/></w:r><w:r><w:t>À XXXX, X gestionnaires</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p>'
)
CONTROL = "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>XXXX compte X places.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
OWN = paragraph("La ville a ouvert une crèche en 2019 dans le quartier du Centre, avec le soutien de la Caf.")


@pytest.mark.parametrize("kept", [FIELD, CONTROL, OWN])
def test_fields_controls_and_what_the_agent_wrote_are_not_deleted(kept: str) -> None:
    root = body_of(inserted(convention(*TEMPLATE, kept, TEMPLATE[1]), small_draft(NEW)))
    (text,) = [t for t in root.iter(qn("w:t")) if t.text and t.text in kept]
    assert not any(above.tag == qn("w:del") for above in text.iterancestors())


def test_a_clause_with_one_blank_is_no_example_to_delete() -> None:
    clause = "La commune de XXXX contribue activement au diagnostic partagé avec tous ses partenaires."
    said = lines(accepted(inserted(convention(paragraph(clause)), small_draft(NEW))))
    assert said[said.index(clause) + 1] == NEW


def test_without_free_part_only_the_sentence_that_the_draft_fills_in_is_deleted() -> None:
    example = "À XXXX, X gestionnaires sont financés au titre de l'action sociale."
    other = "La commune de XXXX contribue au diagnostic."
    citation = Citation(1, "x", "CTG", "art. 2", 2, None, 0, 1, example, example)
    sentence = DraftSentence(f"La Caf y consacre {blank(BUDGET)}.", (1,), verified=True, is_formula=True)
    made = Draft(2, "Verlac", ((sentence,),), (citation,), (), (BUDGET,))
    said = lines(accepted(inserted(convention(paragraph(example), paragraph(other)), made)))
    assert example not in said
    assert said[said.index(other) + 1] == sentence.text


def test_hostile_words_are_only_words() -> None:
    hostile = 'Voir <w:hyperlink r:id="x"/> & {HYPERLINK "http://x.fr"}\x00\x0b\x1f\u202egro\u2066 =2+2\nfin.'
    made = Draft(
        2, "<b>\x07", ((DraftSentence(hostile, (1,)),),),
        (Citation(1, "x", hostile, hostile, 2, None, 0, 1, hostile, hostile),), gaps=(Gap("a", hostile, hostile),),
    )  # fmt: skip
    file = inserted(convention(*TEMPLATE), made)
    root = body_of(file)
    assert not list(root.iter(qn("w:hyperlink"), qn("w:fldSimple"), qn("w:instrText"), qn("w:br"), qn("w:tab")))
    assert 'Voir <w:hyperlink r:id="x"/> & {HYPERLINK "http://x.fr"}gro =2+2 fin.' in lines(accepted(file))
    assert b"http" not in parts_of(file)["word/_rels/document.xml.rels"].replace(b"http://schemas.openxmlformats", b"")
    for written in (write_draft(made, DAY), trace_sheet(made, DAY)):
        root = body_of(written)
        assert not list(root.iter(qn("w:hyperlink"), qn("w:instrText")))
        assert "\u202e" not in "".join(lines(root))


def test_a_name_without_letters_still_signs() -> None:
    file = insert_draft(convention(*TEMPLATE), small_draft(NEW), 2, "\x00 ", NOW)
    assert next(body_of(file).iter(qn("w:ins"))).get(qn("w:author")) == "Assistant CTG"


@pytest.mark.parametrize("article", [7, 16])
def test_a_file_without_the_article_is_refused_in_french(article: int) -> None:
    with pytest.raises(BadRequest, match=f"L'article {article} est introuvable"):
        inserted(convention(*TEMPLATE), small_draft(NEW), article)


def test_a_title_of_the_contents_page_is_not_the_article() -> None:
    contents = "".join(paragraph(f"Article {n} : Titre {n} Page {n}") for n in range(1, 9))
    source = convention(*TEMPLATE, title=paragraph("ARTICLE 2 – TITRE 2"))
    parts = parts_of(source)
    body = parts["word/document.xml"].decode().replace("<w:body>", f"<w:body>{paragraph('SOMMAIRE')}{contents}")
    said = lines(accepted(inserted(package({**parts, "word/document.xml": body}), small_draft(NEW))))
    assert said.index(NEW) > said.index("ARTICLE 2 – TITRE 2")


def test_a_draft_that_the_article_says_already_writes_nothing() -> None:
    quote = Citation(1, "x", "CTG", "art. 2", 2, None, 0, 1, PROSE, PROSE)
    made = Draft(2, "Verlac", ((DraftSentence("Ensemble.", (1,), verified=True, is_formula=True),),), (quote,))
    with pytest.raises(BadRequest, match="rien à ajouter"):
        inserted(convention(paragraph(PROSE)), made)


def settings(xml: str) -> bytes:
    ties = REL.format(TO.format("rId1", "settings", "settings.xml"))
    root = f'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{xml}</w:settings>'
    body = paragraph("ARTICLE 2 – CHAMPS") + "".join(TEMPLATE)
    return package(word(body, more={"word/settings.xml": root, "word/_rels/document.xml.rels": ties}))


def changed_part(name: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(convention(*TEMPLATE))
    return package({**parts, name: parts[name].replace(old, new)})


CLOSED: Sequence[tuple[str, bytes, str]] = (
    ("protected", settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "Restreindre"),
    ("protected", settings('<w:documentProtection w:edit="forms" w:enforcement="true"/>'), "protégé contre"),
    ("protected", settings('<w:writeProtection w:hashValue="x" w:saltValue="y"/>'), "mot de passe de modification"),
    ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    ("not_a_docx", b"%PDF-1.7", "pas un document Word"),
    ("not_a_docx", b"", "pas un document Word"),
    ("not_a_docx", package({"content.xml": "<a/>"}), "pas un document Word"),
    ("damaged", convention(*TEMPLATE)[:-200], "endommagé"),
    ("macros", package({**parts_of(convention(*TEMPLATE)), "word/vbaProject.bin": b"x"}), "macros"),
    ("macros", changed_part("[Content_Types].xml", b"wordprocessingml.document", b"document.macroEnabled"), "macros"),
    ("signed", package({**parts_of(convention(*TEMPLATE)), "_xmlsignatures/sig1.xml": b"<a/>"}), "signature"),
    ("unsupported", changed_part("word/document.xml", W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
     "strict"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "content", "words"), CLOSED)
def test_a_file_that_must_not_be_written_in_is_refused_in_french(code: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refusal:
        inserted(content, small_draft(NEW))
    assert refusal.value.code == code


def test_a_protection_that_is_off_or_that_only_tracks_changes_stops_nothing() -> None:
    for xml in (
        '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
        '<w:writeProtection w:recommended="1"/>',
    ):
        assert NEW in lines(accepted(inserted(settings(xml), small_draft(NEW))))


TRAPS = dict(office_traps())


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_an_error_of_ours_or_a_file(name: str) -> None:
    try:
        out = inserted(TRAPS[name], small_draft(NEW, article=1))
    except (UnreadableFile, BadRequest):
        return
    assert zipfile.ZipFile(BytesIO(out)).testzip() is None


@pytest.mark.parametrize("article", [2, 3, 4])
def test_what_the_drafting_line_makes_goes_into_the_seed(article: int) -> None:
    card = DocumentCard("lys", Identity("CTG Lys", "convention", "Lys-lez-Lannoy"), None, "lys.txt", "0" * 64, 1)
    sections = find_sections(SEED)
    texts = Texts((Document(card, SEED, sections), cut_passages(card, SEED, sections)))
    figures = typed_facts("En 2023, 2 850 allocataires, 640 000 dans le département", "Lys-lez-Lannoy")
    made = draft(article, "Lys-lez-Lannoy", texts, figures)
    file = inserted(seed_file(), made)
    assert lines(refused(file)) == lines(body_of(seed_file()))
    said = "\n".join(lines(accepted(file)))
    news = [s for row in made.paragraphs for s in row if not s.is_formula or "[à compléter" in s.text]
    assert len(news) > 1
    assert all(sentence.text in said for sentence in news)
    comments = "\n".join(comment.text for comment in docx.Document(BytesIO(file)).comments)
    assert all(in_sentence(gap.where_to_find) in comments for gap in made.gaps)


def test_a_new_document_holds_the_text_its_notes_and_the_sheet() -> None:
    made = seed_draft(2)
    file = docx.Document(BytesIO(write_draft(made, DAY)))
    said = "\n".join(p.text for p in file.paragraphs)
    for words in ("Article 2 – proposition de rédaction", "Lys-lez-Lannoy", "[3]", "Notes", "Fiche de traçabilité"):
        assert words in said
    for paragraph_ in made.paragraphs:
        for sentence in paragraph_:
            assert sentence.text in said
    assert [section.orientation for section in file.sections] == [0, 1]


def test_the_sheet_has_a_row_for_each_sentence_blank_and_figure() -> None:
    made = seed_draft(2)
    sentences, gaps, figures = docx.Document(BytesIO(trace_sheet(made, DAY))).tables
    assert len(sentences.rows) == 1 + sum(map(len, made.paragraphs))
    assert [row.cells[0].text for row in gaps.rows[1:]] == [gap.label for gap in made.gaps]
    assert len(figures.rows) == 1 + len(made.facts)
    assert [cell.text for cell in figures.rows[3].cells] == [
        "3", "part des foyers du département", "0,45\u00a0%", "2\u00a0850 / 640\u00a0000 × 100", "2023", "département",
        "Cnaf, « s_ben_com_f.csv », ligne 12",
    ]  # fmt: skip
    assert sentences.rows[1].cells[2].text.startswith("Données utilisées\u00a0: n°\u00a01, 2, 3.")


def test_a_draft_without_facts_nor_blanks_has_one_table() -> None:
    assert len(docx.Document(BytesIO(trace_sheet(small_draft("Une phrase."), DAY))).tables) == 1


def test_an_office_suite_opens_every_file(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CTGBOT_REQUIRE_OFFICE") == "1":
            pytest.fail("LibreOffice manque : apt-get install -y libreoffice-writer libreoffice-calc")
        pytest.skip("LibreOffice n'est pas installé")
    files = {"seme": inserted(seed_file(), seed_draft(2)), "neuf": write_draft(seed_draft(2), DAY)}
    files |= {"fiche": trace_sheet(seed_draft(2), DAY)}
    files |= {example.stem: inserted(example.read_bytes(), small_draft(NEW, article=4)) for example in EXAMPLES}
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=180)
    for name in files:
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            said = " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
            assert "à compléter" in said, name
            assert name != "fiche" or len(pdf) == 1
