"""What a question takes for granted, or wants confirmed, told from what it asks: « puisque …, », « …, n'est-ce pas ? ».

Grammar only: whether it is so is for the clauses to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level


@dataclass(frozen=True, slots=True)
class Assumption:
    """`text` is what is taken for granted, as written; `asked` when a yes or a no is wanted of it."""

    text: str
    asked: bool = False


# « Puisque le préavis est de 3 mois, », « On m'a dit que… »
_GRANTED = re.compile(
    r"\b(?:puisqu(?:e\b|')|vu qu(?:e\b|')|etant donne qu(?:e\b|')|sachant qu(?:e\b|')|des lors qu(?:e\b|')"
    r"|du moment qu(?:e\b|')|alors qu(?:e\b|')|attendu qu(?:e\b|')|considerant qu(?:e\b|')"
    r"|partant du principe qu(?:e\b|')"
    r"|on (?:m'a|nous a|me|nous) (?:dit|assure|affirme|explique) qu(?:e\b|')|il parait qu(?:e\b|')"
    r"|j'ai (?:lu|vu|entendu|compris|note) qu(?:e\b|')|(?:je|nous|on) (?:crois|pense|sais|croyais|pensais"
    r"|pensons|savons"
    r"|pense) qu(?:e\b|'))\s*"
)
# « Comme le copil est présidé par… », not « comme le prévoit l'article 6 » nor « une CTG comme la nôtre ».
_AS = re.compile(
    r"(?:^|[,;.:!?]\s*|\b(?:et|mais|donc)\s+)comme\s+"
    r"(?!(?:le |la |l'|il |elle |on )?(?:prevu|prevoit|dit|indique|convenu|stipule|precise|d'habitude|dans|pour"
    r"|chez)\b)"
    r"(?=(?:le|la|les|l'|un|une|notre|nos|on|nous|il|elle|ils|c'|aucune?|chaque|ce|cette|j')\b|l'|c'|j')"
)
# « si le préavis est de 3 mois, comme prévu »: a condition is no premise without these words.
_AS_AGREED = re.compile(
    r"\bsi\s+(?P<said>[^,;?]{5,120}?),?\s*(?:comme (?:prevu|convenu|indique|dit)|ainsi que prevu|tel que prevu)\b"
)
_CONFIRM = re.compile(r"\b(?:confirme[rz]?|confirmer)(?:[- ](?:moi|nous))?(?: bien)?\s+(?:que\s+|qu')")
_TAG = re.compile(
    r"[\s,;–-]*\b(?:n'est[- ]ce pas|pas vrai|c'est (?:bien )?(?:ca|cela|exact|juste|correct|vrai)"
    r"|on est d'accord|d'accord"
    r"|vrai ou faux|exact|correct|vrai|hein|non|si)\s*\?*\s*$|[\s,;]+(?:oui|vrai) ou (?:non|faux)\s*\?*\s*$"
)
# « C'est bien 3 mois, le préavis ? », « le préavis est bien de 3 mois ? »
_INDEED = re.compile(r"\b(?:est|sont|c'est|fait|a|ont|tient|dure|faut|court|peut|\w{3,}e(?:nt)?)(?: donc)? bien\b")
_ASKS = re.compile(
    r"\b(?:quand|comment|combien|qui est-ce|quel(?:le)?s?|pourquoi|est-ce qu|qu'est-ce|a qui|a quoi"
    r"|que (?:faire|doit|dois"
    r"|se passe|devons|dit|faut)|qu'arrive|quoi|lequel|laquelle|ou (?:va|est|sont|dois|doit|saisir|envoyer"
    r"|trouver))\b|\bqu(?='est)"
    r"|\b\w+-(?:t-)?(?:on|il|elle|ils|elles|nous|vous|je|tu|ce)\b"
)
_WHO = re.compile(r"^\W*qui\b|[,:]\s*qui\b")
_THEN = re.compile(r"\bdonc\b")
_NOT_BEFORE_SO = re.compile(r"^\W*(?:et|mais)?\W*$")
_STOP = re.compile(r"[,;?!:]|\.(?=\s|$)")


def assumptions(question: str) -> tuple[Assumption, ...]:
    """What the question grants, in order; then what it wants confirmed, if anything."""
    flat = level(question)
    granted = [span for opener in (_GRANTED, _AS) for match in opener.finditer(flat) if (span := _clause(flat, match))]
    granted += [match.span("said") for match in _AS_AGREED.finditer(flat)]
    if not granted:
        granted += _said_before(flat)
    taken = tuple(Assumption(question[start:end].strip()) for start, end in sorted(set(granted)))
    confirmed = _confirmed(question, flat, bool(taken))
    return (*taken, *confirmed)


def without_assumptions(question: str) -> str:
    """What is asked, without what is granted: « Puisque le préavis est de 3 mois, comment dénoncer ? »; the whole
    question when nothing else is left."""
    rest = question
    flat = level(question)
    spans = [
        (match.start(), span[1]) for opener in (_GRANTED, _AS) for match in opener.finditer(flat)
        if (span := _clause(flat, match))
    ]  # fmt: skip
    for start, end in sorted(set(spans), reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = rest.strip(" ,;:")
    return rest if len(re.findall(r"\w{3,}", rest)) > 1 else question


def wants_yes_or_no(text: str) -> bool:
    """« La CTG est-elle reconduite ? », « Est-ce que… ? », « La MSA a signé ? »; not « Quand… ? »."""
    flat = _TAG.sub("?", level(text)).strip()
    if not flat.endswith("?"):
        return False
    asks = re.sub(r"^\W*(?:est-ce qu(?:e\b|'))|\b\w+-(?:t-)?(?:on|il|elle|ils|elles|nous|vous|je|ce)\b", " ", flat)
    return not (_ASKS.search(asks) or _WHO.search(asks) or re.search(r"\bqu(?:e|')\s*\?|\bou\b", asks))


def _clause(flat: str, opener: re.Match[str]) -> tuple[int, int] | None:
    """From behind the opener to where the clause ends: a stop, or the words that ask."""
    start = opener.end()
    stop = _STOP.search(flat, start)
    end = stop.start() if stop else len(flat)
    asks = _ASKS.search(flat, start, end)
    if asks and flat[start : asks.start()].strip():
        end = asks.start()
    so = _THEN.search(flat, start, end)
    end = so.start() if so else end
    return (start, end) if flat[start:end].strip() else None


def _said_before(flat: str) -> list[tuple[int, int]]:
    """« La Caf préside le copil : tu peux me retrouver l'article ? », « …, donc on peut publier ? »: an
    affirmation that stands before what is asked."""
    if not flat.rstrip().endswith("?"):
        return []
    so = _THEN.search(flat)
    if so and not _NOT_BEFORE_SO.match(flat[: so.start()]) and not _ASKS.search(flat[: so.start()]):
        return [(0, so.start())]
    for stop in re.finditer(r"[:;.!]\s+", flat):
        head = flat[: stop.start()]
        if _ASKS.search(head) or _WHO.search(head) or not re.search(r"\w{3,}", flat[stop.end() :]):
            return []
        return [(0, stop.start())]
    return []


def _confirmed(question: str, flat: str, granted: bool) -> tuple[Assumption, ...]:
    confirm = _CONFIRM.search(flat)
    if confirm:
        stop = re.search(r"[;?!]", flat[confirm.end() :])
        end = confirm.end() + stop.start() if stop else len(flat)
        return (Assumption(_TAG.sub("", question[confirm.end() : end]).strip(), True),)
    tag = _TAG.search(flat)
    if granted:
        return ()
    if tag and tag.start() > 0 and not _ASKS.search(flat[: tag.start()]):
        return (Assumption(question[: tag.start()].strip(), True),)
    if _INDEED.search(flat) and wants_yes_or_no(question):
        return (Assumption(question.strip(" ?"), True),)
    return ()
