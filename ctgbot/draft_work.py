"""An agent's working copy of a draft: each sentence accepted, refused, edited or said otherwise, each blank filled.

Values only: every action gives a new copy, so that undoing is going back to the one before. What an agent has written
is never lost, and never taken for proven: it is checked again after every change (see `draft_check`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ctgbot.draft_check import BLANK, doubts
from ctgbot.draft_variants import variants
from ctgbot.drafting.french import percent, some
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import shown
from ctgbot.drafting.lines import blank
from ctgbot.model import Citation, Draft, DraftSentence, Fact, Gap
from ctgbot.text.words import stems

State = Literal["proposee", "acceptee", "refusee"]
Author = Literal["programme", "agent", "modele"]
Place = tuple[int, int]  # paragraph, sentence
_ALIKE = 0.4  # share of common words that makes one template of two sentences, figures and blanks put aside
_UNPROVEN = "un chiffre de la phrase n'est pas parmi les chiffres donnés"
_NARROW = "\u202f"
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
MODIFIED = "Phrases modifiées par l'agent : {sentences}."


@dataclass(frozen=True, slots=True)
class Request:
    """What a draft was asked for; `fields` are keys, `facts` all the figures that were given."""

    article: int
    territoire: str
    document_id: str = ""
    fields: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank that an agent has filled with words, and where they come from."""

    gap: Gap
    text: str
    source: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence at work. `text` is empty while it stands as it was drafted; `doubts`: why it is not verified."""

    drafted: DraftSentence
    text: str = ""
    author: Author = "programme"
    state: State = "proposee"
    doubts: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        return self.text or self.drafted.text

    @property
    def is_kept(self) -> bool:
        """Part of the text: accepted, or proposed and verified."""
        return self.state == "acceptee" or (self.state == "proposee" and not self.doubts)


@dataclass(frozen=True, slots=True)
class Work:
    """`draft` is what the program proposes today for `request`; `filled` lies over it."""

    request: Request
    draft: Draft
    paragraphs: tuple[tuple[Piece, ...], ...]
    filled: tuple[Filled, ...] = ()

    def piece(self, place: Place) -> Piece:
        return self.paragraphs[place[0]][place[1]]


@dataclass(frozen=True, slots=True)
class Steps:
    """The copy as it is, and those before it, oldest first."""

    now: Work
    past: tuple[Work, ...] = ()

    def then(self, work: Work) -> Steps:
        return self if work == self.now else Steps(work, (*self.past, self.now))

    def back(self) -> Steps:
        return Steps(self.past[-1], self.past[:-1]) if self.past else self


def begun(request: Request, draft: Draft) -> Work:
    """Every sentence proposed as it was drafted."""
    work = Work(request, draft, ())
    pieces = tuple(tuple(_as_drafted(work, one) for one in paragraph) for paragraph in draft.paragraphs)
    return replace(work, paragraphs=pieces)


def decided(work: Work, place: Place, state: State) -> Work:
    """Accepted, refused, or proposed again."""
    return _with(work, place, replace(work.piece(place), state=state))


def edited(work: Work, place: Place, text: str, author: Author = "agent") -> Work:
    """The agent's own words, checked; the drafted ones again when nothing is left of them."""
    piece, words = work.piece(place), tidy(text)
    if words in ("", piece.drafted.text):
        return _with(work, place, _as_drafted(work, piece.drafted))
    return _with(work, place, _checked(work, replace(piece, text=words, author=author, state="proposee")))


def tidy(text: str) -> str:
    """One line, its figures written as those of the draft: « 2 850 », « 12 % » on narrow spaces that do not break."""
    line = re.sub(r"[ \t\r\n]+", " ", text).strip()
    grouped = _THOUSANDS.sub(lambda match: match[0].replace(" ", _NARROW).replace("\u00a0", _NARROW), line)
    return re.sub(r"(?<=\d)[ \u00a0]%", f"{_NARROW}%", grouped)


def varied(work: Work, place: Place) -> Work:
    """The next wording of the genre, the drafted one after the last."""
    piece = work.piece(place)
    wordings = (piece.drafted.text, *variants(piece.drafted.text))
    following = wordings[(wordings.index(piece.said) + 1) % len(wordings)] if piece.said in wordings else wordings[0]
    text = "" if following == piece.drafted.text else following
    return _with(work, place, _checked(work, Piece(piece.drafted, text)))


def has_variants(piece: Piece) -> bool:
    return bool(variants(piece.drafted.text))


