"""« C'est quoi un LAEP ? »: what the texts say of it, and the words that the trade's glossary has for it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ctgbot.model import Answer, SourcedText
from ctgbot.text.citing import said
from ctgbot.text.glossary import shipped_lines
from ctgbot.text.normalise import fold

_GLOSSARY = "Glossaire de l'assistant (ce n'est le texte d'aucune convention) : « {term} », {meaning}."
_ASIDE = re.compile(r"\s*\([^()]*\)")  # « (6 mois dans le modèle, art. 13) »: what one template says is no meaning


def definition(term: str, answer: Answer) -> Answer:
    """The answer with the meaning of the term; unchanged when no term is asked for, or the glossary has it not."""
    meaning = meanings().get(fold(term)) if term else None
    if meaning is None:
        return answer
    opened = meaning if meaning[:2].isupper() else meaning[:1].lower() + meaning[1:]
    line = _GLOSSARY.format(term=term, meaning=opened)
    if answer.status == "answered":
        return replace(answer, warnings=(line, *answer.warnings))
    cited = answer.body if answer.status == "partial" else SourcedText(())
    body = SourcedText((said(line), *(s for s in cited.sentences if s.citations)), cited.citations)
    return replace(answer, status="partial", reason="not_in_corpus", body=body)


@lru_cache(maxsize=1)
def meanings() -> dict[str, str]:
    """By term, in folded form; a meaning with a figure of the model convention in it is left out."""
    plain = {fold(line.term): _ASIDE.sub("", line.expansion).strip() for line in shipped_lines()}
    return {term: meaning for term, meaning in plain.items() if meaning and not any(map(str.isdigit, meaning))}
