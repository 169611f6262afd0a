"""The real model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ctgbot.adapters import e5_weights
from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.errors import ModelUnavailable

NOTICE = "La convention peut être dénoncée moyennant un délai de prévenance de 6 mois."


def test_vectors_are_unit_float32_of_384_dimensions(embedder: SentenceTransformersEmbedder) -> None:
    vectors = embedder.encode_passages([NOTICE, "Petite enfance", ""])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.encode_query("préavis").shape == (384,)
    assert embedder.encode_passages([]).shape == (0, 384)


def test_the_same_text_is_another_vector_as_a_question(embedder: SentenceTransformersEmbedder) -> None:
    as_passage, as_query = embedder.encode_passages([NOTICE])[0], embedder.encode_query(NOTICE)
    assert 0.8 < float(as_passage @ as_query) < 0.999


def test_the_clause_that_answers_is_nearer_than_another_one(embedder: SentenceTransformersEmbedder) -> None:
    query = embedder.encode_query("Combien de temps à l'avance faut-il prévenir pour rompre la CTG ?")
    passages = embedder.encode_passages([NOTICE, "Le comité de pilotage se réunit deux fois par an."])
    scores = passages @ query
    assert scores[0] > scores[1]


def test_a_vector_does_not_depend_on_its_neighbours(embedder: SentenceTransformersEmbedder) -> None:
    alone = embedder.encode_passages([NOTICE])[0]
    among = embedder.encode_passages(["mot", NOTICE, "mot " * 300])[1]
    assert np.allclose(alone, among, atol=1e-4)


def test_the_fingerprint_names_model_weights_and_dimensions(embedder: SentenceTransformersEmbedder) -> None:
    assert embedder.fingerprint == f"multilingual-e5-small:{e5_weights.SHA256[:12]}:384"


def test_a_folder_is_taken_as_a_model_and_has_a_fingerprint_of_its_own(
    embedder: SentenceTransformersEmbedder, tmp_path: Path
) -> None:
    (tmp_path / "mon-modele").symlink_to(e5_weights.folder(embedder.cache))
    other = SentenceTransformersEmbedder(str(tmp_path / "mon-modele"), tmp_path)
    assert other.fingerprint.endswith(":384")
    assert other.fingerprint != embedder.fingerprint
    assert np.allclose(other.encode_query("préavis"), embedder.encode_query("préavis"), atol=1e-5)


@pytest.mark.parametrize("name", ["pas/un/modele", "pas un modèle"])
def test_a_name_that_is_no_model_is_said_in_french(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="CTGBOT_EMBEDDING_MODEL"):
        SentenceTransformersEmbedder(name, tmp_path).encode_query("préavis")


def test_a_folder_that_holds_no_model_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="CTGBOT_EMBEDDING_MODEL"):
        SentenceTransformersEmbedder(str(tmp_path), tmp_path).encode_query("préavis")


def test_nothing_slow_is_imported_before_a_text_is_encoded(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ctgbot.settings import Settings;"
        "from ctgbot.bootstrap import open_assistant;"
        "open_assistant(Settings(index=Path(sys.argv[1]))).documents();"
        "print([name for name in ('torch', 'chromadb', 'sentence_transformers', 'streamlit') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]"
