"""A sentence of a draft said otherwise by a language model: what it adds is refused, and the sentence stays as it was.

The model sees one sentence and its own proofs. Its words replace the sentence only when every number and every name of
them is in these proofs, and when no figure and no blank was left out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ctgbot.draft_check import BLANK, doubts
from ctgbot.draft_work import Place, Work, edited, ledger, quotes_of, tidy
from ctgbot.errors import BadRequest
from ctgbot.llm_answer import LanguageModel
from ctgbot.model import Fact
from ctgbot.text.modals import modals_stand
from ctgbot.text.negations import same_polarity
from ctgbot.text.quantities import find_quantities
from ctgbot.text.quote_mode import read_pieces
from ctgbot.text.quote_prompt import Prompt

_KEPT = "La reformulation du modèle de langue est refusée, la phrase reste comme elle était : "
NOTHING = f"{_KEPT}il n'a rien proposé d'autre."


def reworded(model: LanguageModel, work: Work, place: Place, cancelled: Callable[[], bool] = lambda: False) -> Work:
    """The working copy with the model's words in this place. Raises BadRequest with what was wrong in them,
    ModelUnavailable, Cancelled."""
    piece = work.piece(place)
    facts = tuple(fact for fact in ledger(work) if fact.key in piece.drafted.facts)
    quotes = tuple(citation.quote for citation in quotes_of(work, piece))
    heard = model.write(prompt_of(piece.said, facts, quotes), lambda _text: None, cancelled)
    said = next((tidy(one.sentence) for one in read_pieces(heard) if one.sentence.strip()), "")
    if said in ("", tidy(piece.said)):
        raise BadRequest(NOTHING)
    wrong = faults(said, piece.said, (facts, (*quotes, piece.said)), work.request.territoire)
    if wrong:
        raise BadRequest(f"{_KEPT}{' ; '.join(wrong)}.")
    return edited(work, place, said, "modele")


def faults(
    said: str, before: str, proofs: tuple[tuple[Fact, ...], tuple[str, ...]], territoire: str
) -> tuple[str, ...]:
    """What keeps a model's words from standing for a sentence that is proven, in French."""
    facts, quotes = proofs
    wrong = list(doubts(said, facts, quotes, [territoire]))
    if Counter(BLANK.findall(said)) != Counter(BLANK.findall(before)):
        wrong.append("un blanc à compléter a changé")
    if _figures(before) - _figures(said):
        wrong.append("un chiffre de la phrase a disparu")
    own, old = BLANK.sub(" ", said), BLANK.sub(" ", before)
    if not same_polarity(own, old) or not modals_stand(own, old):
        wrong.append("elle affirme, nie ou oblige autrement")
    return tuple(wrong)


def prompt_of(sentence: str, facts: tuple[Fact, ...], quotes: tuple[str, ...]) -> Prompt:
    """The marks carry a digest of what stands between them: a quote cannot close its own."""
    told = [f"{fact.label} : {fact.display} ({fact.source}, {fact.year})" for fact in facts]
    proofs = "\n".join([*told, *quotes]) or "(aucune)"
    mark = sha256(f"{sentence}\n{proofs}".encode("utf-8", "replace")).hexdigest()[:12]
    words = _prompts()["user"]
    for name, value in {"mark": mark, "sentence": sentence, "proofs": proofs}.items():
        words = words.replace(f"{{{name}}}", value)
    return Prompt(_prompts()["system"], words)


def _figures(text: str) -> Counter[tuple[str, str]]:
    return Counter((quantity.kind, quantity.value) for quantity in find_quantities(BLANK.sub(" ", text)))


@cache
def _prompts() -> Mapping[str, str]:
    table = tomllib.loads((files("ctgbot") / "data" / "prompts_redaction_fr.toml").read_text("utf-8"))
    return {name: str(text).strip() for name, text in table.items()}
