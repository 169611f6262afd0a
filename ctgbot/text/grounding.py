"""`ground()`: the only place where a sentence becomes *verified*.

A sentence is verified when each of its quotes is in the document to the character and what it says around them adds
nothing: every number stands in a quote next to the same unit, every negation, modal verb and name too. A sentence that
is not verified is kept and marked, never deleted and never counted as an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ctgbot.model import Citation, SourcedSentence, SourcedText
from ctgbot.text.actors import same_actors
from ctgbot.text.bounds import bounds_of
from ctgbot.text.conditions import conditions_stand
from ctgbot.text.disguise import is_disguised
from ctgbot.text.modals import modals_stand
from ctgbot.text.negations import cuts_a_negation, same_polarity
from ctgbot.text.normalise import level, locate
from ctgbot.text.quantities import Quantity, find_quantities
from ctgbot.text.wording import no_opposite, qualifiers_stand, quantifiers_stand, words_stand
from ctgbot.text.words import same_family, stems

# « … »; also “…” and "…" for whoever writes quotations so.
_QUOTED = re.compile(r"«\s*(.*?)\s*»|“\s*(.*?)\s*”|\"\s*(.*?)\s*\"", re.DOTALL)
_CUT = re.compile(r"\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)")
# A capital inside a sentence: « Préfet », « Lille »; an acronym; and the first word when it is no French grammar.
_NAME = re.compile(r"(?<!^)(?<![.!?:«»(\[\"]\s)(?<=[\s'’(])[A-ZÀ-Ý][\wÀ-ÿ’'-]{2,}|\b[A-Z]{2,}\b")
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?:]\s))\W*([A-ZÀ-Ý][\wÀ-ÿ-]{2,})")
_FULL_NAME = re.compile(r"(?<!\w)(?=([A-ZÀ-Ý][\w’'-]+\s+[A-ZÀ-Ý][\w’'-]+))")
_MADAME = re.compile(r"\bM(?:me|lle)\b\.?")
_MONSIEUR = re.compile(r"\bM(?:\.|r\b\.?)(?=\s+[A-ZÀ-Ý])")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# « L. 263-1 », « R. 214-1 »: the letter is half of the number.
_CODE = re.compile(r"\b([lrd])\.?\s?(\d[\d-]*\d)")
_SCALES = {"k€": 1_000, "m€": 10**6, "md€": 10**9, "millier €": 1_000, "milliers €": 1_000, "million €": 10**6,
           "millions €": 10**6, "milliard €": 10**9, "milliards €": 10**9, "€": 1}  # fmt: skip
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
    sentence = _titled(unicodedata.normalize("NFC", sentence))
    if not quotes or is_disguised(sentence, " ".join([*quotes, *places, free])):
        return False
    quotes = [_titled(quote) for quote in quotes]
    quoted = [next(filter(None, groups), "") for groups in _QUOTED.findall(sentence)]
    if not all(any(_is_quoted(piece, quote) for quote in quotes) for piece in quoted):
        return False
    own = _without(places, _QUOTED.sub("« »", sentence))
    proof = "\n".join(quotes)
    if unsupported_numbers(own, quotes) or not all(check(own, proof, free) for check in _CHECKS):
        return False
    return bool(quoted and _is_headline(own)) or all(check(own, proof) for check in _WHOLE)


def _titled(text: str) -> str:
    """« Mme Roy » and « Madame Roy » are one person, « M. Roy » another."""
    return _MONSIEUR.sub("Monsieur", _MADAME.sub("Madame", text))


def _is_headline(own: str) -> bool:
    """« 6 mois (…) : « » »: a number before the quote that shows it whole, with its bounds and its conditions."""
    first = next(iter(find_quantities(own)), None)
    return first is None or not (_LETTERS.search(own[: first.start]) or _LETTERS.search(own[first.end :]))


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
    proof = {_key(quantity) for quote in quotes for quantity in find_quantities(quote)}
    values = {value for kind, value, _ in proof if kind != "reference"}
    dates = [value for kind, value, _ in proof if kind == "date"]
    missing = []
    for quantity in find_quantities(sentence):
        if quantity.kind == "reference" or _key(quantity) in proof:
            continue
        loose = quantity.kind == "count" and not quantity.unit and quantity.value in values
        in_a_date = quantity.kind in ("year", "date") and any(_is_part(quantity.value, date) for date in dates)
        if not loose and not in_a_date:
            missing.append(sentence[quantity.start : quantity.end])
    return tuple(missing)


def _key(quantity: Quantity) -> tuple[str, str, str]:
    """« 40 k€ » and « 40 000 € » are one amount; every other number keeps the unit that is written."""
    scale = _SCALES.get(quantity.unit)
    if quantity.kind != "money" or scale is None:
        return quantity.key
    return "money", f"{(Decimal(quantity.value) * scale).normalize():f}", "€"


def _is_part(value: str, date: str) -> bool:
    """« 2019 » and « 17 janvier » of 2019-01-17."""
    return date.startswith(f"{value}-") or (value.startswith("--") and date.endswith(value[1:]))


def _references_stand(sentence: str, proof: str, free: str) -> bool:
    """« la loi n° 78-18 » is another law, « R. 263-1 » another article; notes such as [1] are the program's own."""
    known = {_reference(q) for text in (proof, free) for q in find_quantities(text) if q.kind == "reference"}
    numbers = {value for _, value in known}
    for quantity in find_quantities(sentence):
        kind, value = _reference(quantity)
        if quantity.kind != "reference" or kind == "note":
            continue
        if value not in numbers or (kind and (kind, value) not in known and ("", value) not in known):
            return False
    return {match.groups() for match in _CODE.finditer(level(sentence))} <= {
        match.groups() for match in _CODE.finditer(level(f"{proof} {free}"))
    }


