"""What a person has put right in an identity, laid over what the text says."""

from __future__ import annotations

from dataclasses import fields, replace

from ctgbot.model import Correction, Identity
from ctgbot.text.identity import title_of

_IN_TITLE = ("nature", "territoire", "periode", "numero")


def corrected(identity: Identity, correction: Correction, filename: str) -> Identity:
    """The identity with each field that was put right; its title follows them unless it was put right itself."""
    changes = {
        field.name: value for field in fields(correction) if (value := getattr(correction, field.name)) is not None
    }
    put_right = replace(identity, **changes)
    if "title" in changes or not any(name in changes for name in _IN_TITLE):
        return put_right
    title = title_of(put_right.nature, put_right.territoire, put_right.periode, filename, put_right.numero)
    return replace(put_right, title=title)
