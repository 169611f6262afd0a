"""`ground()`: the only place where a sentence becomes *verified*.

A sentence is verified when each of its quotes is in the document to the character and what it says around them adds
nothing: every number stands in a quote next to the same unit, every negation, modal verb and name too. A sentence that
is not verified is kept and marked, never deleted and never counted as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ctgbot.model import Citation, SourcedSentence, SourcedText
from ctgbot.text.negations import cuts_a_negation, same_polarity
from ctgbot.text.normalise import level, locate
from ctgbot.text.quantities import find_quantities
from ctgbot.text.words import same_family, stems

# « … »; also “…” and "…" for whoever writes quotations so.
_QUOTED = re.compile(r"«\s*(.*?)\s*»|“\s*(.*?)\s*”|\"\s*(.*?)\s*\"", re.DOTALL)
_CUT = re.compile(r"\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)")
# One modal verb may not stand for another: a sentence uses only those that its quotes use.
_MODALS = (
    re.compile(r"\b(?:peut|peuvent|pourra|pourront|pourrait|pourraient|pouvait|possible|possibilite|libre)\b"),
    re.compile(
        r"\b(?:doit|doivent|devra|devront|devrait|devraient|devait|obligatoire\w*|oblig(?:e|es|ee|ees)|faut|faudra|"
        r"impos\w+|tenue?s?)\b"
    ),
)
# Words that change a clause without a number or a name: « seule la Caf », « reconduite tacitement ».
_QUALIFIERS = re.compile(
    r"\b(?:seule?s?|seulement|uniquement|exclusi\w+|tacite\w*|explicite\w*|automati\w+|toujours|immediat\w*|"
    r"gratui\w+|definiti\w+|maxim\w+|minim\w+|environ|au moins|au plus|plus de|moins de|irrevocab\w+|unilateral\w*)"
)
_RHYTHM = re.compile(
    r"\b(?:tous les|toutes les|chaque|par)\s+(?P<unit>an(?:nee)?|mois|jour|semaine|trimestre|semestre)s?\b"
)
# A capital inside a sentence: « Préfet », « Lille »; an acronym; and the first word when it is no French grammar.
_NAME = re.compile(r"(?<!^)(?<![.!?:«»(\[\"]\s)(?<=[\s'’(])[A-ZÀ-Ý][\wÀ-ÿ’'-]{2,}|\b[A-Z]{2,}\b")
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?:]\s))\W*([A-ZÀ-Ý][\wÀ-ÿ-]{2,})")
_OPENINGS = frozenset(
    ["selon", "ainsi", "toutefois", "enfin", "ensuite", "egalement", "chacun", "chacune", "art", "texte"]
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence before it is checked, and the citations that are to prove it."""

    text: str
    citations: tuple[int, ...] = ()


def ground(
    claims: Sequence[Claim], citations: Sequence[Citation], text_of: Callable[[str], str], known: Iterable[str] = ()
) -> SourcedText:
    """The claims with `verified` set. `text_of` gives a document's text by id; `known` are texts whose names need no
    proof (document titles, references, the question). Citations whose quote is not the document's own are dropped."""
    proven = {citation.id: citation for citation in citations if _is_slice(citation, text_of)}
    free = level(" ".join(known))
    sentences = tuple(
        SourcedSentence(claim.text, tuple(i for i in claim.citations if i in proven), _is_proven(claim, proven, free))
        for claim in claims
    )
    return SourcedText(sentences, tuple(proven.values()))


def _is_slice(citation: Citation, text_of: Callable[[str], str]) -> bool:
    return (
        bool(citation.quote.strip()) and text_of(citation.document_id)[citation.start : citation.end] == citation.quote
    )


def _is_proven(claim: Claim, proven: Mapping[int, Citation], free: str) -> bool:
    if not claim.citations or any(i not in proven for i in claim.citations):
        return False
    cited = [proven[i] for i in claim.citations]
    places = [place for citation in cited for place in _places(citation)]
    return supports(claim.text, [citation.quote for citation in cited], free, places)


def _places(citation: Citation) -> list[str]:
    """How a sentence may say where its quote stands."""
    numbered = [f"{word} {citation.article}" for word in ("article", "art.")] if citation.article is not None else []
    return [citation.reference, citation.document_title, *numbered]


