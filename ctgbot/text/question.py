"""What a question asks: its subject, the kinds of answer it wants, what it takes for granted, what it may not have.

Pure reading of words; nothing here searches. The question is data: an order inside it is refused, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ctgbot.model import Turn
from ctgbot.text.answer_types import LISTED, AnswerType, asked_types
from ctgbot.text.normalise import level
from ctgbot.text.places import named_places
from ctgbot.text.quantities import find_quantities
from ctgbot.text.words import content_words

# Orders to the program, in French and English: prompts, roles, rules, changes to documents.
_ORDERS = re.compile(
    r"\b(?:ignor\w*|oubli\w*|contourn\w*|disregard|forget|bypass)\b.{0,40}"
    r"\b(?:instructions?|consignes?|regles?|rules?|prompts?|precedent\w*|ci-dessus|articles?)\b"
    r"|\b(?:prompts?|instructions?) (?:systeme|system|internes?|cachees?|initiales?)|\bsystem ?prompts?\b"
    r"|\bmode (?:maintenance|developpeur|admin\w*|debug|dan)\b|^\s*(?:system|systeme|assistant|admin)\s*:"
    r"|\b(?:supprim|effac|modifi|remplac|reecri|detrui|falsifi)(?:e|es|ez|er|s|t|re)?\b.{0,30}"
    r"\b(?:article|document|convention|corpus|index|base|fichier)s?\b(?! par avenant)(?=.{0,60}$)"
    r"|\b(?:tu es|vous etes|you are) (?:maintenant|desormais|now)\b"
    r"|\b(?:execute|lance|run)\w*\b.{0,20}\b(?:commande|code|script|command)\b"
    r"|<\s*script|\bmot de passe\b|\bcle api\b|\bapi key\b"
)
# « Donne-moi les noms des allocataires… », « le dossier de Mme X »: about persons, not about rules.
_PERSONAL = re.compile(
    r"\b(?:donne|communique|montre|envoie|sors|affiche|fournis|liste|trouve)[a-z-]*\b.{0,40}"
    r"\b(?:noms?|listes?|adresses?|coordonnees|dossiers?)\b.{0,40}"
    r"\b(?:allocataires?|familles?|beneficiaires?|enfants?|habitants?)\b"
    r"|\b(?:dossier|adresse|numero d'allocataire|revenus?|quotient(?: familial)?|rsa|aah|prestations?|"
    r"date de naissance|situation(?: familiale)?)\b.{0,25}\b(?:de|du|d'|a)\s*"
    r"(?:m\.|mme|mlle|monsieur|madame|la famille [a-z]|l'allocataire|cet allocataire|cette famille)"
)
_ASKS_ABOUT_CHANGE = re.compile(
    r"\b(?:peut|peuvent|comment|faut|doit|qui|quand|quel|quelle|possible|avenant|puis-je)\b"
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:et\b|mais\b|donc\b|dans ce cas|sinon|and\b|ok\b|d'accord|pourquoi\s*\?|combien\s*\?|qui\s*\?|quand\s*\?)"
)
_PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|y|en|celui-ci|celle-ci|cela|ca|ce delai|cette clause|cet article|ce comite|"
    r"cette instance|ce dernier|cette derniere|l'autre)\b"
)
_FEW_WORDS = 5
_SPLIT = re.compile(
    r"\?\s+(?=\S)|;\s+|,?\s+\b(?:et|ou|puis)\s+"
    r"(?=(?:combien|quand|qui\b|quel|quelle|quels|quelles|comment|ou\b|a partir|jusqu|faut|est-ce|que\b|qu'|pourquoi|"
    r"peut|doit|a quoi|a qui|on (?:compte|peut|doit)|par (?:rapport|qui)|sous quel|de combien|pour combien))"
)
# The way people type on a telephone, word for word: « cb », « kel », « jusqua ».
_TYPED: Mapping[str, str] = dict(
    line.split("\t") for line in (files("ctgbot") / "data" / "ecritures.tsv").read_text("utf-8").splitlines()[1:]
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a question. `subject` is the text without the words that only ask: empty when those are
    all that it has (« et par quel courrier ? »)."""

    text: str
    subject: str
    types: tuple[AnswerType, ...]
    wants_list: bool
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`standalone`: the question with what a follow-up leaves unsaid; `parts`: at least one."""

    standalone: str
    parts: tuple[Part, ...]
    before: str
    is_order: bool
    is_personal: bool


def read_question(question: str, history: Sequence[Turn], bare_of: Callable[[str], str]) -> Reading:
    """Reads a question. `bare_of` takes away the names that the scope has dealt with: no clause repeats them."""
    question = _spelt_out(question)
    flat = level(question)
    before = bare_of(_before(question, flat, history))
    bare = bare_of(question)
    return Reading(
        standalone=f"{before} {bare}".strip(),
        parts=_parts(bare),
        before=before,
        is_order=bool(_ORDERS.search(flat)) and not _about_change(flat),
        is_personal=bool(_PERSONAL.search(flat)),
    )


def _spelt_out(question: str) -> str:
    """« cb de tps avan » → « combien de temps avant », when two such words at least show that it is typed that way."""
    words = re.split(r"(\W+)", question)
    if sum(word.lower() in _TYPED for word in words) < 2:
        return question
    return "".join(_TYPED.get(word.lower(), word) for word in words)


def _about_change(flat: str) -> bool:
    """« Comment modifier la convention ? » asks; « Supprime l'article 13 » orders."""
    only_change = not re.search(
        r"prompt|systeme?\s*:|ignor|oubli|mode maintenance|mot de passe|tu es|<\s*script|instructions", flat
    )
    return only_change and bool(_ASKS_ABOUT_CHANGE.search(flat))


