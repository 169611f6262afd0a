"""« Rédige l'article 2 », asked in the conversation → the draft, the article as it stands, and what is left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ctgbot.draft import Texts, draft, frame_of
from ctgbot.drafting.compose import ARTICLES
from ctgbot.drafting.fields import named_fields
from ctgbot.drafting.typed import typed_facts, typed_remarks
from ctgbot.model import Answer, Citation, Document, Draft, Passage, SourcedSentence, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.blanks import find_blanks, template_from
from ctgbot.text.citing import quoted, said
from ctgbot.text.grounding import renumbered
from ctgbot.text.normalise import level
from ctgbot.text.words import content_words

_MOST_QUOTED = 6
_FEWEST_WORDS = 3  # « Exemple : » alone is not worth quoting
_SHORT = re.compile(r"\b(?:court|courte|bref|breve|brievement|en quelques lignes|resume|synthetique)\b")
_OPENING = (
    "Proposition pour l'article {article} ({territoire}). "
    "Ce qui n'est pas connu reste entre crochets ; rien n'est supposé."
)
_COMPUTED = "Calcul : {label} = {formula} = {display}."
_GAPS = "À compléter : {gaps}."


def draft_answer(question: str, article: int, texts: Texts) -> Answer | None:
    """None for an article that has no free section to draft, and without a convention to draft it in."""
    if article not in ARTICLES or texts.convention is None:
        return None
    document, passages = texts.convention
    territoire = document.card.identity.territoire or "la collectivité"
    facts = typed_facts(question, territoire)
    short = bool(_SHORT.search(level(question)))
    made = draft(article, territoire, texts, facts, (named_fields(question), short))
    sentences = [said(_OPENING.format(article=article, territoire=territoire)), *_sentences(made), *_computed(made)]
    sentences += [said(_GAPS.format(gaps=" ; ".join(gap.label for gap in made.gaps)))] if made.gaps else []
    frame = _as_it_stands(article, document, passages, made.citations)
    body = SourcedText((*sentences, *frame.sentences), (*made.citations, *frame.citations))
    warnings = (
        *typed_remarks(question),
        *made.warnings,
        *((phrasing.DRAFT,) if document.card.identity.statut == "projet" else ()),
    )
    return Answer(question, "answered", None, renumbered(body), warnings, facts=made.facts)


def _sentences(made: Draft) -> list[SourcedSentence]:
    return [SourcedSentence(s.text, s.citations, s.verified) for paragraph in made.paragraphs for s in paragraph]


def _computed(made: Draft) -> list[SourcedSentence]:
    computed = [fact for fact in made.facts if fact.formula]
    return [said(_COMPUTED.format(label=f.label, formula=f.formula, display=f.display)) for f in computed]


def _as_it_stands(
    article: int, document: Document, passages: Sequence[Passage], known: Sequence[Citation]
) -> SourcedText:
    """The sentences of the article that leave something to write, or all of them where none does; those that the draft
    cites already are not quoted again."""
    own = [citation for citation in frame_of(article, document, passages) if citation.article == article]
    open_ones = [c for c in own if find_blanks(c.quote) or template_from(c.quote) is not None]
    cited = {(citation.start, citation.end) for citation in known}
    left = [
        c for c in open_ones or own if (c.start, c.end) not in cited and len(content_words(c.quote)) >= _FEWEST_WORDS
    ]
    left = left[:_MOST_QUOTED]
    citations = [replace(citation, id=len(known) + number) for number, citation in enumerate(left, 1)]
    return quoted(citations, document)
