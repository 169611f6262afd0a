"""A draft as a new Word file, and the sheet that says where each of its sentences comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Cm, Pt

from ctgbot.adapters.writers.cells import in_sentence
from ctgbot.adapters.writers.draft_proofs import (
    fact_label,
    is_blank,
    parts_of,
    proofs_of,
    scale_words,
    shown_words,
    source_words,
)
from ctgbot.adapters.writers.word_page import add_line, describe, dress, row_property, shade
from ctgbot.model import Draft, DraftSentence

_SENTENCES = (("N°", 1.0), ("Phrase", 11.2), ("D'où elle vient", 13.5))  # centimetres: 25.7 in all
_GAPS = (("À compléter", 14.2), ("Où le trouver", 11.5))
_FACTS = (
    ("N°", 1.0), ("Donnée", 7.2), ("Valeur", 2.6), ("Calcul", 4.6), ("Année", 1.8), ("Échelle", 3.0), ("Source", 5.5),
)  # fmt: skip
_SMALL = Pt(8.5)
_HEAD = "Proposition à relire : ce qui n'est pas connu reste entre crochets, rien n'est supposé."


def write_draft(draft: Draft, day: date) -> bytes:
    """A4, upright, each sentence with the number of its note; then, lying, the sheet of `trace_sheet`."""
    file = docx.Document()
    dress(file)
    _upright(file.sections[0])
    title = f"Article {draft.article} – proposition de rédaction"
    file.add_heading(title, 0)
    _heading_lines(file, draft, day)
    notes = _paragraphs(file, draft)
    file.add_heading("Notes", 1)
    for number, words in enumerate(notes, 1):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"[{number}] ").bold = True
        paragraph.add_run(words).font.size = Pt(9)
    _lying(file.add_section(WD_SECTION.NEW_PAGE))
    file.add_heading("Fiche de traçabilité", 1)
    _tables(file, draft)
    return _saved(file, f"{title}, {in_sentence(draft.territoire, 100)}", day)


def trace_sheet(draft: Draft, day: date) -> bytes:
    """A4, lying: each sentence and its proofs, what is left blank, the figures with their formulas."""
    file = docx.Document()
    dress(file)
    title = f"Fiche de traçabilité – article {draft.article}"
    page = file.sections[0]
    page.top_margin = page.bottom_margin = Cm(1.4)
    file.styles["Title"].font.size = Pt(16)
    file.add_heading(title, 0).paragraph_format.space_after = Pt(6)
    _heading_lines(file, draft, day)
    _tables(file, draft)
    return _saved(file, f"{title}, {in_sentence(draft.territoire, 100)}", day)


def _heading_lines(file: Any, draft: Draft, day: date) -> None:
    add_line(file, "Territoire", in_sentence(draft.territoire, 300))
    add_line(file, "Établie le", f"{day:%d/%m/%Y}")
    add_line(file, "Attention", _HEAD.replace(" :", "\u00a0:"))
    for warning in draft.warnings:
        add_line(file, "Remarque", in_sentence(warning, 2_000))


def _paragraphs(file: Any, draft: Draft) -> tuple[str, ...]:
    """The text, a raised number after each sentence; the notes in the same order."""
    notes: list[str] = []
    for above, sentences in enumerate(draft.paragraphs):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(0 if above else 18)
        paragraph.paragraph_format.space_after = Pt(8)
        for place, sentence in enumerate(sentences):
            notes.append(" ; ".join(proofs_of(sentence, draft)))
            for part in parts_of(f"{' ' if place else ''}{in_sentence(sentence.text)}"):
                font = paragraph.add_run(part).font
                font.size, font.highlight_color = Pt(11), WD_COLOR_INDEX.YELLOW if is_blank(part) else None
            paragraph.add_run(f"\u00a0[{len(notes)}]").font.superscript = True
    return tuple(notes)


def _tables(file: Any, draft: Draft) -> None:
    """What has no row has no table."""
    every = [sentence for paragraph in draft.paragraphs for sentence in paragraph]
    _table(file, "Phrases", _SENTENCES, [_row(number, s, draft) for number, s in enumerate(every, 1)])
    gaps = [(in_sentence(gap.label, 300), in_sentence(gap.where_to_find, 300)) for gap in draft.gaps]
    _table(file, "À compléter", _GAPS, gaps)
    facts = [
        (
            f"{number}", fact_label(fact), shown_words(fact), in_sentence(fact.formula or "", 200),
            f"{fact.year or 'non dite'}", scale_words(fact), source_words(fact),
        )
        for number, fact in enumerate(draft.facts, 1)
    ]  # fmt: skip
    _table(file, "Données utilisées", _FACTS, facts)


def _row(number: int, sentence: DraftSentence, draft: Draft) -> tuple[str, ...]:
    """Its figures by their numbers in the table below, so that the sheet of an article 2 holds on one page."""
    used = [f"{place}" for place, fact in enumerate(draft.facts, 1) if fact.key in sentence.facts]
    figures = [f"Données utilisées\u00a0: n°\u00a0{', '.join(used)}."] if used else []
    proofs = "\n".join([*figures, *proofs_of(replace(sentence, facts=()), draft)])
    return f"{number}", in_sentence(sentence.text), proofs


def _table(file: Any, title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    """Its header comes back on each page, and no row is cut between two."""
    if not rows:
        return
    file.add_heading(f"{title} ({len(rows)})", 1).paragraph_format.space_before = Pt(8)
    table = file.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        _say(cell, name, bold=True)
        shade(cell)
    row_property(table.rows[0], "w:tblHeader")
    for said in rows:
        row = table.add_row()
        row_property(row, "w:cantSplit")
        for cell, words in zip(row.cells, said, strict=True):
            _say(cell, words)
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _say(cell: Any, words: str, *, bold: bool = False) -> None:
    """A line, a paragraph."""
    for place, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, _SMALL


def _upright(section: Any) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)


def _lying(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def _saved(file: Any, title: str, day: date) -> bytes:
    describe(file, title, day)
    out = BytesIO()
    file.save(out)
    return out.getvalue()
