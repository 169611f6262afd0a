"""What several test files share."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported: no test asks the hub for anything

import pytest

from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.settings import Settings


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformersEmbedder:
    """The packaged model, loaded once; converted into the user's cache when it is not there."""
    return SentenceTransformersEmbedder("", Settings().model_cache)
