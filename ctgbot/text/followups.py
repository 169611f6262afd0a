"""A follow-up → the question that stands alone: « Et qui en assure le secrétariat ? » → « Qui assure le secrétariat du
comité de pilotage ? ».

Rules on words only. The history is data: it lends subjects and places, an order inside it lends nothing. A question
that stands alone is left as it is; one that leans and cannot be rewritten is put behind the one it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.model import Turn
from ctgbot.text.anaphora import Context, is_free, names_something, without_pronouns
from ctgbot.text.elided import ASKS_WHAT, asked_otherwise, asked_thing
from ctgbot.text.mentions import Place, placed, places_in, things_in
from ctgbot.text.misuse import is_order
from ctgbot.text.normalise import level
from ctgbot.text.words import content_words

_TURNS = 6  # questions of the user that are read, and
_MOST = 600  # characters of each
_LEAD = re.compile(
    r"^\W*(?:(?:ok|d'accord|ah|oui|non|merci|tres bien|bon|super|parfait)\b[\s,.!]*)?"
    r"(?:(?:et|mais|donc|alors|sinon|puis|and)\b[\s,]*)*(?:(?:du coup|dans ce cas|sinon|alors|donc"
    r"|(?:la )?meme (?:question|chose)|idem|pareil)\b[\s,:]*)*"
)
# « Tu es sûr ? », « l'article exact ? »: the same question, whose answer says where it stands.
_AGAIN = re.compile(
    r"(?:(?:tu|vous) (?:en )?(?:es|etes|confirm\w+) ?\w*|t'es sur\w*|(?:es-tu|etes-vous) (?:bien )?(?:sure?s?"
    r"|certaine?s?)"
    r"|sur|sure|certain|vraiment|ah bon|pardon|confirme[sz]?|(?:l'|le |quel |dans quel |c'est quel "
    r"|c'est dans quel |a quel )"
    r"?article(?: exact| precis)?|(?:ou )?(?:est-ce que )?c'est (?:ecrit|dit)(?: ou)?|ou est-ce (?:ecrit|dit)"
    r"|(?:la |ta |quelle )?source|(?:la )?reference(?: exacte)?|(?:la )?citation(?: exacte)?"
    r"|c'est-a-dire)(?: exactement)?"
)
_CONDITION = re.compile(r"^(?:si|s'|au cas ou|en cas d|meme si|quand bien meme)\b")
# « la communauté de communes de Hem »: what held the old name may not hold the new one.
_GROUPING = re.compile(
    r"\b(?i:(?:la )?(?:communauté (?:de communes|d['’]agglomération|urbaine)|métropole|commune|ville)) "
    r"(?=(?:d['’]|de |du |des )[A-ZÀ-Ý])"
)
_OLD_CONDITION = re.compile(r",?\s+(?:si|s'il|au cas ou|meme si) .*$")
_YEAR = re.compile(r"\b(?:en|fin|debut|pour|depuis) (?:20\d\d)\b")
_ADJUNCT = re.compile(
    r"^(?:en (?:20\d\d|cas d\S* .+)|(?:dans|selon|d'apres) (?:l'|la |le |les |cette |notre )?(?:avenant|annexe"
    r"|projet|convention|article"
    r"|preambule|schema|sdsf|version)[^?]*|(?:avant|apres|pendant|a partir|fin|debut) [^?]+)$"
)
_VERB = re.compile(
    r"(?<=\w )a\b|\b(?:est|sont|ont|va|vont|peut|peuvent|doit|doivent|faut|fait|font|prend|tient|dit|prevoit|sert"
    r"|court|signe"
    r"|preside|anime|assure|valide|decide|paie|finance|verse|reste|dure|change|commence|finit|vaut|suffit|existe"
    r"|commencer|\w{2,}(?:ent|ons|ez|era|ait)|\w+-t?-?(?:il|elle|on|ils|elles|tu|vous|nous))\b|\bc'est\b|\by a\b"
)


_NAMED = re.compile(r"(?:[Ll](?:es?|a) )?[A-ZÀ-Ý][\w'’-]+(?:[ -](?:d[eu]s?|la|les?|sur|[A-ZÀ-Ý][\w'’-]+)){0,5}")
# « Et quel est le montant ? »: no more than « Et le montant ? »
_WHAT_IS = re.compile(
    r"^(?:(?:celles? |celui |ceux )"
    r"|(?:quel(?:le)?s? (?:est|sont|serait|etait)|c'est quoi) (?=(?:le |la |les "
    r"|l')[\w' ]+$))"
)
_WHAT = re.compile(r"^(?:celles? |celui |ceux |quel(?:le)?s? (?=\w+(?: exacte?)?$))")  # « quel montant ? »
_COMPARES = re.compile(r"^compar\w+ (?:(?:le |la |les )?avec|a)\b|\bsuffi(?:t|sent)\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question that stands alone, and whether it is other than what was typed."""

    question: str
    changed: bool


