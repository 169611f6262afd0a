"""What a question without a verb asks: « sous quel délai ? », « et le secrétariat ? », « les groupes ? »."""

from __future__ import annotations

import re
from dataclasses import replace

from ctgbot.text.mentions import Thing, joined, things_in
from ctgbot.text.normalise import level
from ctgbot.text.words import content_words

# « Combien de temps à l'avance », « Sous quel délai », « À quelle fréquence »: how a question with a verb opens.
_ASKING = (
    r"(?:comment|pourquoi|ou|quand|depuis quand|jusqu'a quand|a partir de quand|avec qui|par qui|pour qui"
    r"|chez qui|a qui"
    r"|(?:de |sous |au bout de |pour |pendant )?combien(?: d['e] ?(?:temps|fois|mois|jours|ans|annees|reunions))?"
    r"(?: par an)?(?: a l'avance)?|tous les combien"
    r"|(?:a|sous|dans|par|de|en|avec|pour|selon|sur|devant|avant|apres) quel(?:le)?s? [\w-]+(?: (?:de |d')[\w-]+)?)"
)
ASKS_WHAT = re.compile(rf"\b(?:{_ASKING}|qui|que|quoi|qu'|quel(?:le)?s?)\b")
_WHOLE = re.compile(rf"{_ASKING}(?: exactement| alors| au minimum| minimum)?")
_OPENING = re.compile(rf"^{_ASKING}\s+")
# « par courrier simple », « en recommandé », « avec un mail »
_WITH = re.compile(r"^(?:par|avec|en|sans|sous) (?:un |une |le |la |l')?[\w-]+(?: [\w'-]+){0,3}$")
_TO_DO = re.compile(r"\bpour (?=(?:la |le |les |l'|se |s'|y |en )?\w+(?:er|ir|re)\b)")
_CLOSED = re.compile(
    r"^(?:peut-|peut on|faut-|doit-|doivent-|est-ce |la |le |les |l'|une? |(?:ne )?(?:se |s')?\w+-t?-?(?:on|il"
    r"|elle)\b)"
)
_NOUN = re.compile(
    r"^(?:pour |chez |dans |au |aux |a |quid |qu'en est-il |concernant |au niveau )?(?:du |des |de |d')?(?:la "
    r"|le |les |l'|l’|un |une )?"
)
# A detail of a thing, as it is asked for.
_DETAILS: tuple[tuple[str, str], ...] = (
    (r"secretariat|animation|presidence", "Qui assure {detail} {of} ?"),
    (r"frequences?|rythmes?|periodicites?", "À quelle fréquence se réuni{sen}t {thing} ?"),
    (r"membres|missions|objectifs|conditions|modalites|consequences|effets", "Quel{s} sont {detail} {of} ?"),
)


def asked_otherwise(bare: str, flat: str, frame: str) -> str:
    """« par quel courrier ? » behind « Comment prévenir pour arrêter la CTG »: the same act, asked about otherwise."""
    asks = bool(_WHOLE.fullmatch(flat))
    if not asks and not (_WITH.match(flat) and not things_in(bare)) and not flat.startswith("par courrier"):
        return ""
    levelled = level(frame)
    opening = _OPENING.match(levelled)
    if asks:
        words = f"{bare[:1].upper()}{bare[1:]}"
        if opening:
            return f"{words} {frame[opening.end() :]} ?"
        to_do = _TO_DO.search(levelled)
        if to_do and re.match(r"quel|qui|que", levelled):
            return f"{words} faut-il {frame[to_do.end() :]} ?"
        return f"{words} {frame[:1].lower()}{frame[1:]} ?" if _CLOSED.match(levelled) else ""
    to_do = _TO_DO.search(levelled)
    if to_do:
        return f"Peut-on {frame[to_do.end() :]} {bare[:1].lower()}{bare[1:]} ?"
    return f"{frame} {bare[:1].lower()}{bare[1:]} ?" if _CLOSED.match(levelled) else ""


