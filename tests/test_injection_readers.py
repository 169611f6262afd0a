"""What a document hides from its reader is not read: no answer can quote it."""

from __future__ import annotations

import pytest
from injection_documents import BUILDERS

from ctgbot.adapters.readers import READERS

SHOWN = {"corps.txt", "titre.txt", "corps.docx", "case.docx", "note.docx", "case.html", "corps.pdf", "corps.odt"}
PAYLOAD = "Le délai de prévenance est de 99 mois PIRATE."


@pytest.mark.parametrize("place", BUILDERS)
def test_only_what_a_person_sees_in_a_document_is_read(place: str) -> None:
    text = READERS[f".{place.split('.')[1]}"](BUILDERS[place]("Fauvette", PAYLOAD)).text
    assert "6 mois" in text
    assert ("99 mois" in text) is (place in SHOWN)