def resolve(question: str, history: Sequence[Turn], territoires: Sequence[str] = ()) -> Resolved:
    """Rewrites a follow-up from the last questions of the user, oldest first, each resolved by those before it.

    `territoires`: names of the corpus, so that « et a hem ? » is known without its capital.
    """
    names = tuple(territoires)
    before, answer = "", ""
    for turn in [turn for turn in history if turn.role == "user"][-_TURNS:]:
        said = " ".join(turn.content[:_MOST].split())
        if not is_order(said) and (content_words(said) or (before and _leans(said))):
            before = _resolved(said, Context(before, "", names)) or said
    for turn in reversed(history[-2:]):
        answer = answer or (turn.content[:_MOST] if turn.role == "assistant" else "")
    asked = " ".join(question.split())
    if not before or is_order(asked) or len(asked) > _MOST:
        return Resolved(question, False)
    found = _resolved(asked, Context(before, answer, names))
    return Resolved(found, True) if found and found != asked else Resolved(question, False)


def _leans(said: str) -> bool:
    return bool(_LEAD.sub("", level(said)).strip(" ?!."))


def _resolved(question: str, context: Context) -> str:
    """The question rewritten; empty when it stands alone."""
    if not context.before:
        return ""
    rest = question[len(_lead(question)) :].strip()
    bare = rest.rstrip(" ?!.…").strip()
    flat = level(bare)
    if not bare:
        return ""
    if _AGAIN.fullmatch(flat):
        return context.before
    return (
        _conditioned(bare, flat, context.before)
        or _moved(bare, rest != question, context)
        or _adjoined(bare, flat, context)
        or _of_another_thing(bare, flat, rest != question, context)
        or _pronouns(bare, context)
        or _left_behind(question, rest, context.before)
    )


def _lead(question: str) -> str:
    match = _LEAD.match(level(question))
    return question[: match.end()] if match else ""


def _open(question: str) -> str:
    return question.rstrip(" ?!.…")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _conditioned(bare: str, flat: str, before: str) -> str:
    """« Et si c'est parce que l'autre ne respecte pas ? »: what was asked, in that case."""
    if not _CONDITION.match(flat) or "?" in bare or re.search(r",\s*\S+", bare) or len(content_words(bare)) > 12:
        return ""
    clause = re.sub(r"\bl['’]autre(?! \w*(?:partie|commune|signataire))\b", "l'autre partie", bare)
    frame = _open(before)
    old = _OLD_CONDITION.search(level(frame))
    return f"{frame[: old.start()] if old else frame}, {clause[:1].lower()}{clause[1:]} ?"


def _moved(bare: str, led: bool, context: Context) -> str:
    """« Et à Marsauvin ? »: the same question, elsewhere; with what else it asks, that is asked elsewhere."""
    new = _new_place(bare, led, context.territoires)
    if new is None:
        return ""
    rest = (bare[: new.start] + " " + bare[new.end :]).strip(" ,;:")
    if not content_words(rest) and not ASKS_WHAT.search(level(rest)):
        return _elsewhere(context.before, new, context.territoires)
    if _VERB.search(level(rest)) and not is_free(rest):
        return ""
    elsewhere = Context(_elsewhere(context.before, new, context.territoires), context.answer, context.territoires)
    rest, levelled = rest.strip(), level(rest)
    return (
        _adjoined(rest, levelled, elsewhere)
        or _of_another_thing(rest, levelled, led, elsewhere)
        or _pronouns(rest, elsewhere)
    )


