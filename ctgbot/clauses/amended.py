"""What an avenant changes when only the convention tells: « les mots « trois » sont remplacés par « cinq » ».

The clause of the convention is read again with the new words in it. What comes out otherwise is the avenant's value,
and the sentence of the avenant is its proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ctgbot.clauses.avenant_wording import Replacement, removes_an_article, replacements
from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.decide import proof_of
from ctgbot.clauses.statements import Statements, read_statements
from ctgbot.model import Clause, ClauseValue, Document, DocumentCard, Identity, Proof
from ctgbot.text.avenants import Change, changes
from ctgbot.text.normalise import level, locate
from ctgbot.text.structure import find_sections

Reread = Callable[[Statements], tuple[Clause, ...]]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a parameter rests on today: the sentence of the convention with the words that avenants have put in it."""

    parameter: str
    value: ClauseValue
    quote: str
    proof: Proof


def reread(avenant: Document, changed: Sequence[Clause], read: Reread) -> Iterator[Clause]:
    """The clauses of the convention that the avenant's words make say something else, as clauses of the avenant.

    `changed` is what `in_force` gives for the texts before it.
    """
    sentences = _sentences(changed)
    for change in changes(avenant.text, avenant.sections):
        if change.kind == "removed" and removes_an_article(level(avenant.text[change.start : change.end])):
            yield from (_removed(avenant, one, change) for one in sentences if one.proof.article == change.article)
        for new in replacements(avenant.text, change.start, change.end):
            for sentence in sentences:
                if change.article in (None, sentence.proof.article):
                    value = _again(sentence, new, read)
                    if value is not None:
                        yield _said(avenant, sentence.parameter, value, new)


def _sentences(clauses: Sequence[Clause]) -> list[_Sentence]:
    found: dict[str, _Sentence] = {}
    for clause in clauses:
        if clause.status != "rempli" or clause.value is None or not clause.proof:
            continue
        known = found.get(clause.parameter)
        pairs = replacements(clause.proof.quote, 0, len(clause.proof.quote))
        quotes = [quote for pair in pairs if known and (quote := _with(known.quote, pair))]
        if known and quotes:
            found[clause.parameter] = _Sentence(clause.parameter, clause.value, quotes[0], known.proof)
        else:
            found[clause.parameter] = _Sentence(clause.parameter, clause.value, clause.proof.quote, clause.proof)
    return list(found.values())


def _with(quote: str, new: Replacement) -> str | None:
    """A sentence with the new words; None when the old ones are not in it."""
    span = locate(new.old, quote)
    return quote[: span[0]] + new.new + quote[span[1] :] if span else None


def _said(avenant: Document, parameter: str, value: ClauseValue, new: Replacement) -> Clause:
    proof = proof_of(avenant, Candidate(parameter, value, new.start, new.end))
    return Clause(avenant.card.id, parameter, "rempli", value, proof)


def _removed(avenant: Document, sentence: _Sentence, change: Change) -> Clause:
    """« absent » with a proof: the sentence of the avenant that takes the clause out."""
    proof = proof_of(avenant, Candidate(sentence.parameter, None, change.start, change.end))
    return Clause(avenant.card.id, sentence.parameter, "absent", None, proof)


def _again(sentence: _Sentence, new: Replacement, read: Reread) -> ClauseValue | None:
    """What the sentence says with the new words; None when it says the same or nothing.

    A sentence that does not give its own value when read alone, without what stands around it, is not trusted.
    """
    quote = _with(sentence.quote, new)
    if quote is None or _alone(sentence.quote, sentence, read) != sentence.value:
        return None
    after = _alone(quote, sentence, read)
    return after if after != sentence.value else None


def _alone(quote: str, sentence: _Sentence, read: Reread) -> ClauseValue | None:
    """What a quote says of the parameter with nothing but its heading around it."""
    title = sentence.proof.reference.partition("›")[2].strip() or "Dispositions finales"
    text = f"ARTICLE {sentence.proof.article or 1} – {title}\n\n{quote}\n"
    document = Document(DocumentCard("", Identity("", "convention"), None, "", "", 0), text, find_sections(text))
    clause = next(one for one in read(read_statements(document)) if one.parameter == sentence.parameter)
    return clause.value if clause.status == "rempli" else None