def filled(work: Work, one: Filled) -> Work:
    """The words stand where the blank was, in every sentence that has it; edited sentences too."""
    others = tuple(other for other in work.filled if other.gap.key != one.gap.key)
    return _laid(replace(work, filled=(*others, one)), work.paragraphs)


def followed(work: Work, request: Request, draft: Draft) -> Work:
    """`draft` was made anew with other facts: it takes the place of the former one under what the agent has done.

    Refused sentences stay refused and edited ones keep their words, wherever their template stands now; an accepted
    one whose words have changed is proposed again.
    """
    fresh = begun(request, draft)
    left = [(index, piece) for index, row in enumerate(work.paragraphs) for piece in row if _is_touched(piece)]
    rows: list[list[Piece]] = []
    for row in fresh.paragraphs:
        rows.append([])
        for piece in row:
            found = _same(piece, left)
            if found is not None:
                left.remove(found)
            rows[-1].append(_taken_up(found[1], piece) if found else piece)
    for index, piece in left:  # its template is gone: the agent's words are not
        if piece.author != "programme":
            rows[min(index, len(rows) - 1)].append(
                replace(piece, drafted=replace(piece.drafted, citations=(), verified=False))
            )
    return _laid(replace(fresh, filled=work.filled), tuple(tuple(row) for row in rows), work.draft.gaps)


def open_gaps(work: Work) -> tuple[Gap, ...]:
    """The blanks that are still in a sentence that was not refused."""
    text = "\n".join(piece.said for row in work.paragraphs for piece in row if piece.state != "refusee")
    return tuple(gap for gap in work.draft.gaps if blank(gap) in text)


def final(work: Work) -> Draft:
    """What goes into Word: the sentences that are kept, the blanks that are left, the figures that an agent gave."""
    paragraphs = tuple(tuple(_sentence(work, piece) for piece in row if piece.is_kept) for row in work.paragraphs)
    own = [piece.said for row in work.paragraphs for piece in row if piece.author == "agent" and piece.is_kept]
    said = (MODIFIED.format(sentences=" ; ".join(f"« {text} »" for text in own)),) if own else ()
    kept = tuple(row for row in paragraphs if row)
    used = {number for row in kept for sentence in row for number in sentence.citations}
    return replace(
        work.draft,
        paragraphs=kept,
        citations=tuple(citation for citation in work.draft.citations if citation.id in used),
        facts=(*work.draft.facts, *_filled_facts(work)),
        gaps=open_gaps(work),
        warnings=(*work.draft.warnings, *said),
    )


def copy_text(work: Work) -> str:
    """The kept sentences, blanks visible, a paragraph on each line."""
    rows = (" ".join(piece.said for piece in row if piece.is_kept) for row in work.paragraphs)
    return "\n\n".join(row for row in rows if row)


def cited_documents(work: Work) -> frozenset[str]:
    """The documents whose words or whose name this copy holds."""
    named = {work.request.document_id} if work.request.document_id else set()
    return frozenset(named | {citation.document_id for citation in work.draft.citations})


def ledger(work: Work) -> tuple[Fact, ...]:
    """All that a sentence may state: the figures given, those computed from them, the words that filled a blank."""
    every = (*work.request.facts, *work.draft.facts, *_filled_facts(work))
    return tuple(dict.fromkeys(every))


def quotes_of(work: Work, piece: Piece) -> tuple[Citation, ...]:
    return tuple(citation for citation in work.draft.citations if citation.id in piece.drafted.citations)


def facts_of(work: Work, piece: Piece) -> tuple[Fact, ...]:
    """The figures that the sentence writes, and those that they were computed from; words of an agent may write any."""
    every = [fact for fact in ledger(work) if shown(fact)]
    keys = piece.drafted.facts
    said = [f for f in every if _is_written(shown(f), piece.said) and (f.key in keys or piece.author != "programme")]
    formulas = " ".join(fact.formula or "" for fact in said)
    under = [f for f in every if f not in said and f.key in keys and _is_written(shown(f), formulas)]
    return tuple(dict.fromkeys((*said, *under)))


def _is_written(figure: str, text: str) -> bool:
    """Whole: « 850 » is not written in « 2 850 »."""
    return re.search(rf"(?<![\w,\u202f]){re.escape(figure)}(?![\w,]|\u202f\d)", text) is not None


def _filled_facts(work: Work) -> tuple[Fact, ...]:
    return tuple(
        Fact(one.gap.key, None, "", one.source, one.year, "territoire", work.request.territoire, one.text, None,
             one.gap.label)
        for one in work.filled
    )  # fmt: skip