def _new_place(bare: str, led: bool, territoires: tuple[str, ...]) -> Place | None:
    found = places_in(bare, territoires)
    if len(found) == 1:
        return found[0]
    named = re.fullmatch(r"(?:(les?|la) )?(\w[\w'’-]*(?: [\w'’-]+){0,4})", bare)  # « Et Hem ? »
    if found or not named or things_in(bare) or not content_words(bare):
        return None
    known = level(named[2]) in map(level, territoires)
    return (
        Place(named[2], level(named[1] or ""), "", 0, 0, len(bare))
        if known or (led and _NAMED.fullmatch(bare))
        else None
    )


def _elsewhere(before: str, new: Place, territoires: tuple[str, ...]) -> str:
    """The question with its place changed, or with a place when it had none."""
    old = places_in(before, territoires)
    if not old:
        return f"{_open(before)} {placed(new, 'à')} ?"
    place = old[0]
    if not place.joint and place.start == place.name_start:
        words = placed(new, "à" if before[place.end : place.end + 1] != ":" else "").strip()
        return f"{before[: place.start]}{words} {before[place.end :]}"
    preposition = {
        "": "",
        "a": "à",
        "au": "à",
        "aux": "à",
        "chez": "à",
        "pour": "pour",
        "dans": "à",
        "in": "in",
        "of": "of",
        "for": "for",
    }.get(place.joint, "de")
    words = placed(new, preposition).strip()
    text = f"{before[: place.name_start]}{words}{before[place.end :]}"
    return _capital(_GROUPING.sub("la collectivité ", text))


def _adjoined(bare: str, flat: str, context: Context) -> str:
    """« et en 2027 ? », « par courrier simple ? », « sous quel délai ? »: the same question, in that case."""
    frame = _open(context.before)
    if _ADJUNCT.match(flat) and not ASKS_WHAT.search(flat) and not things_in(bare[:12]):
        year = _YEAR.search(level(frame)) if _YEAR.match(flat) else None
        return (
            f"{frame[: year.start()]}{bare}{frame[year.end() :]} ?"
            if year
            else f"{frame} {bare[:1].lower()}{bare[1:]} ?"
        )
    return asked_otherwise(bare, flat, frame)


def _of_another_thing(bare: str, flat: str, led: bool, context: Context) -> str:
    """« Et les groupes thématiques ? », « La juridiction ? »: what was asked, of another thing; or that thing, here."""
    what = _WHAT.match(flat) or (_WHAT_IS.match(flat) if led else None)
    bare, flat = (bare[what.end() :], flat[what.end() :]) if what else (bare, flat)
    if _VERB.search(flat):
        return ""
    return _here(asked_thing(bare, _open(context.before)), context)


def _pronouns(bare: str, context: Context) -> str:
    """« Qui en assure le secrétariat ? »: with the thing in the place of the pronoun."""
    return _here(without_pronouns(bare, context), context)


def _here(question: str, context: Context) -> str:
    """With the place of the question before, when it names none."""
    place = places_in(context.before, context.territoires)
    if not question or not place or places_in(question, context.territoires):
        return question
    held = [thing for thing in things_in(question) if thing.family == "convention"]
    if held:
        return f"{question[: held[0].end]} {placed(place[0], 'de')}{question[held[0].end :]}"
    return f"{_open(question)} {placed(place[0], 'à')} ?"


def _left_behind(question: str, rest: str, before: str) -> str:
    """« Et après ? »: behind the question it leans on."""
    if _COMPARES.search(level(rest)) and len(content_words(rest)) <= 3:
        return f"{_open(before)} ? — {question}"
    few = len(content_words(question)) <= 5
    led = rest != question
    no_more = led and len(content_words(rest)) == 1 and [thing.rank for thing in things_in(rest)] == [3]
    whole = not no_more and names_something(level(rest)) and bool(_VERB.search(level(rest))) and not is_free(rest)
    if not few or whole or not (led or is_free(rest) or not content_words(rest)):
        return ""
    if not ASKS_WHAT.search(level(question)) and "?" not in question and not is_free(rest) and not led:
        return ""
    return f"{_open(before)} ? — {question}"
