"""A short work that a click has started (a correction, an erasure): waited for, then said to be done."""

from __future__ import annotations

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.web.session import forget_errand, pending_errand
from ctgbot.web.words import as_markdown


def show_errand(in_sheet: bool) -> BaseException | None:
    """Waits for the one under way, if any; a click meanwhile only makes another run wait.

    A known failure is said here, where it is seen; one that nobody expected is given back, for the page to raise.
    """
    errand = pending_errand()
    if errand is None:
        return None
    with st.spinner(errand.doing):
        failure = errand.future.exception()
    forget_errand()
    if isinstance(failure, CtgbotError):
        st.error(as_markdown(str(failure)), icon=":material/error:")
        return None
    if failure is None:
        _say(as_markdown(errand.done), in_sheet)
    return failure


def _say(done: str, in_sheet: bool) -> None:
    """Over a sheet, whose button may be far below its top; else at the top of the list, where it stays."""
    icon = ":material/check_circle:"
    if in_sheet:
        st.toast(done, icon=icon, duration="long")
    else:
        st.success(done, icon=icon)
