"""Which rows of a table are about a territory: its whole name, or its code; never a name that begins like it."""

from __future__ import annotations

import re
from functools import lru_cache

from ctgbot.text.normalise import level

_COMMON = re.compile(r"^(?:commune|ville|mairie) (?:nouvelle )?(?:de |d |du |des )")
_ARTICLE = {"du": "le ", "des": "les "}
_SAINT = re.compile(r"\bst(e?)\b")
_SHORT = re.compile(r"^(cc|ca|cu)(?= )")  # « CC du Pays de Morel », as the files of the Cnaf have it
_LONG = {"cc": "communaute de communes", "ca": "communaute d agglomeration", "cu": "communaute urbaine"}
_GROUPING = re.compile(
    r"\b(?:communaute|metropole|agglomeration|agglo|eurometropole|syndicat|intercommunalite|sivom|sivu|petr"
    r"|cc|ca|cu|pays|vallee|vallons|plateau|coteaux|territoire)\b"
)
_GENERIC = re.compile(
    r"^(?:communaute (?:de communes|d agglomeration|urbaine)|metropole|eurometropole|departement|syndicat(?: mixte"
    r"| intercommunal)?|cc|ca|cu|caisse d allocations familiales|caf) (?:de la |de l |du |des |de |d )?"
)
CODE = re.compile(r"(?:\d{5}|2[ABab]\d{3}|\d{9}|\d{2,3}|2[ABab])")
_DUMMY = re.compile(r"X+|0+|9{5,}", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """« LYS LEZ LANNOY », « Commune de Lys-lez-Lannoy » → « lys lez lannoy »; « ville du Quesnoy » → « le quesnoy »."""
    flat = " ".join(re.findall(r"[a-z0-9]+", level(name)))
    common = _COMMON.match(flat)
    if common:
        flat = _ARTICLE.get(common[0].split()[-1], "") + flat[common.end() :]
    flat = _SHORT.sub(lambda match: _LONG[match[1]], flat)
    return _SAINT.sub(r"saint\1", flat)


def core_of(name: str) -> str:
    """Without what kind of grouping it is: « Communauté de communes du Pays de Morel » → « pays de morel »."""
    key = key_of(name)
    return _GENERIC.sub("", key)


def looks_grouped(name: str) -> bool:
    """« Pays de Tolvère », « Aubrelle Métropole »: no name of a commune."""
    return bool(_GROUPING.search(key_of(name))) and "-" not in name


def is_dummy(code: str) -> bool:
    """« XX », « XXX »: rows of data.caf.fr for what could not be placed."""
    return bool(_DUMMY.fullmatch(code.strip()))


def is_code(written: str) -> bool:
    """Of a commune (Insee), a département, or an intercommunalité (Siren)."""
    return bool(CODE.fullmatch(written.strip()))


def code_key(code: str) -> str:
    """« 1004 », as a spreadsheet leaves it, is « 01004 »; « 59367.0 » is « 59367 »."""
    bare = code.strip().upper().removesuffix(".0")
    return f"0{bare}" if bare.isdigit() and len(bare) in (1, 4) else bare
