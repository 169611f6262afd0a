"""What must be said beside the quotes: silences, what is missing, false premises, drafts, several regimes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ctgbot.model import Citation, DocumentCard, Standing
from ctgbot.text import phrasing, refusals
from ctgbot.text.asked import Asked
from ctgbot.text.blanks import find_blanks, template_from
from ctgbot.text.choose import Candidate
from ctgbot.text.confidence import Verdict
from ctgbot.text.normalise import fold
from ctgbot.text.phrases import Language, phrases
from ctgbot.text.places import Places
from ctgbot.text.premise import contradicted
from ctgbot.text.premise_parts import wants_yes_or_no
from ctgbot.text.question import Part, Reading
from ctgbot.text.scope import ScopeReading, speaks_of_sdsf
from ctgbot.text.title_conflict import title_conflicts

IN_FORCE, REPLACED = "En vigueur : ", "Remplacé, n'est plus en vigueur : "  # before the quotes of a clause that changed
TO_FILL_IN = "Non renseigné dans ce texte. "  # before the quote of a clause whose value is a blank
_VALUES = {"date", "annee", "valeur", "note"}  # blanks that stand for a figure
_DATES = {"date", "annee"}
_WORDS = {"consigne", "champ_vide", "points", "choix", "liste_vide"}  # blanks that stand for words


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of the question got: the pieces that answer it, and how far they do; `unsaid` are the clauses asked
    for that the convention, read whole, does not have; `openings`, one by piece, are said before its quote; `notice`
    is said where there is no quote."""

    part: Part
    chosen: tuple[Candidate, ...]
    verdict: Verdict
    unsaid: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with everything that was read of it and found for it."""

    question: str
    reading: Reading
    scope: ScopeReading
    asked: Asked
    missing: Places
    parts: tuple[Found, ...]
    language: Language = "fr"

    @property
    def lacks(self) -> bool:
        """Whether it points at something that is not there."""
        return bool(self.scope.unknown or self.missing.articles or self.missing.annexes)


def notices(case: Case) -> tuple[str, ...]:
    """Sentences of the answer itself that say what is not in the texts."""
    english, cards = case.language == "en", case.asked.cards
    out = list(dict.fromkeys(found.notice for found in case.parts if found.notice))
    if case.reading.is_drafting:
        out.append(phrases(case.language).no_drafting)
    if case.scope.unknown:
        out.append(refusals.document_missing(case.scope.unknown, case.asked.library.cards)(english))
    if case.missing.articles:
        out.append(refusals.article_missing(case.missing.articles, cards)(english))
    if case.missing.annexes:
        out.append(refusals.annexe_missing(case.missing.annexes, cards)(english))
    silent = dict.fromkeys(kind for found in case.parts for kind in found.verdict.silent)
    if silent:
        out.append(phrasing.silence(tuple(silent), case.language))
    things = dict.fromkeys(word for found in case.parts for word in found.verdict.absent)
    if things:
        out.append(phrasing.not_spoken_of(tuple(things), case.language))
    return tuple(out)


def warnings(case: Case, citations: Sequence[Citation]) -> tuple[str, ...]:
    """What a careful colleague would add."""
    say = phrases(case.language)
    quotes = [citation.quote for citation in citations]
    out = [say.premise.format(assumed=assumed, said=found) for assumed, found in _belied(case, quotes)]
    out.extend(dict.fromkeys(title_conflicts(citations)))
    if any(_several_regimes(found) for found in case.parts):
        out.append(say.several_regimes)
    if any(is_blank(quote) for quote in quotes):
        out.append(say.blank)
    cited = {citation.document_id for citation in citations}
    if any(card.identity.statut == "projet" for card in case.asked.cards if card.id in cited):
        out.append(say.draft)
    if speaks_of_sdsf(case.question) and not any(card.identity.nature == "sdsf" for card in case.asked.cards):
        out.append(say.no_sdsf)
    out.extend(_not_in_force(case.asked, cited, case.language))
    if case.asked.carried:
        out.append(say.carried.format(documents=phrasing.named(case.asked.cards, case.language)))
    elif len(case.asked.cards) > 1 and not case.scope.documents:
        out.append(say.several_documents)
    return tuple(out)


def _belied(case: Case, quotes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Figures of the question that the quotes contradict, unless the answer itself has corrected the question."""
    if any(opening for found in case.parts for opening in found.openings):
        return ()
    return contradicted(case.reading.standalone, quotes)


def _not_in_force(asked: Asked, cited: Collection[str], language: Language) -> Iterator[str]:
    """Which older texts of the territoires cited were left out, and what is over among those cited."""
    say, shown = phrases(language), [card for card in asked.cards if card.id in cited]
    territoires = {fold(card.identity.territoire) for card in shown}
    for cards, template in ((asked.current.older, say.older_version), (asked.current.ended, say.ended)):
        aside = [card for card in cards if fold(card.identity.territoire) in territoires]
        if aside:
            newer = {asked.library.standings.get(card.id, Standing()).replaced_by for card in aside}
            kept = [card for card in shown if card.id in newer] or shown
            yield template.format(documents=phrasing.files(aside), in_force=phrasing.named(kept, language))
    for card in shown:
        avenants = [other for other in shown if other.id in asked.avenants_of(card.id)]
        if avenants:
            yield say.amended.format(avenants=phrasing.named(avenants, language), document=phrasing.label(card))
        elif _is_over(card, asked):
            yield say.over.format(document=phrasing.label(card))


def _is_over(card: DocumentCard, asked: Asked) -> bool:
    """Of a convention whose last year has gone, and that no avenant may have extended."""
    period = card.identity.periode
    is_past = period is not None and period.end < asked.this_year
    return is_past and card.identity.nature == "convention" and not asked.avenants_of(card.id)


def is_blank(quote: str) -> bool:
    """Whether a quote is a template or has something to fill in; « Page X » of a contents page is neither."""
    return any(blank.kind != "page" for blank in find_blanks(quote)) or template_from(quote) is not None


def is_to_fill_in(found: Found) -> bool:
    """Whether what this part asks for is itself a blank: « Qui valide le plan ? » is answered by a clause whose date is
    not filled in, « À quelle date ? » is not, even when another date stands in the clause beside."""
    if wants_yes_or_no(found.part.text):
        return False  # « La MSA est-elle signataire ? »: « (…, en particulier la MSA) » tells that it is not settled
    if found.openings:  # of the registry, which has read whether the value itself is there: « (N+4 au maximum) »
        return any(TO_FILL_IN.lower() in opening.lower() for opening in found.openings)
    counted = [kind for kind in found.part.types if kind.name.startswith("count:")]
    if counted and all(any(kind.holds(candidate.unit.text) for candidate in found.chosen) for kind in counted):
        return False  # « XX pages et 3 annexes » tells how many annexes
    kinds = {blank.kind for candidate in found.chosen for blank in find_blanks(candidate.unit.text)}
    if kinds & _DATES and any(kind.name in ("date", "when") for kind in found.part.types):
        return True
    everywhere = all(is_blank(candidate.unit.text) for candidate in found.chosen)
    return everywhere and bool(kinds & (_VALUES | _WORDS if found.part.types else _WORDS))


def _several_regimes(found: Found) -> bool:
    """A delay is asked and several clauses of one article are shown."""
    sections = {candidate.unit.passage.section_id for candidate in found.chosen}
    articles = {candidate.unit.passage.article for candidate in found.chosen}
    asks_delay = any(kind.name == "duration" for kind in found.part.types)
    return asks_delay and len(sections) > 1 and len(articles) == 1 and None not in articles
