"""Which annexes a convention announces."""

from __future__ import annotations

import pytest
from clause_reading import absent, clause, read, value

from ctgbot.model import AnnexeRef

ARTICLE = "ARTICLE 1 – OBJET\n\nLa convention définit un projet.\n\n"

ANNEXES = [
    (
        "SOMMAIRE\n\nArticle 1 : Objet\n\nAnnexe 1 : Diagnostic partagé\n\nAnnexe 2 : Délibération\n\n" + ARTICLE,
        (AnnexeRef(1, "Diagnostic partagé"), AnnexeRef(2, "Délibération")),
    ),
    (
        ARTICLE
        + "ARTICLE 2 – ANNEXES\n\nSont annexés : annexe 1, le plan d'actions ; annexe 2, le portrait du territoire.\n",
        (AnnexeRef(1, "plan d'actions"), AnnexeRef(2, "portrait du territoire")),
    ),
    (ARTICLE + "Le diagnostic figure en annexe 1. Le plan figure en annexe 3.\n", (AnnexeRef(1), AnnexeRef(3))),
    (ARTICLE + "L'annexe 4 (charte des communes) est signée à part.\n", (AnnexeRef(4, "charte des communes"),)),
    (
        ARTICLE + "Les annexes 1 à 3 sont consultables au siège.\n",
        (AnnexeRef(1), AnnexeRef(2), AnnexeRef(3)),
    ),
    (
        "SOMMAIRE\n\nArticle 1 : Objet\n\nAnnexe 1 : Diagnostic\n\nAnnexe 2 : Pilotage\n\n"
        + ARTICLE
        + "Le plan est en annexe 6.\n",
        (AnnexeRef(1, "Diagnostic"), AnnexeRef(2, "Pilotage")),  # the sixth one is no list's: the audit says so
    ),
]


@pytest.mark.parametrize(("text", "expected"), ANNEXES)
def test_the_annexes_that_a_text_announces(text: str, expected: tuple[AnnexeRef, ...]) -> None:
    assert read("annexes", text) == value(expected)


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE + "Vu l'annexe 2 du décret n° 2020-1 ;\n"])
def test_a_text_that_announces_none_has_none(text: str) -> None:
    assert read("annexes", text) == absent


def test_the_proof_is_the_list() -> None:
    proof = clause("annexes", ANNEXES[1][0]).proof
    assert proof
    assert proof.quote.startswith("annexe 1, le plan")
    assert proof.quote.endswith("portrait du territoire")
