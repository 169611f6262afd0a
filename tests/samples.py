"""Values that the tests of the stores begin from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from doubles import WordEmbedder

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.files import FoundFile
from ctgbot.ingest import prepare
from ctgbot.model import SourceText
from ctgbot.ports import Embedder
from ctgbot.stores import Entry, Stores

CONVENTION = """CONVENTION TERRITORIALE GLOBALE {years}
Commune de {commune}

PREAMBULE
La commune de {commune} et la Caf décident ensemble des services aux familles du territoire.

ARTICLE 1 – OBJET DE LA CONVENTION
La présente convention définit le projet stratégique global de {commune} à l'égard des familles.

ARTICLE 2 – LA FIN DE LA CONVENTION
La présente convention peut être dénoncée moyennant un délai de prévenance de {months} mois.
"""


def convention(commune: str, months: int = 6, years: str = "2024-2028") -> str:
    """Two of these differ only in their names and numbers, as real ones do."""
    return CONVENTION.format(commune=commune, months=months, years=years)


def entry(document_id: str, text: str) -> Entry:
    """A document as ingest prepares it."""
    return prepare(document_id, FoundFile(Path(f"/corpus/{document_id}.txt"), "0" * 64, 1, True), SourceText(text))


def open_stores(index: Path, embedder: Embedder | None = None) -> Stores:
    """Real stores in a folder, with the words double unless another embedder is given."""
    embedder = embedder or WordEmbedder()
    catalogue = SqlCatalogue.in_folder(index)
    dense = ChromaIndex(index / "vectors", embedder.fingerprint, catalogue)
    return Stores(catalogue, dense, TantivyIndex(index / "words"), embedder)


def files_with(index: Path, pieces: Sequence[str]) -> list[str]:
    """« file: piece » for each piece of text that some file under the folder holds."""
    return [
        f"{file.name}: {piece}"
        for file in sorted(index.rglob("*"))
        if file.is_file()
        for piece in pieces
        if piece.encode() in file.read_bytes()
    ]
