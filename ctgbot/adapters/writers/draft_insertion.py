"""A draft into the agent's own Word file: tracked insertions in the free zone of one article, sources as comments.

Nothing else of the file changes: the other parts keep their bytes, the other paragraphs their XML. To refuse all
changes gives the text back as it was.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import datetime

from ctgbot.adapters.readers.office_xml import BROKEN, parse
from ctgbot.adapters.writers.cells import in_sentence
from ctgbot.adapters.writers.draft_proofs import gaps_of, proofs_of
from ctgbot.adapters.writers.word_article import Paragraph, Zone, find_zone
from ctgbot.adapters.writers.word_comments import Comments
from ctgbot.adapters.writers.word_package import Package, as_bytes, open_package
from ctgbot.adapters.writers.word_tracked import Piece, Tracking, delete, insert, is_plain
from ctgbot.errors import BadRequest, UnreadableFile
from ctgbot.model import Draft, DraftSentence

_LONGEST_AUTHOR = 100
_AUTHOR = "Assistant CTG"


def insert_draft(
    source: bytes, draft: Draft, article: int, author: str, when: datetime, *, replaces: bool = True
) -> bytes:
    """`source`: a .docx; `author`: who signs the changes; `replaces`: the sentences of the template that the draft
    fills in are deleted, tracked too. A formula that the article says already is not said again.

    Raises UnreadableFile for a file that cannot be written in, BadRequest where the article is missing or nothing is to
    be inserted.
    """
    package = open_package(source)
    try:
        return _inserted(package, draft, article, (in_sentence(author, _LONGEST_AUTHOR) or _AUTHOR, when), replaces)
    except BROKEN as exc:
        raise UnreadableFile(
            "damaged", "Ce fichier Word est incomplet ou endommagé. Ouvrez-le dans Word et enregistrez-le à nouveau."
        ) from exc


def heading_in(source: bytes, article: int) -> str:
    """The title of the article in this file, for the person to see before writing: « ARTICLE 2 : DIAGNOSTIC ».

    Raises as `insert_draft`.
    """
    package = open_package(source)
    return find_zone(package, parse(package.part(package.main) or b""), article).heading


def _inserted(package: Package, draft: Draft, article: int, signed: tuple[str, datetime], replaces: bool) -> bytes:
    root = parse(package.part(package.main) or b"")
    zone = find_zone(package, root, article)
    replaced = _replaced(zone, draft) if replaces else ()
    kept = _letters(" ".join(p.text for p in zone.body if p not in replaced))
    paragraphs = [[s for s in paragraph if not _is_said(s, draft, kept)] for paragraph in draft.paragraphs]
    if not any(paragraphs):
        raise BadRequest(f"Ce brouillon n'a rien à ajouter à l'article {article} de ce fichier.")
    tracking, comments = Tracking(root, *signed), Comments(package, *signed)
    pieces = [
        [Piece(in_sentence(s.text), comments.add(proofs_of(s, draft))) for s in paragraph]
        for paragraph in paragraphs
        if paragraph
    ]
    like = deepcopy(zone.like)
    is_deleted = any(p.element is zone.anchor for p in replaced)
    for paragraph in replaced:
        delete(paragraph.element, tracking)
    insert(zone.anchor, like, pieces, tracking, is_deleted=is_deleted)
    return package.saved({package.main: as_bytes(root), **comments.parts()})


def _replaced(zone: Zone, draft: Draft) -> tuple[Paragraph, ...]:
    """Under « Partie libre… » all that has a blank; elsewhere only what a sentence of the draft fills in: « La commune
    de XXXX contribue… » is a clause, not an example. A paragraph with a field or a content control is left alone."""
    by_id = {citation.id: _letters(citation.quote) for citation in draft.citations}
    said = [s for paragraph in draft.paragraphs for s in paragraph if not s.is_formula or gaps_of(s, draft)]
    quotes = [by_id[number] for s in said for number in s.citations if number in by_id]
    plain = [p for p in zone.template if is_plain(p.element)]
    return tuple(p for p in plain if zone.is_free or any(_letters(p.text) in quote for quote in quotes))


def _is_said(sentence: DraftSentence, draft: Draft, kept: str) -> bool:
    """A formula without blank whose sources all stand in what stays of the article: « La Ctg permet de valoriser… »."""
    quotes = [citation.quote for citation in draft.citations if citation.id in sentence.citations]
    is_whole = sentence.is_formula and not gaps_of(sentence, draft)
    return is_whole and bool(quotes) and all(_letters(quote) in kept for quote in quotes)


def _letters(text: str) -> str:
    """Letters and digits alone: bullets, quotation marks and spaces differ from one file to the next."""
    return re.sub(r"[\W_]+", "", text).casefold()
