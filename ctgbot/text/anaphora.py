"""Pronouns of a follow-up and what they stand for: « il », « en », « y », « son », « cette instance », « ça »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctgbot.text.mentions import Thing, joined, places_in, things_in
from ctgbot.text.normalise import level


@dataclass(frozen=True, slots=True)
class Context:
    """The question that one leans on, the answer to it, the names of territoires; `answer` lends subjects only."""

    before: str
    answer: str
    territoires: tuple[str, ...] = ()


# « il faut », « y a-t-il », « se passe-t-il »: nobody and nothing is meant.
_IMPERSONAL = re.compile(
    r"\b(?:faut|faudra|faudrait|passe|agit|existe|suffit|y a|convient|est)-(?:t-)?il\b(?! (?:obligatoire|prevu"
    r"|reuni))"
    r"|\b(?:qu'|s')?il (?:faut|faudra|faudrait|y a|s'agit|suffit|convient|existe|est (?:possible|necessaire"
    r"|prevu que))\b"
    r"|\by a(?:-t-il)?\b|\ben (?:cas|cours|vigueur|fin|debut|20\d\d|effet|place|plus|recommande|annexe|quoi"
    r"|quelle?)\b"
    r"|\bpeut-il y avoir\b|\bse passe-t-il\b|\bil se passe\b"
)
_FREE = re.compile(
    r"\b(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|cela|ca|ce dernier|cette derniere"
    r"|ce(?:tte|t|s)? (?:delai|clause|article|comite|instance|groupe|plan|document|regle|duree|date|procedure|lettre"
    r"|courrier|obligation|avis|bilan|montant|frequence|composition|decision|autorisation|reunions?|engagements?))\b"
)
# « La MSA en fait partie ? », « qui y siège ? »; not « en recommandé », « en respectant »
_THEREOF = re.compile(
    r"\by (?!a\b)\w+|\b(?:qui|s'|d'|peut-on|on|doit-on|faut-il) ?en (?!\w+ant\b)\w+|\ben (?:fait|font|est|sont"
    r"|assure\w*|anime\w*|decide\w*|fixe|resulte|parle\w*|dit|tient|devient|deviennent"
    r"|beneficie\w*|prend|charge|preside|valide|redige|sera|definit|finance\w*|paie|faire partie|etre)\b"
)
# « c'est obligatoire ? », « c'est quand ? »; not « C'est quoi le délai… ? »
_IT_IS = re.compile(
    r"^\W*(?:c'est|est-ce) (?:bien |vraiment |pour |toujours )?(?:obligatoire|possible|prevu|autorise|interdit"
    r"|vrai|normal|automatique|quand|qui|"
    r"combien|valable|suffisant|necessaire|applicable)e?\W*$"
)
_OBJECT = re.compile(r"\bqui (?:l'|le |la |les )(?=\w)|\b(?:comment|peut-on|faut-il|doit-on|pour|de|doit|doivent"
    r"|peut|peuvent) (?:l'|le |la |les )"
                     r"(?!courrier|dossier|calendrier|quartier|papier|premier|dernier|metier|chantier)(?=\w+(?:er"
                     r"|ir|ire|dre|mettre|ompre)\b)")  # fmt: skip
_POSSESSIVE = re.compile(r"\b(son|sa|ses|leurs?) (?=\w{3,})")
_NOUN_BEFORE = re.compile(
    r"\b(?:le |la |les |l'|un |une |notre |nos |votre |vos |chaque |une? )(?!derniere? fois|avance|minimum"
    r"|plus)\w{3,}"
)
_ASKING = re.compile(
    r"\b(?:quel(?:le)?s? [\w-]+(?: de [\w-]+)?|combien d[e'] ?\w+|au bout|tous les combien|a l'avance|a partir)\b"
)
_ENDS = re.compile(r"\s*(?:,| par an\b| si | quand | en cas | avant | apres |$)")


def is_free(text: str) -> bool:
    """Whether a pronoun stands for nothing that the text itself names before it."""
    flat = _hidden(_IMPERSONAL, level(text))
    if _IT_IS.match(flat) or _THEREOF.search(flat):
        return True
    for pattern in (_FREE, _OBJECT, _POSSESSIVE):
        match = pattern.search(flat)
        if match and not names_something(flat[: match.start()]):
            return True
    return False


def names_something(flat: str) -> bool:
    """Whether a level text has a noun with its article, beside the words that ask."""
    return bool(_NOUN_BEFORE.search(_hidden(_ASKING, flat)))


def _hidden(pattern: re.Pattern[str], flat: str) -> str:
    return pattern.sub(lambda match: "#" * len(match[0]), flat)


def without_pronouns(bare: str, context: Context) -> str:
    """The question with the thing that is meant in the place of its first pronoun; empty when none is known."""
    if not is_free(bare):
        return ""
    for rule in (_of_it, _in_it, _about_it, _its, _this, _whom, _it):
        found = rule(bare, lambda gender, plural: meant(context, gender, plural))
        if found:
            return f"{found[:1].upper()}{found[1:]} ?"
    return ""


Meant = Callable[[str, bool | None], Thing | None]


def meant(context: Context, gender: str, plural: bool | None) -> Thing | None:
    """What a pronoun of that gender and number may stand for; of several, what people mean most, then the first."""
    for text in (context.before, context.answer):
        fitting = [
            thing
            for thing in things_in(text, nested=True)
            if (not gender or thing.gender == gender) and (plural is None or thing.plural == plural)
        ]
        if text is context.answer:
            fitting = [thing for thing in fitting if thing.rank == 0 and not re.search(r"\d", thing.name)]
        if fitting:
            return min(fitting, key=lambda thing: (thing.rank, -len(thing.name) if thing.family == "delai" else 0))
    return None


def _put(bare: str, at: int, phrase: str) -> str:
    """The phrase where the verb's own words end: before a comma, a place, « par an »."""
    places = places_in(bare)
    flat = level(bare)
    ends = [match.start() for match in _ENDS.finditer(flat, at)] + [place.start for place in places if place.start > at]
    end = min(ends, default=len(bare))
    return f"{bare[:end].rstrip()} {phrase}{_spaced(bare[end:])}"