def _as_drafted(work: Work, sentence: DraftSentence) -> Piece:
    if sentence.verified:
        return Piece(sentence)
    found = _doubts_of(work, Piece(sentence))
    return Piece(sentence, doubts=found or (_UNPROVEN,))


def _checked(work: Work, piece: Piece) -> Piece:
    """Words of the program that stand as drafted and verified need no second check."""
    if not piece.text:
        return replace(_as_drafted(work, piece.drafted), state=piece.state)
    return replace(piece, doubts=_doubts_of(work, piece))


def _doubts_of(work: Work, piece: Piece) -> tuple[str, ...]:
    """The drafted words, once verified, prove the same words said otherwise."""
    drafted = [piece.drafted.text] if piece.drafted.verified else []
    quotes = [*drafted, *(citation.quote for citation in quotes_of(work, piece))]
    places = [text for one in quotes_of(work, piece) for text in (one.document_title, one.reference)]
    titles = [work.request.territoire, *places]
    return doubts(piece.said, ledger(work), quotes, titles)


def _with(work: Work, place: Place, piece: Piece) -> Work:
    row = work.paragraphs[place[0]]
    changed = (*row[: place[1]], piece, *row[place[1] + 1 :])
    return replace(work, paragraphs=(*work.paragraphs[: place[0]], changed, *work.paragraphs[place[0] + 1 :]))


def _laid(work: Work, paragraphs: tuple[tuple[Piece, ...], ...], gaps: tuple[Gap, ...] = ()) -> Work:
    """`paragraphs` with every blank that is filled, each sentence checked again; `gaps` were those of the draft before,
    which an edited sentence may still have."""
    put = _filler(work, gaps)

    def laid(piece: Piece) -> Piece:
        text = put(piece.drafted.text)
        keys = tuple(one.gap.key for one in work.filled if blank(one.gap) in piece.drafted.text)
        drafted = replace(piece.drafted, text=text, facts=(*piece.drafted.facts, *keys))
        own = put(piece.text)
        if own in ("", text):
            return _checked(work, Piece(drafted, state=piece.state))
        return _checked(work, replace(piece, drafted=drafted, text=own))

    return replace(work, paragraphs=tuple(tuple(laid(piece) for piece in row) for row in paragraphs))


def _filler(work: Work, gaps: tuple[Gap, ...]) -> Callable[[str], str]:
    """Words for blanks: those of the agent, and the figures now known for a blank that an edited sentence still has."""
    words = {blank(one.gap): one.text for one in work.filled}
    own = {fact.key: fact for fact in work.request.facts if fact.scale == "territoire" and fact.value is not None}
    for gap in gaps:
        fact, indicator = own.get(gap.key), indicators().get(gap.key)
        if fact is not None and fact.value is not None and indicator is not None:
            said = percent(fact.value) if fact.unit == "%" else some(fact.value, indicator.one, indicator.many)
            words[blank(gap)] = said

    def put(text: str) -> str:
        for written, said in words.items():
            text = text.replace(written, said)
        return text

    return put


def _is_touched(piece: Piece) -> bool:
    return piece.state != "proposee" or bool(piece.text)


def _template(piece: Piece) -> frozenset[str]:
    """The words of the drafted sentence that are neither figures nor blanks."""
    words = stems(BLANK.sub(" ", piece.drafted.text))
    return frozenset(word for word in words if not word.isdigit())


def _same(piece: Piece, left: list[tuple[int, Piece]]) -> tuple[int, Piece] | None:
    """The touched sentence of the same template; the likest one, none when it is another sentence."""
    best, most = None, _ALIKE
    words = _template(piece)
    for found in left:
        other = _template(found[1])
        alike = len(words & other) / max(1, len(words | other))
        if alike > most or (best is None and piece.drafted.text == found[1].drafted.text):
            best, most = found, alike
    return best


def _taken_up(before: Piece, now: Piece) -> Piece:
    if before.author != "programme":
        return replace(before, drafted=now.drafted)
    if before.state == "refusee" or before.drafted.text == now.drafted.text:
        return replace(before, drafted=now.drafted, doubts=now.doubts)
    return now


def _sentence(work: Work, piece: Piece) -> DraftSentence:
    """What an agent has written rests on the figures that it writes, no longer on those of the drafted words."""
    formula = piece.drafted.is_formula and piece.author == "programme"
    own = tuple(dict.fromkeys(fact.key for fact in facts_of(work, piece)))
    facts = piece.drafted.facts if piece.author == "programme" else own
    return replace(piece.drafted, text=piece.said, facts=facts, verified=not piece.doubts, is_formula=formula)
