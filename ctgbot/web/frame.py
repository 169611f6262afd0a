"""What surrounds every page: its style, its language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STATIC = Path(__file__).parent / "static"
ICON = _STATIC / "icon.svg"  # a file: an icon by name would be fetched from the network


def dress() -> None:
    """Streamlit says lang="en" and a few English words: a constant script, without any data in it, mends both."""
    st.html(_STATIC / "style.css")
    st.html(_STATIC / "french.html", unsafe_allow_javascript=True)
    with st.sidebar:  # first, so that the page keeps its place while the model loads
        st.html('<p class="ctg-tagline">Les conventions territoriales globales, citées au mot près.</p>')