def asked_thing(bare: str, frame: str) -> str:
    """« les groupes thématiques »: what was asked of another thing of its family, its detail, or what is said of it."""
    flat = level(bare)
    head = _NOUN.match(flat)
    start = head.end() if head else 0
    things = [thing for thing in things_in(bare) if thing.start == start]
    if not things or len(content_words(bare[things[0].end :])) > 3:
        return ""
    thing, behind = things[0], bare[things[0].end :]
    if start == 0 and thing.name[1:].islower():  # « Résiliation ? »
        thing = replace(thing, name=thing.name.lower())
    same = [other for other in things_in(frame) if other.family == thing.family and thing.rank != 3]
    if same and not behind.strip():
        return _replaced(frame, same[0], thing)
    subject = next(iter(sorted((t for t in things_in(frame) if t.rank < 3), key=lambda t: t.rank)), None)
    if thing.rank == 3 and subject and not behind.strip():
        return _detail_of(thing, subject)
    quel = "Quel" + ("le" if thing.gender == "f" else "") + ("s" if thing.plural else "")
    if (
        thing.rank == 3
        or thing.family == "delai"
        or re.match(r"juridiction|tribuna|procedure|signataire", level(thing.name))
    ):
        return f"{quel} {'sont' if thing.plural else 'est'} {thing.with_article}{behind} ?"
    return f"Que prévoit la convention pour {thing.with_article}{behind} ?"


def _detail_of(detail: Thing, subject: Thing) -> str:
    for words, asked in _DETAILS:
        if re.fullmatch(words, level(detail.name)):
            sen = "ssen" if subject.plural else ""
            if "{thing}" in asked and subject.family != "instance":
                break
            return asked.format(
                detail=detail.with_article, of=joined("de", subject.with_article), thing=subject.with_article,
                sen=sen, s="les" if detail.gender == "f" else "s",
            )  # fmt: skip
    if re.match(r"delai|point|forme", level(detail.name)) and subject.family not in ("acte", "delai"):
        return ""
    quel = "Quel" + ("le" if detail.gender == "f" else "") + ("s" if detail.plural else "")
    verb = "sont" if detail.plural else "est"
    return f"{quel} {verb} {detail.with_article} {joined('de', subject.with_article)} ?"


def _replaced(frame: str, old: Thing, new: Thing) -> str:
    """One thing for another, with the article and the verb that it wants."""
    flat = level(frame)
    before = re.search(
        r"(?:\b(?P<joint>des|du|aux|au|de l'|de la|a l'|a la|d'|de|les|le|la|l'|un|une|cette|cet|ce)\s*)$",
        flat[: old.start],
    )
    start = before.start() if before else old.start
    joint = before["joint"] if before else ""
    phrase = new.with_article
    if joint in ("des", "du", "de l'", "de la", "d'", "de"):
        phrase = joined("de", phrase)
    elif joint in ("aux", "au", "a l'", "a la"):
        phrase = joined("à", phrase)
    elif not joint:
        phrase = new.name
    phrase = phrase if start else f"{phrase[:1].upper()}{phrase[1:]}"
    head = frame[:start]
    if new.plural != old.plural:
        head = _agreeing(head, new.plural)
    return f"{head}{phrase}{frame[old.end :]} ?"


_NUMBERS = (
    ("se réunit", "se réunissent"),
    ("prévoit", "prévoient"),
    ("doit", "doivent"),
    ("est", "sont"),
    ("a", "ont"),
)


def _agreeing(head: str, plural: bool) -> str:
    """« À quel rythme se réunit » before « les groupes »: the verb that stands right before its subject."""
    for one, many in _NUMBERS:
        here, there = (one, many) if plural else (many, one)
        match = re.search(rf"\b{here}\s*$", head)
        if match:
            return f"{head[: match.start()]}{there}{head[match.start() + len(here) :]}"
    return head
