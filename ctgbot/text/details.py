"""Details that a question may ask besides those of `answer_types`: a place, a rule of law.

A clause of the right subject that has none leaves the question open.
"""

from __future__ import annotations

import re

from ctgbot.text.answer_types import AnswerType
from ctgbot.text.normalise import level

# « Lille » in « le tribunal administratif de Lille »; « la Caf » is no town.
_NAMED_PLACE = re.compile(
    r"(?:\b(?:à|À|au|aux|de|du|des|en)\s+(?:la\s+|l['’]|les\s+)?|\b[dD]['’])"
    r"(?!(?:Caf|CAF|Caisse|Msa|MSA|Cnaf|CNAF|Ctg|CTG|Etat|État|Cnil|CNIL|Rgpd|RGPD|Conseil|Tribunal|Maire|Madame|"
    r"Monsieur|Code)\b)"
    r"[A-ZÀ-Ý][\wÀ-ÿ]"
)
_ADDRESS = re.compile(r"\b(?:rue|avenue|place|boulevard|quai|chemin|allee|salle|mairie|hotel de ville|locaux|siege)\b")
_LAW = re.compile(r"\blega(?:l|ux)|\blois?\b|\bcodes?\b|\breglement|\bdroit\b|\bdecret|\bl\. ?\d")

DETAILS: tuple[AnswerType, ...] = (
    AnswerType(
        "place",
        re.compile(
            r"\b(?:dans|de|a|en) quel(?:le)? (?:ville|commune|lieu|salle|local|batiment|endroit)\b|"
            r"\bquel(?:le)? est (?:la ville|le lieu|la salle)\b|"
            r"^\W*ou (?:siege|se (?:trouve|situe|tien|reuni|deroule)|est situe|a lieu|sont situe)"
        ),
        lambda text: bool(_NAMED_PLACE.search(text) or _ADDRESS.search(level(text))),
        "de lieu",
    ),
    AnswerType(
        "law",
        re.compile(
            r"\blega(?:le?s?|ux|lement)\b|\b(?:la|une) loi\b|\bcode (?:du|de la|des|de l'|civil|penal|general)\b"
        ),
        lambda text: bool(_LAW.search(level(text))),
        "la règle légale",
    ),
)


def asked_details(question: str) -> tuple[AnswerType, ...]:
    """Those that the question asks for."""
    flat = level(question)
    return tuple(kind for kind in DETAILS if kind.asks.search(flat))
