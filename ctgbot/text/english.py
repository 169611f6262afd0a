"""Questions in English → the French question that they ask, term by term; names of places pass through as they are.

The form of the question is read first (« How long is … » → « Quel est … »), then the terms of the genre, the longest
phrase first. The result is for the rules that read questions: its meaning is exact, its grammar need not be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from ctgbot.text.normalise import level

_ROWS = [line.split("\t") for line in (files("ctgbot") / "data" / "anglais.tsv").read_text("utf-8").splitlines()[1:]]
_FRENCH: Mapping[tuple[str, ...], str] = {tuple(english.split()): french for english, french, _ in _ROWS}
_TERMS = frozenset(tuple(english.split()) for english, _, kind in _ROWS if kind == "terme")
_LONGEST = max(len(phrase) for phrase in _FRENCH)

# Words that only an English question has, and only a French one: grammar, and a few terms for « Notice period? ».
_WORDS = dict(line.split("\t") for line in (files("ctgbot") / "data" / "langues.tsv").read_text("utf-8").splitlines())
_ENGLISH, _FRENCH_ONLY = frozenset(_WORDS["en"].split()), frozenset(_WORDS["fr"].split())
# « debut »: how a question opens, the first row that fits; « suite »: what English says behind, where French has it
# elsewhere; « accord »: what two French pieces side by side become (« de le » → « du »). « ⟨…⟩ » is French already, and
# « ⟨+peut⟩ » a verb that French has behind its subject.
_FORMS = [
    line.split("\t") for line in (files("ctgbot") / "data" / "anglais_formes.tsv").read_text("utf-8").splitlines()
]
_OPENINGS = [
    (re.compile(rf"(?:{form})(?:(?<=\s)|(?!\w))", re.IGNORECASE), french)
    for kind, form, french in _FORMS
    if kind == "debut"
]
_ENDINGS = [(re.compile(form, re.IGNORECASE), french) for kind, form, french in _FORMS if kind == "suite"]
_AGREED = [(re.compile(form), french) for kind, form, french in _FORMS if kind == "accord"]
_PIECE = re.compile(r"⟨[^⟩]*⟩|[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|_")
_OUR_MARKS = str.maketrans("", "", "⟨⟩")
_GREETING = re.compile(r"\W*(?:(?:hello|hi|good morning|please|and|so|also|then)\b\W*)+", re.IGNORECASE)
_FOLLOWS = re.compile(r"\band\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?:if|in|for|under|according to)\b[^,?]{3,80},\s*", re.IGNORECASE)
_MOST_UNKNOWN = 0.34  # share of the words that may be left unread


def is_english(question: str) -> bool:
    """Whether the question is in English, or mostly; « planning » or « reporting » in a French one tell nothing."""
    words = [level(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", question)]
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH_ONLY for word in words)
    return english >= 2 and english > french


def read_english(question: str) -> str | None:
    """« Who chairs the steering committee? » → « Qui préside le comité de pilotage ? ». None for a question that is not
    in English (see `is_english`), and when too little of it is understood."""
    if not is_english(question):
        return None
    sentences = [piece for piece in re.split(r"(?<=[?!.])\s+", question.strip()) if piece.strip()]
    read = [_sentence(piece) for piece in sentences]
    words, unknown = sum(count for _, count, _ in read), sum(left for _, _, left in read)
    if words <= unknown or unknown > _MOST_UNKNOWN * words:
        return None
    return " ".join(french for french, _, _ in read)


def _sentence(sentence: str) -> tuple[str, int, int]:
    """The French sentence; how many words carry its meaning, and how many of these were not understood."""
    pieces = _PIECE.findall(_with_form(sentence.strip()))
    out: list[str] = []
    verb = ""  # « peut », « est »: English has it before the subject
    count = unknown = at = 0
    while at < len(pieces):
        piece = pieces[at]
        phrase = _longest(pieces, at)
        if piece.startswith("⟨+"):
            verb = piece[2:-1]
        elif piece.startswith("⟨"):
            out.append(piece[1:-1])
            count += len(out) > 1
        elif phrase:
            at += len(phrase) - 1
            count += phrase in _TERMS
            out.append("à" if phrase == ("in",) and _is_name(pieces, at + 1) else _FRENCH[phrase])
        else:
            count += piece[0].isalpha()
            unknown += piece[0].isalpha() and not _is_name(pieces, at)
            out.append(piece)
        at += 1
        if verb and (phrase in _TERMS or piece == "it") and not _goes_on(pieces, at):
            out.append(verb)
            verb = ""
    return _joined([word for word in out if word]), count, unknown


def _is_name(pieces: Sequence[str], at: int) -> bool:
    """« Lys-lez-Lannoy », « Hem »: a capital or a hyphen, and no term."""
    piece = pieces[at] if at < len(pieces) else ""
    return (piece[:1].isupper() or "-" in piece[1:]) and _longest(pieces, at) is None


def _goes_on(pieces: Sequence[str], at: int) -> bool:
    """« the CTG | of Hem is … »: the subject is not over."""
    return at < len(pieces) and (pieces[at].lower() == "of" or _is_name(pieces, at))


def _with_form(sentence: str) -> str:
    """With the question's form in French: « ⟨Qui assure⟩ the secretariat ? »; what comes before it stays in front."""
    sentence = sentence.translate(_OUR_MARKS)
    greeting = _GREETING.match(sentence)
    rest = sentence[greeting.end() :] if greeting else sentence
    condition = _CONDITION.match(rest)
    lead, rest = (condition[0], rest[condition.end() :]) if condition else ("", rest)
    for pattern, french in _OPENINGS:
        form = pattern.match(rest)
        if form:
            rest = f"{french} {rest[form.end() :]}"
            break
    for pattern, french in _ENDINGS:
        rest = pattern.sub(french, rest)
    follows = greeting is not None and _FOLLOWS.search(greeting[0])
    return f"{'Et ' if follows else ''}{lead}{rest}"


def _longest(pieces: Sequence[str], at: int) -> tuple[str, ...] | None:
    for size in range(min(_LONGEST, len(pieces) - at), 0, -1):
        phrase = tuple(piece.lower().removesuffix("'s").removesuffix("’s") for piece in pieces[at : at + size])
        if phrase in _FRENCH:
            return phrase
    return None


def _joined(pieces: Sequence[str]) -> str:
    text = " ".join(pieces)
    for pattern, french in _AGREED:
        text = pattern.sub(french, text)
    return text[:1].upper() + text[1:]