def _before(question: str, flat: str, history: Sequence[Turn]) -> str:
    """The last question of the user when this one leans on it, else nothing."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return ""
    few = len(content_words(question)) <= _FEW_WORDS
    leans = bool(_FOLLOW_UP.search(flat)) or (few and bool(_PRONOUN.search(flat)))
    return asked[-1] if few and leans else ""


def _parts(question: str) -> tuple[Part, ...]:
    flat = level(question)
    cuts = [0]
    for match in _SPLIT.finditer(flat):
        cuts.append(match.end())
    pieces = [question[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(question)], strict=True)]
    kept: list[str] = []
    for piece in pieces:
        if kept and (not content_words(piece) or not content_words(kept[-1])):
            kept[-1] = f"{kept[-1]} {piece}"
        elif piece:
            kept.append(piece)
    return tuple(_part(piece) for piece in kept or [question])


def _part(text: str) -> Part:
    types = asked_types(text)
    return Part(text, _subject(text, types), types, bool(LISTED.search(level(text))), named_places(text).articles)


def _subject(text: str, types: Sequence[AnswerType]) -> str:
    """Without the words that ask (« quel est le montant ») except for delays, whose name is the subject itself, and
    without the dates that the asker brings."""
    flat = level(text)
    spans = [match.span() for kind in types if kind.name != "duration" for match in kind.asks.finditer(flat)]
    spans += [
        match.span()
        for match in re.finditer(r"\b(?:combien de (?:temps|tps|mois|jours)|cb de t\w+|au bout de combien)\b", flat)
    ]
    spans += [(q.start, q.end) for q in find_quantities(text) if q.kind == "date"]
    out = list(text)
    for start, end in spans:
        while end < len(flat) and end > start and flat[end - 1].isalnum() and flat[end].isalnum():
            end += 1  # « se réuni|r »: to the end of the word
        out[start:end] = " " * (end - start)
    subject = re.sub(r"\s+", " ", "".join(out)).strip()
    return subject if content_words(subject) else ""
