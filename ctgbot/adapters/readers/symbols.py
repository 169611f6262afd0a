"""Bullets that Word writes with a symbol font: private characters without a meaning outside that font."""

from __future__ import annotations

# Wingdings and Symbol, as met in .docx files and in the PDFs that Word exports from them.
SYMBOLS = str.maketrans(
    {
        "\uf0a7": "▪",
        "\uf06e": "▪",
        "\uf0b7": "•",
        "\uf06c": "•",
        "\uf0d8": "➢",
        "\uf0e8": "➢",
        "\uf0fc": "✓",
        "\uf0a8": "□",
        "\uf06f": "□",
        "\uf0fe": "☒",
        "\uf02d": "-",
    }
)
