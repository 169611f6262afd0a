"""A question about leaving a convention that does not say how: each way out has its own delay and its own condition.

« C'est quoi le délai pour résilier la CTG ? » may be about a notice, a breach, or a change without an avenant.
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.question import Part
from ctgbot.text.words import content_words

# The ways out, in the order in which they are said, and what is said before each: the condition that names it.
REGIMES = {
    "denonciation_preavis": "Pour dénoncer la convention : ",
    "mise_en_demeure_delai": "Après une mise en demeure : ",
    "resiliation_sans_mise_en_demeure": "Sans mise en demeure : ",
}
_LEAVES = re.compile(
    r"\b(?:resili\w*|sortir|sort|mettre fin|quitter|rompre|rupture|arreter|partir|retirer|desengager)\b"
)
_ASKS = re.compile(
    r"\b(?:delais?|durees?|combien|temps|quand|avance|comment|conditions?|modalites?|cas|facons?|manieres?|possibilites?"
    r"|regimes?|procedures?)\b"
)
# A word of another subject, or one that names the regime (« préavis », « mise en demeure », « faute »), is not here.
_UNDERSTOOD = re.compile(
    r"resili\w*|sort\w*|mettre|fin|quitter|rompre|rupture|arreter|partir|retirer|desengager|delais?|durees?|combien|temps"
    r"|avance|avant|conditions?|modalites?|cas|facons?|manieres?|possibilites?|regimes?|procedures?|conventions?|ctgs?"
    r"|territoriales?|globales?|contrats?|terme|mois|jours?|prevenir|respecter|laisser|faut|peut|caf|communes?|villes?"
    r"|collectivites?|partenariats?|existe\w*|prevu\w*|differente?s?|quoi|notre"
)


def asks_every_regime(part: Part) -> bool:
    """Whether it is open: about leaving, about how or how long, and about nothing that tells one regime."""
    flat = level(part.text)
    words = [level(word.text) for word in content_words(part.text)]
    return bool(_LEAVES.search(flat) and _ASKS.search(flat)) and all(_UNDERSTOOD.fullmatch(word) for word in words)