def supports(sentence: str, quotes: Sequence[str], free: str = "", places: Sequence[str] = ()) -> bool:
    """Whether the quotes prove the sentence: its own « … » are in them, and its other words add nothing to them.

    `free` holds names that need no proof, in level form; `places` are references, which say where and not what.
    """
    if not quotes:
        return False
    quoted = [next(filter(None, groups), "") for groups in _QUOTED.findall(sentence)]
    if not all(any(_is_quoted(piece, quote) for quote in quotes) for piece in quoted):
        return False
    own = _without(places, _QUOTED.sub("« »", sentence))
    proof = "\n".join(quotes)
    return not unsupported_numbers(own, quotes) and all(
        check(own, proof, free)
        for check in (_references_stand, _polarity_stands, _modals_stand, _qualifiers_stand, _names_stand)
    )


def _is_quoted(quoted: str, quote: str) -> bool:
    """Every piece between two […] is in the quote, in that order, and no negation was cut off or out."""
    pieces = [piece.strip() for piece in _CUT.split(quoted) if piece.strip()]
    after = 0
    for piece in pieces:
        found = locate(piece, quote[after:])
        if found is None or cuts_a_negation(quote, after + found[0], after + found[1]):
            return False
        after += found[1]
    return bool(pieces)


def _without(places: Sequence[str], sentence: str) -> str:
    for place in sorted(filter(None, places), key=len, reverse=True):
        sentence = re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", " ", sentence, flags=re.IGNORECASE)
    return sentence


def unsupported_numbers(sentence: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a sentence, as written, that no quote holds next to the same unit. References are not numbers."""
    proof = {quantity.key for quote in quotes for quantity in find_quantities(quote)}
    values = {value for kind, value, _ in proof if kind != "reference"}
    dates = [value for kind, value, _ in proof if kind == "date"]
    missing = []
    for quantity in find_quantities(sentence):
        if quantity.kind == "reference" or quantity.key in proof:
            continue
        loose = quantity.kind == "count" and not quantity.unit and quantity.value in values
        in_a_date = quantity.kind in ("year", "date") and any(_is_part(quantity.value, date) for date in dates)
        if not loose and not in_a_date:
            missing.append(sentence[quantity.start : quantity.end])
    return tuple(missing)


def _is_part(value: str, date: str) -> bool:
    """« 2019 » and « 17 janvier » of 2019-01-17."""
    return date.startswith(f"{value}-") or (value.startswith("--") and date.endswith(value[1:]))


def _references_stand(sentence: str, proof: str, free: str) -> bool:
    """« la loi n° 78-18 » is another law; notes such as [1] are the program's own."""
    known = {q.value for text in (proof, free) for q in find_quantities(text) if q.kind == "reference"}
    said = {q.value for q in find_quantities(sentence) if q.kind == "reference" and q.unit != "note"}
    return said <= known


def _polarity_stands(sentence: str, proof: str, _free: str) -> bool:
    return same_polarity(sentence, proof)


def _modals_stand(sentence: str, proof: str, _free: str) -> bool:
    flat, flat_proof = level(sentence), level(proof)
    return all(not pattern.search(flat) or bool(pattern.search(flat_proof)) for pattern in _MODALS)


def _qualifiers_stand(sentence: str, proof: str, _free: str) -> bool:
    flat, flat_proof = level(sentence), level(proof)
    rhythms = {match["unit"] for match in _RHYTHM.finditer(flat_proof)}
    said, proven = ({word[:6] for word in _QUALIFIERS.findall(text)} for text in (flat, flat_proof))
    return said <= proven and all(match["unit"] in rhythms for match in _RHYTHM.finditer(flat))


def _names_stand(sentence: str, proof: str, free: str) -> bool:
    place = f"{level(proof)} {free}"
    names = [level(name) for name in _NAME.findall(sentence)]
    if not all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", place) for name in names):
        return False
    known = stems(place)
    firsts = (word for word in _FIRST_WORD.findall(sentence) if level(word) not in _OPENINGS)
    return all(any(same_family(stem, other) for other in known) for word in firsts for stem in stems(word))


def renumbered(text: SourcedText) -> SourcedText:
    """Citations numbered 1, 2, 3… in the order in which the sentences use them; unused ones dropped."""
    order: dict[int, int] = {}
    for sentence in text.sentences:
        for identifier in sentence.citations:
            order.setdefault(identifier, len(order) + 1)
    by_id = {citation.id: citation for citation in text.citations}
    sentences = tuple(replace(s, citations=tuple(order[i] for i in s.citations)) for s in text.sentences)
    return SourcedText(sentences, tuple(replace(by_id[old], id=new) for old, new in order.items()))
