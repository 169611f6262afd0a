"""The sentences that the program itself says around quotes, in French or in English (`phrases.py`). No fact is in them:
facts are in the quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from ctgbot.model import Citation, DocumentCard
from ctgbot.text.answer_types import AnswerType
from ctgbot.text.phrases import FRENCH, Language, phrases
from ctgbot.text.places import Places
from ctgbot.text.quantities import QuantityKind, find_quantities

_MOST_NAMED = 4
_LEADS: Mapping[str, QuantityKind] = {
    "duration": "duration", "frequency": "frequency", "amount": "money", "percent": "percent",
}  # fmt: skip


def place_of(citation: Citation, with_document: bool, language: Language = "fr") -> str:
    """« art. 13 › Résiliation…, CTG Hem (projet) », and what was recognised in an image says so."""
    mark = phrases(language).recognised if citation.ocr else ""
    pieces = [citation.reference, citation.document_title if with_document else "", mark]
    return ", ".join(piece for piece in pieces if piece)


def quoted(place: str, quote: str, headline: str = "") -> str:
    """« 6 mois (art. 13 › Résiliation…) : « … » », on one line; the citation keeps the document's own line breaks."""
    flat = re.sub(r"\s+", " ", quote).strip()
    flat = flat.replace("«", "“").replace("»", "”")  # quotation marks inside quotation marks
    return f"{headline} ({place}) : « {flat} »" if headline else f"{place[:1].upper()}{place[1:]} : « {flat} »"


def headline(kinds: Sequence[AnswerType], quote: str) -> str:
    """« 6 mois » when a delay is asked and the quote holds one and only one; empty otherwise."""
    for kind in kinds:
        found = [q for q in find_quantities(quote) if q.kind == _LEADS.get(kind.name)]
        if len(found) == 1:
            words = " ".join(quote[found[0].start : found[0].end].split())
            return words[:1].upper() + words[1:]
    return ""


def named(cards: Sequence[DocumentCard], language: Language = "fr") -> str:
    """« CTG Lys-lez-Lannoy (projet) », or all of them when there are many; the years where names alone do not tell."""
    if len(cards) > _MOST_NAMED:
        return phrases(language).chosen_documents
    names: list[str] = []
    for way in _WAYS:
        names = [way(card) for card in cards]
        if len(set(names)) == len(cards):
            break
    return _listed(names)


def _without_years(card: DocumentCard) -> str:
    return re.sub(r"\s20\d\d-20\d\d(?=$| \()", "", label(card))


def label(card: DocumentCard) -> str:
    """A document's title with what must be said wherever it is named: draft, fictional example."""
    marks = [
        mark
        for mark, said in (("projet", card.identity.statut == "projet"), ("exemple fictif", card.identity.exemple))
        if said
    ]
    return card.identity.title + (f" ({', '.join(marks)})" if marks else "")


def files(cards: Sequence[DocumentCard]) -> str:
    """« CTG Verlac v1.docx »: two versions of one text have one title."""
    return ", ".join(f"« {PurePath(card.path).name} »" for card in cards)


def _with_file(card: DocumentCard) -> str:
    return f"{label(card)}, fichier {PurePath(card.path).name}"


_WAYS: tuple[Callable[[DocumentCard], str], ...] = (_without_years, label, _with_file)  # the shortest that tells apart


def silence(kinds: Sequence[AnswerType], language: Language = "fr") -> str:
    """What the clauses shown do not say."""
    say = phrases(language)
    return say.silence.format(things=say.nor.join(_thing(kind, language) for kind in kinds))


def _thing(kind: AnswerType, language: Language) -> str:
    if language == "fr":
        return kind.silence
    say = phrases(language)
    name, _, thing = kind.name.partition(":")
    return say.number_of.format(thing=thing) if thing else say.things[name]


def nothing_found(cards: Sequence[DocumentCard], unknown: Sequence[str], language: Language = "fr") -> str:
    """The corpus is silent: what was searched, and the words that stand nowhere in it."""
    say = phrases(language)
    words = say.absent_words.format(words=_listed(unknown)) if unknown else ""
    return say.nothing_found.format(documents=named(cards, language)) + words


def not_foreseen(cards: Sequence[DocumentCard], labels: Sequence[str], language: Language = "fr") -> str:
    """« Dénonciation : préavis » is in no clause of a convention that was read whole."""
    say = phrases(language)
    listed = _listed([say.labels.get(label, label) for label in labels])
    return say.not_foreseen.format(labels=listed, documents=named(cards, language))


def unread(card: DocumentCard, pages: Sequence[int], language: Language = "fr") -> str:
    """Pages that are images, where what is sought may stand."""
    numbers = ", ".join(str(page) for page in pages)
    return phrases(language).unread.format(document=named([card], language), pages=numbers)


def not_selected(cards: Sequence[DocumentCard], language: Language = "fr") -> str:
    """The question names a document that is there, and that was not chosen."""
    say = phrases(language)
    template = say.not_selected_several if len(cards) > 1 else say.not_selected
    return template.format(documents=named(cards, language))


def missing_documents(names: Sequence[str], language: Language = "fr") -> str:
    """« La CTG de Hem » has no document."""
    say = phrases(language)
    return (say.missing_documents if len(names) > 1 else say.missing_document).format(names=_listed(names))


def missing_places(places: Places, cards: Sequence[DocumentCard], language: Language = "fr") -> str:
    """« Il n'y a pas d'article 18 dans … », « L'annexe 2 n'est pas jointe à … »."""
    say, where = phrases(language), named(cards, language)
    said = [say.no_article.format(number=number, documents=where) for number in places.articles]
    said += [say.no_annex.format(number=number, documents=where) for number in places.annexes]
    return _sentence(" ; ".join(said) if language == "fr" else "; ".join(said))


def not_spoken_of(things: Sequence[str], language: Language = "fr") -> str:
    """The trade's words that stand nowhere in the texts."""
    return phrases(language).not_spoken_of.format(things=_listed(things))


def read_as(question: str, language: Language = "fr") -> str:
    """The question as it was read, when that is not how it was typed."""
    return phrases(language).read_as.format(question=question)


def remark_of_delay(said: str, language: Language = "fr") -> str:
    """One of the fixed remarks on a delay (`clauses/deadlines.py`), which are French there."""
    return phrases(language).remarks.get(said, said)


def day_words(when: date, language: Language = "fr") -> str:
    """« mercredi 30 juin 2027 », « Wednesday 30 June 2027 »."""
    say = phrases(language)
    number = "1er" if language == "fr" and when.day == 1 else str(when.day)
    return f"{say.weekdays.split()[when.weekday()]} {number} {say.months.split()[when.month - 1]} {when.year}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _listed(things: Sequence[str]) -> str:
    return ", ".join(f"« {thing} »" for thing in things)


# What those that speak French only say.
RECOGNISED = FRENCH.recognised
BLANK = FRENCH.blank
DRAFT = FRENCH.draft
SEVERAL_REGIMES = FRENCH.several_regimes
SEVERAL_DOCUMENTS = FRENCH.several_documents
ORDER = FRENCH.order
GREETING = FRENCH.greeting
OLDER_VERSION = FRENCH.older_version
ENDED = FRENCH.ended
OVER = FRENCH.over
AMENDED = FRENCH.amended
CARRIED = FRENCH.carried
NO_DRAFTING = FRENCH.no_drafting
PERSONAL_DATA = FRENCH.personal_data
PREMISE = FRENCH.premise
NO_SDSF = FRENCH.no_sdsf
