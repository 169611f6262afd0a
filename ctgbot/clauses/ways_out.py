"""Which way out of a convention a statement is about: leaving with a notice, a fault after a warning, at once.

The content decides and not the title: the seed's « Résiliation par consentement mutuel » lets either party leave alone.
A sentence that only says how (« Le préavis est de trois mois à compter de l'envoi. ») goes with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ctgbot.clauses.delays import delays_in
from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.text.normalise import level

# « denonciation »: either party may leave; « faute »: ended after a warning; « sans »: ended without one; « effets »:
# what the end brings; « accord »: ended by common consent; « notification »: how anything at all is notified
Way = Literal["denonciation", "faute", "sans", "effets", "accord", "notification"]

_RETREAT = (  # « le retrait d'un signataire », not « le retrait de l'agrément »
    r"\bretrait\b(?=\W+(?:d'une? (?:des |autre )?(?:commune|signataire|partie|partenaire|membre|collectivite)"
    r"|de l'une?\b"
    r"|de la (?:caf|commune|convention|ctg|communaute)|du (?:signataire|departement)|est\b|sera\b|prend|doit|ne\b|n'"
    r"|volontaire|anticipe|unilateral))|\bretrait\W*(?:[|:]|$)|\b(?:son|ce|leur|tout|chaque) retrait\b"
    r"|\b(?:preavis|delai|demande|droit|faculte) de retrait"
)
_LEAVE = (
    r"\bdenonc|\bse retir|\bquitt(?:er|e|ent|ant)\b|\bsort(?:ir|ent|ant)? de (?:la|cette)|\bdesengag"
    r"|\breprendre sa liberte|\brenonc(?:er|e|ent|ant|iation) a (?:la|cette)|\bne plus (?:participer|etre partie)"
    r"|\bsortie (?:anticipee|d'un|de la convention)"
    r"|\b(?:souhait|veu|voudra|entend|desir)\w* (?:en )?(?:sortir|partir|arreter|s'arreter)\b"
    rf"|{_RETREAT}"
)
_END = (
    rf"{_LEAVE}|\bresili|\brompre|\brompue?s?\b|\brupture|\bm(?:et|ette|ettre|ettant|ettent|is)"
    r"(?: alors| donc| ainsi)?(?: un)? (?:fin|terme)\b|\bpren(?:d|ne|dra|dre)(?: alors| donc)? fin\b|\bfin anticipee"
    r"|\bcess(?:e|er|era|ation)\b|\bcaduque|\bcaducite"
)
_WARN = (
    r"\bmises? en demeure|\bmis en demeure|\bmettre? en demeure|\bmet en demeure|\bsommation|\binfructueu"
    r"|\brest(?:e|ee|es|ees) sans (?:effet|reponse|suite)|\bregularis|\bs'y conformer|\bremedi(?:er|e)\b"
    r"|\bs'executer"
    r"|\binjonction|\bavertissement\b|\brestee?s? vaine"
)
_FAULT = (
    r"\bnon[- ](?:respect|execution|observation)|\binexecut|\bmanquement|\bmanqu(?:e|er|ent) (?:a|aux?)\b"
    r"|\bmeconnai|\bdefaillan|\bviolation|\binfraction|\bfautes?\b(?! de)|\bfaute pour|\bcarence"
    r"|\bn'(?:est|a|ont|sont)(?: plus)? pas (?:tenu|respect|rempli|execut)"
    r"|\bne (?:respect|tien|tenai|rempli|honor|se conform|fait|font|satisf)\w* pas|\binobservation"
    r"|\bcontrev(?:ient|en)|\bn'(?:execut|honor|appliqu|observ"
    r"|assum)\w* pas"
    r"|\ba defaut (?:pour|par)\b.{1,60}\bde (?:respecter|se conformer|remplir|tenir)"
)
_NO_FAULT = (
    r"\b(?:hors|sauf|meme en l'absence de|en dehors de|independamment de)(?: le)?(?: toute?)?(?: cas de)?"
    r" (?:fautes?|manquements?)\b"
)
_AT_ONCE = (
    r"\bsans (?:qu'il (?:soit|y ait) (?:besoin|lieu)|(?:autre )?(?:mise en demeure|preavis|formalite|delai|courrier"
    r"|avertissement|prealable))|\b(?:aucune|ni|sans) mise en demeure|\bdispens\w+ de mise en demeure"
    r"|\bimmediatement|\baussitot|\b(?:est|sera) immediate"
)
_CONSENT = r"\bd'un commun accord|\bconsentement mutuel|\baccord (?:mutuel|commun|amiable|des parties)|\bensemble\b"
_ALONE = (
    r"\bl'une? (?:ou|quelconque|des)|\bchac(?:une|un)\b|\btoute? (?:partie|signataire|partenaire)|\bune? (?:des )?"
    r"(?:partie|signataire|partenaire)|\bchaque (?:partie|signataire|partenaire)|\bla caf(?:,)? ou|\bunilateral"
    r"|\bla commune ou|\bl'intention de|\bla (?:volonte|decision|faculte) de|\bles parties se reservent"
    r"|\bresiliable|\ba tout moment|\bpeu(?:t|vent)\b|\bpourr(?:a|ont)\b"
)
_NOTICE = r"\bpreavis|\bprevenance|\bpreveni[rt]|\bprevenant|\ba l'avance\b"
_NOT_ALLOWED = (
    r"\bne (?:peut|peuvent|pourra|saurait)(?: pas)? etre (?:denonc|resili)|\baucune (?:denonciation|resiliation)"
    r"|\bn'est pas (?:denoncable|resiliable)"
)
# « à défaut de dénonciation »: a circumstance, unless a delay goes with it
_CIRCUMSTANCE = r"\b(?:a defaut|en l'absence|sauf|sans|hormis)(?: de| d'une?| toute)? (?:denonciation|resiliation)"
# « La dénonciation est notifiée … »: how it is done, not what it brings
_PROCEDURE = (
    r"\b(?:est|sera|soit|doit etre|peut etre|etre)(?: alors)? (?:notifi|prononc|adress|preced|motiv|decid"
    r"|acquis|annonc"
    r"|port|signifi|ouvert|possible|effectu)\w*|\bprend(?:ra)? effet|\binterv(?:ient|iendra"
    r"|enir)\b(?!.{0,20}sans prejudice)"
    r"|\bsuppose|\brequiert|\bobeit|\bne peut"
)
# « S'il s'agit d'une commune, elle continue avec les autres. »
_GOES_ON = (
    r"\b(?:continu|se poursui|demeur|subsist|reste en vigueur)\w* .{0,30}\b(?:autres|restante?s|signataires"
    r"|parties)\b"
)
_EFFECT = (
    r"^(?:[\W\d]|[ivx]{1,4}\.)*(?:quelle qu'en soit la (?:cause|raison), )?(?:en cas de|lors de|apres|la|cette"
    r"|le|l'|toute)\s*"
    r"(?:resiliation|denonciation|retrait|rupture|cessation"
    r"|fin anticipee|fin de la (?:presente )?convention|depart)\b"
)
# « Quand la convention s'arrête, les actions commencées vont jusqu'à leur terme. »
_ENDED = (
    r"^[\W\d]*(?:(?:quand|lorsque|si|une fois que|des que) )?la (?:presente )?convention (?:s'arrete|prend fin"
    r"|cesse\b"
    r"|est (?:resiliee|denoncee|rompue|terminee)|expire)\W*[|,]"
)
# « Si rien n'a changé six semaines plus tard, … »: what follows a warning
# « La convention est résiliée de plein droit en cas de dissolution de la communauté. »
_BY_ITSELF = (
    r"\bde plein droit\b.{0,60}\b(?:en cas|si|lorsque|des lors)\b|\b(?:en cas|si|lorsque)\b.{0,120}\bde plein droit\b"
)
# « Les actions en cours vont à leur terme. », after a way out
_STAYS = (
    r"\b(?:actions?|aides?|engagements?|financements?|projets?) (?:en cours|engage|commence|deja|lance|notifie"
    r"|octroye)\w*"
    r" .{0,40}\b(?:terme|vers|hono|acqui|achev|mene|poursui|maintenu|sold)"
)
# « Elle entraîne le reversement des acomptes. »
_IT_BRINGS = (
    r"^[\W\d]*(?:elle|celle-ci|cette resiliation|ce retrait) (?:entrain|emport|n'ouvr|n'entrain"
    r"|donne(?:ra)? lieu|oblig)"
)
_LABELS = wording(r"^[\W\d]*(?:renonciation|sortie|depart d'un|depart anticipe)\b[^|]{0,40}[|]")
_STILL = (
    r"^[\W\d]*(?:si (?:rien|la|le|l'|elle|il|celle|celui|aucune?|dans|cette|ce)|a defaut|sans|faute|passe"
    r"|au (?:terme|bout)"
    r"|a l'(?:issue|expiration)|apres ce|dans ce|en l'absence|l'autre|les autres)\b"
)
_TITLES: tuple[tuple[Way, str], ...] = (
    ("sans", r"\bsans mise en demeure|\bimmediate?\b"),
    ("faute", r"\bmise en demeure|\bfaute\b|\bmanquement|\binexecution|\bnon[- ]respect"),
    ("effets", r"\beffets? d|\bconsequence|^\W*effets"),
    ("denonciation", r"\bdenonciation|\bretrait|\bpreavis|\bsortie|\bprevenance"),
)
_OTHER_TEXT = (
    r"\bcontrats?\b(?! territorial)|\b(?:les|des|ces) (?:differentes |autres )?conventions\b"
    r"|\bconventions? (?:d'objectifs|de financement|de gestion|bilateral)|\bcof\b"
    r"|\bbail\b"
    r"|\bmarches? publics?|\bmandats?\b|\bvehicule|\blogement"
)
_HOW = (
    r"\bpreavis|\bdelai|\blettre|\bcourrier|\bpli\b|\becri|\bnotifi|\breception|\benvoi|\bretrait\b|\bdecision"
    r"|\bcachet"
    r"|\bresili|\bdenonc|\bprend fin|\bmet fin|\bavert|\bprevien|\bavis"
)
_LEANS = (
    r"^[\W\d]*[a-z][a-z' ]{2,40}\s?:|"
    r"^[\W\d]*(?:ce|cet|cette|ces|celle-ci|celui-ci|ladite|ledit|son|sa|il|elle|ils|elles|a defaut|passe ce"
    r"|sans reponse|si"
    r"|le preavis|la mise en demeure|le delai|un delai|la lettre|le courrier|la decision|la notification|l'autre"
    r"|la partie|en ce cas|dans ce cas|l'interesse|forme|delai|point de depart|cachet|le cachet|la resiliation"
    r"|la denonciation|le retrait|on\b|l[ea]s? (?:\w+ )?(?:mois|jours|semaines?|trimestre|semestre|an|annee)\b)"
)
_ASIDE = (
    r"\bconciliation|\bamiable|\bconcertation|\bmediation|\bconvo(?:qu|cation)|\brecrut|\b(?:se|nous|sont"
    r"|est) reuni|\brencontr|\bsolution"
    r"|\btribunal"
)
_ANY_NOTIFICATION = (
    r"\b(?:toutes?|les) (?:notification|denonciation|mise en demeure|communication|resiliation)s?\b.{0,120}\b"
    r"(?:prevue?s?|au titre|en application|dans le cadre|de la (?:presente )?convention|relati)"
)
_PATTERNS = {
    name: wording(pattern)
    for name, pattern in {
        "leave": _LEAVE, "end": _END, "warn": _WARN, "fault": _FAULT, "no_fault": _NO_FAULT, "at_once": _AT_ONCE,
        "consent": _CONSENT, "alone": _ALONE, "notice": _NOTICE, "not_allowed": _NOT_ALLOWED, "effect": _EFFECT,
        "circumstance": _CIRCUMSTANCE, "procedure": _PROCEDURE, "goes_on": _GOES_ON, "by_itself": _BY_ITSELF,
        "stays": _STAYS, "it_brings": _IT_BRINGS, "other": _OTHER_TEXT, "how": _HOW, "leans": _LEANS,
        "ended": _ENDED, "still": _STILL, "aside": _ASIDE, "any": _ANY_NOTIFICATION,
    }.items()
}  # fmt: skip
_TITLE_PATTERNS = tuple((way, wording(pattern)) for way, pattern in _TITLES)
_WORTH_A_LOOK = wording(
    f"{_END}|{_WARN}|{_FAULT}|{_NOTICE}|mise en demeure|s'arrete|\\bfin de la |\\bconvention (?:est terminee|expire)"
)
# One of these is in whatever _WORTH_A_LOOK or _ANY_NOTIFICATION finds: told without an expression, most are left out.
_STEMS = (
    "denonc", "resili", "retir", "retrait", "quitt", "sort", "desengag", "liberte", "renonc", "ne plus", "partir",
    "arrete", "romp", "rupture", " fin", "fin ", "un terme", "cess", "demeure", "sommation", "infructueu", "e sans",
    "es sans", "regularis", "s'y conform", "remedier", "execut", "manqu", "non-", "non ", "meconn", "defaill", "viola",
    "infraction", "faute", "carence", " pas ", "a defaut p", "preavis", "prevenance", "preveni", "prevenant", "avance",
    "termin", "expire", "cadu", "notification", "communication",
)  # fmt: skip
_THIS_TEXT = re.compile(r"\b(?:convention|ctg|engagement|signature)")
_NOTICE_ALONE = re.compile(r"\bpreavis\b(?!\s+de\s+(?:greve|convocation))|\bprevenance")
_PARTNER = re.compile(r"\b(?:part(?:ie|enaire)|signataire|engagement|obligation|convention)")
_GO_ON: tuple[Way, ...] = ("denonciation", "faute")
_SO_FAR = 3  # statements after one that names the way out, in which « ce délai » may still speak of it


@dataclass(frozen=True, slots=True)
class WayOut:
    """`statement` is about `way`; `own` when its own words say so, not what stands around it."""

    way: Way
    statement: Statement
    own: bool


def ways_out(statements: Statements) -> tuple[WayOut, ...]:
    """The statements about an end of the convention, in order."""
    found: list[WayOut] = []
    last: tuple[int, WayOut] | None = None  # place of the last statement of its section that has a way
    beyond: Statement | None = None  # the last one about force majeure, a way out of its own
    for place, statement in enumerate(statements):
        if last and last[1].statement.section is not statement.section:
            last = None
        if _is_beyond(statement, beyond):
            beyond = statement
            continue
        beyond = None
        out = _of(statement, place, last)
        if out:
            found.append(out)
            last = (place, out)
    return tuple(found)


def _of(statement: Statement, place: int, last: tuple[int, WayOut] | None) -> WayOut | None:
    flat = statement.flat
    near = last[1].way if last and place - last[0] <= _SO_FAR else None
    if statement.kind == "ligne" and _LABELS.match(flat):
        return WayOut("denonciation", statement, True)
    if any(stem in flat for stem in _STEMS) and (_WORTH_A_LOOK.search(flat) or _has("any", flat)):
        way = way_of(flat, statement.kind == "ligne", bool(_has("end", _above(statement))))
        if way == "denonciation" and near == "faute" and _has("still", flat):
            return WayOut("faute", statement, False)
        if way:
            return WayOut(way, statement, True)
    if near and (_has("stays", flat) or _has("it_brings", flat)):
        return WayOut("effets", statement, False)
    if _has("aside", flat):
        return None
    if statement.lead and statement.kind in ("item", "cellule"):
        way = way_of(statement.lead.flat, True)
        if way:
            return WayOut(way, statement, False)
    says_how = _has("how", flat) or bool(delays_in(flat))
    if near in _GO_ON and says_how and (_has("leans", flat) or _has("still", flat)):
        return WayOut(near, statement, False)
    return _by_title(statement, says_how)


def _is_beyond(statement: Statement, before: Statement | None) -> bool:
    """« En cas de force majeure … Si aucune solution n'est trouvée, … »: neither a notice nor a fault."""
    if "force majeure" in statement.flat:
        return not _has("at_once", statement.flat) and not _has("by_itself", statement.flat)
    return before is not None and before.section is statement.section and _has("still", statement.flat)


