"""Texts that cost a careless expression a square of time; each is cut to the length asked for."""

from __future__ import annotations

_PIECES = (
    "a", " ", "\n", "\t", "\u00a0", ".", "_", "…", "*", "#", "(", "[", "X", "1", "|", "-", "»", "e\u0301",
    " \n \t", "ARTICLE 3 – OBJET\n", "ARTICLE 3 – OBJET\n\nUn texte.\n\n", "Annexe 3 : le plan\n", "SOMMAIRE\n",
    "SOMMAIRE\n\nArticle 1 : Objet Page 3\n", "3. Gouvernance\n\n", "3.2 Le comité\n", "- un point ;\n",
    "▪ **Effets**\n\nun texte.\n", "Vu le code.\n", "Fait à Lille\n", "a | b\n", "Exemple :\n", "tels que :\n\n",
    "Partie libre Exemple ", "(citer ", "(citer (a", "[compléter ", "l'échelle la plus pertinente (", "../", "x% ",
    "20…", "1/", "12.", "123 ", "6 mois ", "2 millions ", "quatre-vingt ", "cent-", "vingt et ", "article 12 ",
    "n° 3-", "1er janvier 2020 ", "1. 2 ", "art. L. ", "! ", ".»", "commune de la Ville de ", "   ...   ",
    "PAGE ", "   12", "LES CHAMPS D'INTERVENTION COMMUNS DEJA OPERATIONNELS ET\n",
    "Article 4 : Les champs d'intervention communs\net\n",
)  # fmt: skip


def hostile_texts(length: int) -> tuple[str, ...]:
    """Each piece again and again, then a letter: what ends a run must not be what saves the expression."""
    return tuple((piece * (length // len(piece) + 1))[:length] + "a" for piece in _PIECES)