def _reference(quantity: Quantity) -> tuple[str, str]:
    """« L. 263-1 » is an article; « n° 78-17 » does not say what it is."""
    return {"l": "art", "r": "art", "d": "art", "n": ""}.get(quantity.unit, quantity.unit), quantity.value


def _bounds_stand(sentence: str, proof: str) -> bool:
    """Each number stands in the proof with the bounds that the sentence gives it, and no other."""
    proven: dict[tuple[str, str, str], set[frozenset[str]]] = {}
    for quantity in find_quantities(proof):
        proven.setdefault(_key(quantity), set()).add(bounds_of(proof, quantity))
    return all(
        bounds_of(sentence, quantity) in proven.get(_key(quantity), {bounds_of(sentence, quantity)})
        for quantity in find_quantities(sentence)
        if quantity.kind != "reference"
    )


def _polarity_stands(sentence: str, proof: str, _free: str) -> bool:
    return same_polarity(sentence, proof)


def _names_stand(sentence: str, proof: str, free: str) -> bool:
    place = f"{level(proof)} {free}"
    names = [level(name) for name in _NAME.findall(sentence)]
    if not all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", place) for name in names):
        return False
    known = stems(place)
    firsts = (word for word in _FIRST_WORD.findall(sentence) if level(word) not in _OPENINGS)
    return all(any(same_family(stem, other) for other in known) for word in firsts for stem in stems(word))


def _pairs_stand(sentence: str, proof: str, free: str) -> bool:
    """« Luc Petit » is nobody where « Anne Petit » and « Luc Grand » sign."""
    place = f"{level(proof)} {free}"
    return all(
        re.search(rf"(?<!\w){re.escape(one)}\s+(?:[\w'-]+\s+){{0,2}}{re.escape(other)}(?!\w)", place)
        for one, other in (level(match[1]).split() for match in _FULL_NAME.finditer(sentence))
        if stems(one)  # « Le Bonus »
    )


# Of the words around a quote; then of a sentence that is more than a number before its quote.
_CHECKS: tuple[Callable[[str, str, str], bool], ...] = (
    _references_stand,
    _polarity_stands,
    lambda own, proof, _free: modals_stand(own, proof),
    lambda own, proof, _free: qualifiers_stand(own, proof),
    lambda own, proof, _free: no_opposite(own, proof),
    _names_stand,
    _pairs_stand,
    words_stand,
)
_WHOLE: tuple[Callable[[str, str], bool], ...] = (_bounds_stand, quantifiers_stand, conditions_stand, same_actors)


def renumbered(text: SourcedText) -> SourcedText:
    """Citations numbered 1, 2, 3… in the order in which the sentences use them; unused ones dropped."""
    order: dict[int, int] = {}
    for sentence in text.sentences:
        for identifier in sentence.citations:
            order.setdefault(identifier, len(order) + 1)
    by_id = {citation.id: citation for citation in text.citations}
    sentences = tuple(replace(s, citations=tuple(order[i] for i in s.citations)) for s in text.sentences)
    return SourcedText(sentences, tuple(replace(by_id[old], id=new) for old, new in order.items()))
