"""Whether what an avenant states bears on a clause that is cited: on it, and not on another one of the same article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctgbot.model import Citation, Document, Section
from ctgbot.text.avenants import Change, changes
from ctgbot.text.normalise import level, locate
from ctgbot.text.references import article_of, reference_of
from ctgbot.text.words import content_words

_QUOTED = re.compile(r"«\s*([^»]{2,400}?)\s*»")
# « La première phrase de l'article VI », « les mots », « au deuxième alinéa »: a part of the article only.
_PART = re.compile(r"\b(?:mots?|phrases?|alineas?|paragraphes?|points?|tirets?|dates?|au [a-z] de)\b|\d\.\d")
_ALIKE = 0.3  # share of the shorter text's words that both have


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change by an avenant, to be quoted beside the clause it bears on."""

    avenant: Document
    section: Section
    change: Change

    @property
    def quote(self) -> str:
        return self.avenant.text[self.change.start : self.change.end]

    def cited(self, number: int, title: str) -> Citation:
        """The avenant's own words as a proof; `title` names it to the reader."""
        section, change = self.section, self.change
        pages = (page.number for page in self.avenant.pages if page.start <= change.start < page.end)
        return Citation(
            id=number,
            document_id=self.avenant.card.id,
            document_title=title,
            reference=reference_of(section),
            article=article_of(section),
            page=next(pages, section.page),
            start=change.start,
            end=change.end,
            quote=self.quote,
            text_at=self.avenant.text[section.start : section.end],
        )


def amendments(citations: Sequence[Citation], avenants: Sequence[Document]) -> Iterator[Amendment]:
    """Of these avenants of one convention, the changes that bear on its citations; latest avenant first."""
    for avenant in reversed(avenants):
        sections = {section.id: section for section in avenant.sections}
        for change in changes(avenant.text, avenant.sections):
            said = avenant.text[change.start : change.end]
            if any(citation.article == change.article and bears_on(said, citation.quote) for citation in citations):
                yield Amendment(avenant, sections[change.section_id], change)


def bears_on(said: str, clause: str) -> bool:
    """« les mots « trois mois » sont remplacés… » bears on the clause that has these words; the text of a whole article
    on all its clauses; another change on the clause that speaks of the same things."""
    flat = level(said)
    announced = flat.split(":")[0]
    old_words = [match[1] for match in _QUOTED.finditer(said)]
    if "mots" in announced or "mot " in announced or "date" in announced:
        return any(locate(words, clause) for words in old_words)
    if not _PART.search(announced):
        return True
    ours, theirs = _stems(said), _stems(clause)
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) > 0


def _stems(text: str) -> set[str]:
    return {word.stem for word in content_words(text)}
