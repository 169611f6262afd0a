"""Questions typed in haste → ordinary French, so that the rules that read questions recognise them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

# The way people type on a telephone, word for word: « cb », « kel », « jusqua ».
_TYPED: Mapping[str, str] = dict(
    line.split("\t") for line in (files("ctgbot") / "data" / "ecritures.tsv").read_text("utf-8").splitlines()[1:]
)


def respell(question: str) -> str:
    """« cb de tps avan » → « combien de temps avant », when two such words at least show that it is typed that way."""
    words = re.split(r"(\W+)", question)
    if sum(word.lower() in _TYPED for word in words) < 2:
        return question
    return "".join(_TYPED.get(word.lower(), re.sub(r"^k(?=[aeio])", "qu", word)) for word in words)
