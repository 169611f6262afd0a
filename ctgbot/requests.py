"""What is asked for and is no question: a draft, a letter, a check of a document → the line that does it."""

from __future__ import annotations

from ctgbot.answering import Matter, Sources, refusal
from ctgbot.check_answer import check_answer
from ctgbot.draft_answer import draft_answer
from ctgbot.draft_sources import shelf_for, texts_of
from ctgbot.drafting.compose import ARTICLES
from ctgbot.drafting.fields import named_fields
from ctgbot.drafting.letter import CLAUSES
from ctgbot.drafting.typed import typed_facts
from ctgbot.letter_answer import act_asked, letter_answer
from ctgbot.model import Answer, Standing
from ctgbot.text import phrasing
from ctgbot.text.understand import Understood

_FEWEST_FIGURES = 2  # « 2 850 allocataires, 640 000 dans le département »: figures and no question ask for a draft
_WHICH = "Plusieurs conventions sont possibles ({documents}) : nommez la commune, ou choisissez le document."


def answer_request(understood: Understood, matter: Matter, sources: Sources) -> Answer | None:
    """None when it is a question after all, or a request that the program does not know: it is answered as one."""
    article = _article(understood, matter.question)
    act = act_asked(understood.kind, matter.question) if understood.intent == "draft" else None
    if understood.intent != "check" and act is None and article is None:
        return None
    conventions = [card for card in matter.asked.cards if card.identity.nature == "convention"]
    if len(conventions) != 1:
        which = _WHICH.format(documents=phrasing.named(conventions))
        return refusal(matter.question, "not_in_corpus", which) if conventions else None
    document = sources.catalogue.document(conventions[0].id)
    passages = sources.catalogue.passages_of(document.card.id)
    if understood.intent == "check":
        return check_answer(matter.question, document, passages, sources.audit(document.card.id))
    if act:
        ids = [document.card.id, *sources.standings().get(document.card.id, Standing()).avenants]
        texts = {one: (sources.catalogue.document(one), sources.catalogue.passages_of(one)) for one in ids}
        return letter_answer(matter.question, texts, sources.clauses(ids, CLAUSES), act)
    if article is None:
        return None
    catalogue = sources.catalogue
    territoire = document.card.identity.territoire
    shelf = shelf_for(territoire, catalogue.cards(), sources.standings(), document.card.id)
    return draft_answer(matter.question, article, texts_of(shelf, catalogue))


def _article(understood: Understood, question: str) -> int | None:
    """The article to draft: the one that is named, else the one that the figures or the fields belong to."""
    figures = typed_facts(question, "")
    if understood.intent == "question":
        return 2 if len(figures) >= _FEWEST_FIGURES and "?" not in question else None
    if understood.intent != "draft":
        return None
    if understood.kind not in ("article", "autre"):
        return None
    if understood.article is not None:
        return understood.article if understood.article in ARTICLES else None
    if figures or "partie libre" in question.lower():
        return 2
    return 4 if named_fields(question) else None