def _by_title(statement: Statement, says_how: bool) -> WayOut | None:
    """« Dénonciation. Six mois avant le terme, par lettre recommandée. »: the title names it, the sentence says how."""
    title = statement.rubric or level(statement.section.title)
    way = next((way for way, pattern in _TITLE_PATTERNS if pattern.search(title)), None)
    if way is None or way == "sans" or (way != "effets" and not says_how):
        return None
    return WayOut(way, statement, bool(delays_in(statement.flat)) and way != "effets")


def _above(statement: Statement) -> str:
    """« Fin anticipée », above « sans mise en demeure, en cas de fausse déclaration »."""
    lead = statement.lead.flat if statement.lead else ""
    return f"{statement.rubric} {level(statement.section.title)} {lead}"


def way_of(flat: str, is_label: bool = False, ends_above: bool = False) -> Way | None:
    """The way out that levelled words name; in a label or a row of a table the name alone is enough.

    `ends_above`: what stands above says already that the convention ends.
    """
    words = _PATTERNS["no_fault"].sub("", flat)
    if words.endswith(":") and not (_has("leave", words) or _has("notice", words) or _has("warn", words)):
        return None  # « La convention peut être résiliée : »: its items say how
    if _has("other", words) and not _THIS_TEXT.search(_PATTERNS["other"].sub("", words)):
        return None
    how = _has("notice", words) or _has("warn", words) or bool(delays_in(words))
    ends = _has("end", words)
    if not how and (_has("ended", words) or (_has("effect", words) and not _has("procedure", words))):
        return "effets"
    if not how and ends and _has("goes_on", words):
        return "effets"
    itself = not how and _has("by_itself", words) and not _has("fault", words)
    if (ends or (ends_above and "mise" in words)) and (itself or _has("at_once", words)) and not _warned(words):
        return "sans"
    if _has("any", words) and not delays_in(words):
        return "notification"
    if _has("warn", words) or (_has("fault", words) and (ends or (_has("how", words) and _PARTNER.search(words)))):
        return "faute" if ends or is_label or _has("fault", words) or "mise" in words else None
    noticed = _NOTICE_ALONE.search(words) and not _has("aside", words)
    return _without_fault(words, is_label) if ends or noticed else None


def _without_fault(words: str, is_label: bool) -> Way | None:
    delayed = _has("notice", words) or bool(delays_in(words))
    if _has("not_allowed", words) or (_has("circumstance", words) and not delayed):
        return None
    if _has("consent", words) and not _has("notice", words):
        return "accord"
    if _has("leave", words) or _has("notice", words):
        return "denonciation"
    return "denonciation" if _has("alone", words) or (is_label and "resili" in words) else None


def _warned(words: str) -> bool:
    """« sans préavis, après mise en demeure »: a warning is given all the same."""
    return bool(re.search(r"\b(?:apres|suivant|valant)\s+(?:une\s+)?mise\s+en\s+demeure", words))


def _has(name: str, flat: str) -> bool:
    return bool(_PATTERNS[name].search(flat))


def leaves_others(flat: str) -> bool:
    """« La convention se poursuit entre les autres. »: an effect for those who stay."""
    return _has("goes_on", flat)


def about(ways: tuple[WayOut, ...], *wanted: Way) -> Iterator[WayOut]:
    """Those about one of these ways, in order."""
    return (out for out in ways if out.way in wanted)
