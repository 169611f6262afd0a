"""A short work that a click has started (a correction, an erasure): waited for, then said to be done."""

from __future__ import annotations

import streamlit as st

from ctgbot.web.session import forget_errand, pending_errand
from ctgbot.web.words import as_markdown


def show_errand() -> BaseException | None:
    """Waits for the one under way, if any; gives back why it failed. A click meanwhile only makes another run wait."""
    errand = pending_errand()
    if errand is None:
        return None
    with st.spinner(errand.doing):
        failure = errand.future.exception()
    forget_errand()
    if failure is None:
        st.success(as_markdown(errand.done), icon=":material/check_circle:")
    return failure