def _spaced(rest: str) -> str:
    return rest if not rest or rest[0] in " ," else f" {rest}"


def _of_it(bare: str, who: Meant) -> str:
    """« qui en assure le secrétariat » → « qui assure le secrétariat du comité »."""
    flat = _hidden(_IMPERSONAL, level(bare))
    match = re.search(r"\b(?:en |s'en |d'en )(?=\w+)", flat)
    thing = who("", None)
    if not match or not thing:
        return ""
    start = match.start() + (2 if match[0].startswith(("s'", "d'")) else 0)
    keep = bare[match.start() : match.start() + 2] if match[0].startswith("s'") else ""
    rest = f"{bare[: match.start()]}{'se ' if keep else ('de ' if start > match.start() else '')}{bare[match.end() :]}"
    return _put(rest, match.start(), joined("de", thing.with_article))


def _in_it(bare: str, who: Meant) -> str:
    """« qui y siège » → « qui siège au comité »."""
    flat = _hidden(_IMPERSONAL, level(bare))
    match = re.search(r"\by (?=\w+)", flat)
    thing = who("", None)
    if not match or not thing:
        return ""
    return _put(f"{bare[: match.start()]}{bare[match.end() :]}", match.start(), joined("à", thing.with_article))


def _about_it(bare: str, who: Meant) -> str:
    """« ça dure combien de temps » → « la convention dure combien de temps »."""
    match = re.match(r"(?:ca|cela|celui-ci|celle-ci|ce dernier|cette derniere)\b", level(bare))
    thing = who("", None)
    return f"{thing.with_article}{bare[match.end() :]}" if match and thing else ""


def _its(bare: str, who: Meant) -> str:
    """« quelles sont ses missions » → « quelles sont les missions du comité »."""
    flat = level(bare)
    match = _POSSESSIVE.search(flat)
    thing = who("", None if not match else match[1].startswith("leur"))
    if not match or not thing or names_something(flat[: match.start()]):
        return ""
    noun = flat[match.end() :].split()[0]
    vowel = noun[0] in "aeiouyh"
    article = {"ses": "les ", "leurs": "les ", "sa": "la ", "son": "le ", "leur": "le "}[match[1]]
    known = [thing for thing in things_in(bare) if thing.start == match.end()]
    article = (
        known[0].with_article[: -len(known[0].name)] if known else ("l'" if vowel and article != "les " else article)
    )
    end = match.end() + len(noun)
    return f"{bare[: match.start()]}{article}{bare[match.end() : end]} {joined('de', thing.with_article)}{bare[end:]}"


def _this(bare: str, who: Meant) -> str:
    """« qui préside cette instance » → « qui préside le comité de pilotage »."""
    match = re.search(r"\b(de |a )?(?:ce|cet|cette|ces) (?:\w+)\b", level(bare))
    thing = who("", None)
    if not match or not thing or not _FREE.search(level(bare)):
        return ""
    noun = next(iter(things_in(bare[match.start() : match.end()] + " ")), None)
    kind = "instance" if re.search(r"comite|instance|groupe", match[0]) else noun.family if noun else thing.family
    if kind not in (thing.family, "detail"):
        return ""
    preposition = {"de ": "de", "a ": "à"}.get(match[1] or "", "")
    phrase = joined(preposition, thing.with_article) if preposition else thing.with_article
    return f"{bare[: match.start()]}{phrase}{bare[match.end() :]}"


def _whom(bare: str, who: Meant) -> str:
    """« qui l'anime » → « qui anime le comité »; « peut-on la dénoncer » → « peut-on dénoncer la convention »."""
    match = _OBJECT.search(level(bare))
    if not match:
        return ""
    words = bare[match.start() : match.end()]
    clitic = re.search(r"(l['’]|le |la |les )$", words)
    if clitic is None:
        return ""
    form = level(clitic[1]).strip()
    thing = who({"le": "m", "la": "f"}.get(form, ""), form == "les")
    if not thing:
        return ""
    cut = f"{bare[: match.end() - len(clitic[1])]}{bare[match.end() :]}"
    at = cut.find(" ", match.end() - len(clitic[1]))
    at = len(cut) if at < 0 else at
    return f"{cut[:at]} {thing.with_article}{cut[at:]}"


_INVERTED = re.compile(r"(?:\bne |\bn'|\bse |\bs')*\b[\w]+-(?:t-)?(ils|elles|il|elle)\b")
_PLAIN = re.compile(r"(?:\b|qu')(ils|elles|il|elle)\b")


def _it(bare: str, who: Meant) -> str:
    """« il se réunit… » → « le comité se réunit… »; « quand se réunit-il » → « quand le comité se réunit-il »."""
    flat = _hidden(_IMPERSONAL, level(bare))
    inverted = _INVERTED.search(flat)
    plain = None if inverted else _PLAIN.search(flat)
    match = inverted or plain
    if not match:
        return ""
    thing = who("f" if match[1].startswith("elle") else "m", match[1].endswith("s"))
    if not thing:
        return ""
    if inverted:
        return f"{bare[: match.start()]}{thing.with_article} {bare[match.start() :]}"
    head = bare[: match.start()] + ("que " if match[0].startswith("qu'") else "")
    return f"{head}{thing.with_article}{bare[match.end() :]}"
