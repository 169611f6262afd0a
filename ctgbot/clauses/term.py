"""When a convention begins and ends, how long it lasts and may last, which years it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.delays import has_blank_delay
from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.clauses.subject import is_about_it
from ctgbot.model import ClauseValue, Period
from ctgbot.text.dates import find_dates
from ctgbot.text.durations import find_durations

_WORTH_A_LOOK = re.compile(
    r"\beffets?\b|\bvigueur|\bcompter\b|\bpartir\b|\bdater\b|\bjusqu|\bduree|\b20(?:\d\d\b|[.x_…])|\bans\b"
    r"|\bannees?\b|\bterme\b|\bexpir|\bfin\b|\bdebut|\becheance|\bn\s?\+\s?\d|\baaaa\b"
)
_NOT_HERE = ("visas", "signature", "sommaire", "parties")
_DAY_BEFORE_BLANK = re.compile(r"\b\d{1,2}(?:er)?\s+\w+\s+$")  # « jusqu'au 31 décembre AAAA »
_COVER = 800  # characters
_LONGEST_DAY = 30  # characters: « 31 septembre »
_STARTS = wording(
    r"(?:\bdes le|\ba (?:compter|partir|dater) d(?:u|e|e la date du)|\bprend(?:ra)? effet(?: \w+ment)? (?:le|au"
    r"|a compter du|des le)|\b(?:prise d'|date d')?(?:effet|entree en vigueur)(?: le| au| :"
    r"| fixee? au)?(?:\W{1,4}le)?|\ben vigueur (?:le|au|des le)|\beffets?(?: \w+ment)? (?:le|au|des le)|\b(?:debute"
    r"|commence|demarre|court)(?:ra|ront|nt)?(?: a courir)?(?: \w+ment)? (?:le|au)"
    r"|\b(?:s'applique|applicable|en vigueur|effective) depuis le"
    r"|\b(?:date de )?debut(?:\W{1,4}le)?)\W*$"
)
_FROM = wording(r"\bdu $")
_TO = wording(r"^(?: inclus)?,? (?:au|jusqu'au|et jusqu'au) $")
_BLANK_YEARS = wording(r"\b(?:pour|duree|periode)\b[^.;]{0,40}\b(?:ans?|annees?|mois)\b")
_LABEL = re.compile(r"^[\W\d]*duree[^|:]{0,40}[|:]\W*$")
_ENDS = wording(
    r"(?:\bjusqu'au|\bjusqu'a la date du|\bcess(?:e|er|era) .{0,40}effets?(?: le| au)|\b(?:expirer?|s'achever?"
    r"|se terminer?|prend(?:re)? fin|s'eteindre|s'eteint|finit|finir|cesser?|s'arreter?)(?:ra)?(?: de plein droit"
    r"| automatiquement| donc| toutefois| normalement| au plus tard)? (?:le|au)|\barriver?a? a (?:echeance|expiration"
    r"|son terme) (?:le|au)|\b(?:terme|echeance|date de fin|fin"
    r"|expiration)(?: de la (?:presente )?convention)?(?: est| sera)?(?: fixee? (?:le|au)| prevue? (?:le|au)| le"
    r"| au| intervient le)?(?:\W{1,4}le)?)\W*$"
)
# not « La Msa devient partie à la convention à compter du … »
_BEGINS = wording(
    r"\bconclu|\bconsenti|\bsigne|\bduree|\beffet|\bvigueur|\bappliqu|\bapplicable|\bcour[ts]|\bvalable|\bdebut"
    r"|\bcommenc|\bdemarr|\bperiode|\bengag|\bvaut\b|\bs'etend|\bporte sur|\bfin\b|\bterme\b"
)
# « - 31 décembre 2028 : fin de la convention. »
_END_BEHIND = wording(r"^\W{1,4}(?:fin|terme|echeance|expiration) (?:normale? )?de la (?:presente )?(?:convention|ctg)")
_CEASES = wording(r"\bcess(?:e|era|ant)? [^.;]{0,40}$")
_LASTS = wording(
    r"(?:\bsoit|\bpour(?: une (?:duree|periode)(?: ferme| determinee| initiale| contractuelle)?)?(?: de| d')?"
    r"|\bduree(?: initiale)?(?: de validite)?(?: de la (?:presente )?convention)?(?: est| sera)?(?: fixee| etablie"
    r"| prevue| arretee)?(?: a| de| d')?|\bs'etend sur|\bporte sur|\bcouvre(?: une periode de)?)\W{0,4}$"
)
_PROLONGS = re.compile(r"\b(?:renouvel|recondui|reconduct|prolong|prorog)\w*[^.;]{0,60}$")
# « Elle pourra être prorogée jusqu'au 31 décembre 2029. »: no end of hers yet
_MAY_GO_ON = wording(r"\b(?:peut|pourra|pourrait)\b[^.;]{0,30}\b(?:renouvel|recondui|prolong|prorog)\w*[^.;]{0,60}$")
_MOST_BEFORE = wording(
    r"(?:\b(?:exceder?|depasser?|superieure a|au-dela d[eu']|n'excede(?:ra)?(?: donc)?(?: pas)?"
    r"|ne depasse(?:ra)?(?: donc)?(?: pas)?)|\blimite(?: maximale| totale)?(?: de| d'une duree(?: maximale"
    r"| totale)? de| d')|\bduree (?:totale )?(?:maxim\w+|plafond|limite)(?: de la convention)?(?: est"
    r"| sera)?(?: fixee| portee)?(?: a| de| d')?|\bplafonnee a)\W{0,4}$"
)
_MOST_AFTER = wording(r"^(?:,| \()?(?: au)? (?:maximum|plus\b)|^ maximum|^ (?:au )?maxim")
_N_PLUS = re.compile(r"(?<!/)\bn\s?\+\s?(?P<years>\d)\b")
_LIMIT = wording(r"\bmaxim|\bau plus\b|\bexceder|\bdepasser|\blimite|\bplafon|\bau-dela")
_OF_AVENANT = wording(r"\bavenant (?:entre|prend|produit)")
# « une obligation de confidentialité d'une durée de cinq ans »
_OTHER_LASTING = wording(
    r"\bconfidenti|\bsecret\b|\bdiscretion|\bconserv|\barchiv|\bmandat|\bcomite|\bposte\b|\bdiagnostic"
    r"|\bconciliation|\bmediation|\bfinancement|\bsubvention|\baides?\b|\bbonus\b"
)
_OF_IT = wording(r"\bconclue?|\bconsentie|\bduree de la (?:presente )?convention|\bconvention (?:est|a) ")
_PLAN = wording(r"\b(?:plans?|programmes?) d'actions?|\bfiches?[ -]actions?|\bfeuille de route|\bevaluation")
_YEARS = re.compile(r"(?<![\d/.-])(?P<start>20[0-4]\d)\s*(?:[-/]|\ba\b|\bau\b)\s*(?P<end>20[0-4]\d)(?!\d|[/.]\d)")
_BLANK_PERIOD = re.compile(
    r"\b20(?:\.{2,3}|_{2}|xx|…)\s*(?:-|/|\ba\b|\bau\b)\s*20(?:\.{2,3}|_{2}|xx|…)"
)  # « 20..-20.. »
# « Elle remplace le contrat enfance jeunesse, arrivé à échéance le 31 décembre 2022. »
_DAY_OF_ANOTHER = wording(
    r"\b(?:contrats?\b(?! territorial)|cej\b|(?:suite|remplac\w+|succed\w+|prolong\w+) (?:de |a )?(?:la|une)"
    r" (?:premiere |precedente )?(?:convention|ctg)|(?:precedente|ancienne|premiere) (?:convention|ctg))[^,;]*?,? "
    r"(?:qui|arrive|echu|expir|conclu|signe|termine|clos|dont|venu)\w*\b[^,;]*$"
)
_ITSELF_AGAIN = wording(r"\bet (?:elle )?(?:prend|entre|s'|debut|cour|commence|produi)")
_BLANK_YEAR_OF_IT = wording(r"\b(?:convention territoriale globale|ctg)\b[^/]{0,40} 20(?:\.{2,3}|_{2}|xx|…)$")
_OF_ANOTHER = re.compile(
    r"\bschema|\bsdsf|\bcog\b|\bcpog|\bprecedent|\bgestion\b|\bcontrat\b|\bdiagnostic|\bproje[ct]tion"
    r"|\bdonnees\b|\bbilan\b|\bstatisti"
    r"|\bprojets?\s+(?:educatif|pedagogique|d'etablissement|social\s+d(?:u|es|e\s+la)\s+(?:centre|structure|creche))|\bpedt\b"
)
_DASH = re.compile(r"\s*(?:[-–—/]|au)\s*")
_COVERS = wording(r"\bperiode|\bannees?\b|\bcouvr|\bctg\b|\bconvention territoriale|\bpour\b|\bexercices?\b")


def find(statements: Statements) -> Iterator[Candidate]:
    """periode, date_effet, date_fin, duree, duree_maximale."""
    for statement in statements:
        if statement.section.kind in _NOT_HERE or not _WORTH_A_LOOK.search(statement.flat):
            continue
        if _is_cover(statement) and not statements.is_avenant:
            yield from _years(statement, 0)
        if is_about_it(statement) or (statements.is_avenant and _OF_AVENANT.search(statement.flat)):
            yield from _dates(statement, statements)
            yield from _lasts(statement, statements)
            yield from _most(statement)
            if not _is_cover(statement):
                yield from _years(statement, 0 if "duree" in statement.headings else 1)


def _is_cover(statement: Statement) -> bool:
    """The title page; its first lines, where they stand under no heading or under the name of the territory."""
    kind = statement.section.kind
    return kind == "titre" or (kind in ("texte", "partie") and statement.start < _COVER)


def _dates(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    """Each date or blank by the words before it; a beginning and an end in one statement are a period."""
    days = _days(statement, statements)
    begins = bool(_BEGINS.search(statement.flat))
    starts: list[str | None] = []
    ends: list[str | None] = []
    for place, (start, end, iso) in enumerate(days):
        before = statement.flat[max(0, start - 80) : start]
        if _is_of_another(statement.flat[:start]) or _MAY_GO_ON.search(statement.flat[:start]):
            continue
        following = days[place + 1 : place + 2]
        if (
            _ENDS.search(before)
            or _END_BEHIND.match(statement.flat[end:])
            or (place and _follows(statement, days[place - 1], start))
        ):
            ends.append(iso)
            yield _candidate("date_fin", iso, statement)
        elif (_STARTS.search(before) and not _CEASES.search(before) and begins) or (
            _FROM.search(before) and following and _TO.match(statement.flat[end : following[0][0]])
        ):
            starts.append(iso)
            yield _candidate("date_effet", iso, statement)
    if len(starts) == len(ends) == 1 and starts[0] and ends[0]:
        yield _candidate("periode", Period(int(starts[0][:4]), int(ends[0][:4])), statement)


def _is_of_another(before: str) -> bool:
    """Whether the words before a date end by saying what became of another contract."""
    said = _DAY_OF_ANOTHER.search(before)
    return bool(said and not _ITSELF_AGAIN.search(said[0]))


def _follows(statement: Statement, other: tuple[int, int, str | None], start: int) -> bool:
    """« du … au … »: this date ends what the other one begins."""
    begins = _FROM.search(statement.flat[max(0, other[0] - 10) : other[0]])
    return bool(begins and _TO.match(statement.flat[other[1] : start]))


def _days(statement: Statement, statements: Statements) -> list[tuple[int, int, str | None]]:
    """Start, end and value of each full date; None where the day or its year is a blank."""
    flat, offset = statement.flat, statement.start
    days: list[tuple[int, int, str | None]] = [
        (day.start, day.end, day.iso) for day in find_dates(flat) if not day.iso.startswith("--")
    ]
    for start, end in statements.blanks_in(statement):
        first = max(0, start - offset - _LONGEST_DAY)
        day = _DAY_BEFORE_BLANK.search(flat[first : start - offset])
        dots = len(flat) - len(flat[end - offset :].lstrip(".…_")) - (end - offset)
        days.append((first + day.start() if day else start - offset, end - offset + dots, None))
    return sorted(days, key=lambda day: day[:2])


def _lasts(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    flat = statement.flat
    is_said = False
    for duration in find_durations(flat):
        before = flat[max(0, duration.start - 90) : duration.start]
        most = _MOST_BEFORE.search(before) or _MOST_AFTER.search(flat[duration.end :])
        if _OTHER_LASTING.search(flat) and not _OF_IT.search(before):
            continue
        if _is_short(duration.iso) or (_PROLONGS.search(before) and not most):
            continue
        if most:
            yield _candidate("duree_maximale", duration.iso, statement)
        elif not is_said and (_LASTS.search(before) or _is_label(flat, duration.start)):
            yield _candidate("duree", duration.iso, statement, 0, 0 if "duree" in statement.headings else 1)
            is_said = True
    if not is_said and _BLANK_YEARS.search(flat) and has_blank_delay(statement, statements):
        yield _candidate("duree", None, statement)


def _is_short(iso: str) -> bool:
    """« une conciliation dont la durée ne peut excéder deux mois »: a convention is counted in years."""
    return iso[-1] in "DW" or (iso[-1] == "M" and "Y" not in iso and int(iso[1:-1]) < 12)


def _is_label(flat: str, position: int) -> bool:
    """« Durée | 5 ans », « Durée : 5 ans »."""
    return bool(_LABEL.match(flat[:position]))


def _most(statement: Statement) -> Iterator[Candidate]:
    found = _N_PLUS.search(statement.flat)
    if found and _LIMIT.search(statement.flat) and not _PLAN.search(statement.flat):
        yield _candidate("duree_maximale", f"N+{found['years']}", statement)


def _years(statement: Statement, rank: int) -> Iterator[Candidate]:
    if _is_cover(statement) and (_BLANK_PERIOD.search(statement.flat) or _BLANK_YEAR_OF_IT.search(statement.flat)):
        yield _candidate("periode", None, statement, rank)
    if _is_cover(statement):
        yield from _from_day_to_day(statement)
    for years in _YEARS.finditer(statement.flat):
        start, end = int(years["start"]), int(years["end"])
        around = statement.flat[max(0, years.start() - 80) : years.start()]
        cover = _is_cover(statement) or _COVERS.search(around)
        if cover and start < end <= start + 12 and not _OF_ANOTHER.search(around):
            yield _candidate("periode", Period(start, end), statement, rank)


def _from_day_to_day(statement: Statement) -> Iterator[Candidate]:
    """« 1er juillet 2025 – 30 juin 2030 », on the title page."""
    for first, last in pairwise(find_dates(statement.flat)):
        is_span = _DASH.fullmatch(statement.flat[first.end : last.start])
        if is_span and not first.iso.startswith("--") and first.iso < last.iso:
            yield _candidate("periode", Period(int(first.iso[:4]), int(last.iso[:4])), statement)


def _candidate(
    parameter: str, value: ClauseValue | None, statement: Statement, rank: int = 0, order: int = 0
) -> Candidate:
    return Candidate(parameter, value, statement.start, statement.end, rank, order)
