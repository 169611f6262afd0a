"""What stands behind each sentence of a draft, in words: for a comment of Word, a note, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.adapters.writers.cells import in_sentence
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.lines import blank
from ctgbot.model import Citation, Draft, DraftSentence, Fact, Gap
from ctgbot.text.typography import unbroken

FORMULA = "Formule du genre : elle ne dit rien de propre à ce territoire."
UNSOURCED = "Aucune source : à vérifier avant de garder cette phrase."
UNVERIFIED = "Non vérifiée : ses sources ne prouvent pas tout ce qu'elle affirme."
_LONGEST_QUOTE = 500
_LONGEST = 400
_SCALES = {"commune": "commune", "epci": "intercommunalité", "departement": "département", "national": "France"}
_LEFT_BLANK = re.compile(r"(\[[^\[\]]{1,400}\])")  # « [à compléter : part du budget – Caf] »


def parts_of(text: str) -> tuple[str, ...]:
    """The text cut around its blanks, which are shown as such."""
    return tuple(part for part in _LEFT_BLANK.split(text) if part)


def is_blank(part: str) -> bool:
    return bool(_LEFT_BLANK.fullmatch(part))


def proofs_of(sentence: DraftSentence, draft: Draft) -> tuple[str, ...]:
    """One line each: quotes, figures, blanks; never empty."""
    said = [*_from_texts(sentence, draft), *_from_facts(sentence, draft)]
    said += [gap_words(gap) for gap in gaps_of(sentence, draft)]
    if sentence.is_formula:
        said.append(FORMULA)
    if not sentence.verified:
        said.append(UNVERIFIED)
    return tuple(said) or (UNSOURCED,)


def gaps_of(sentence: DraftSentence, draft: Draft) -> tuple[Gap, ...]:
    return tuple(gap for gap in draft.gaps if blank(gap) in sentence.text)


def citation_words(citation: Citation) -> str:
    """« CTG de Lys-lez-Lannoy, art. 2, page 4 : « … » »."""
    page = f"page {citation.page}" if citation.page is not None else ""
    marks = "reconnu (OCR)" if citation.ocr else ""
    where = ", ".join(part for part in (citation.document_title, citation.reference, page, marks) if part)
    return unbroken(f"{in_sentence(where, _LONGEST)} : « {in_sentence(citation.quote, _LONGEST_QUOTE)} »")


def fact_words(fact: Fact) -> str:
    """« foyers allocataires (Lys-lez-Lannoy, 2023) : 2 850 – source : Cnaf, « s_ben_com_f.csv », ligne 12 »."""
    about = ", ".join(part for part in (scale_words(fact), f"{fact.year}" if fact.year else "année non dite") if part)
    computed = f" = {fact.formula}" if fact.formula else ""
    said = f"{fact_label(fact)} ({about}) : {shown_words(fact)}{computed} – source : {source_words(fact)}"
    return unbroken(in_sentence(said, _LONGEST))


def fact_label(fact: Fact) -> str:
    known = indicators().get(fact.key)
    return in_sentence(fact.label or (known.label if known else fact.key.replace("_", " ")), _LONGEST)


def shown_words(fact: Fact) -> str:
    """As a sentence writes it; « environ » where its source rounds."""
    if fact.value is None:
        return "non diffusé (secret statistique)"
    shown = fact.display or f"{fact.value}".replace(".", ",")
    unit = "\u00a0%" if fact.unit == "%" and "%" not in shown else ""
    return in_sentence(f"{'environ ' if fact.rounded else ''}{shown}{unit}", _LONGEST)


def scale_words(fact: Fact) -> str:
    return in_sentence(_SCALES.get(fact.scale, "") or fact.territoire or "territoire", _LONGEST)


def source_words(fact: Fact) -> str:
    file = f"« {fact.file} »" if fact.file else ""
    row = f"ligne {fact.row}" if fact.row else ""
    return in_sentence(", ".join(p for p in (fact.source or "non dite", fact.perimeter, file, row) if p), _LONGEST)


def gap_words(gap: Gap) -> str:
    return unbroken(in_sentence(f"À compléter : {gap.label} – où le trouver : {gap.where_to_find}.", _LONGEST))


def _from_texts(sentence: DraftSentence, draft: Draft) -> Iterator[str]:
    by_id = {citation.id: citation for citation in draft.citations}
    return (citation_words(by_id[number]) for number in sentence.citations if number in by_id)


def _from_facts(sentence: DraftSentence, draft: Draft) -> Iterator[str]:
    keys = set(sentence.facts)
    return (fact_words(fact) for fact in draft.facts if fact.key in keys)
