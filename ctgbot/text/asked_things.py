"""The thing that a question turns on: « quorum » in « quel est le quorum du comité de pilotage ? ».

The noun behind « quel », « prévoit-elle un », « combien de temps dure un » carries the question. Where no text has it,
a clause that holds the rest (« le comité de pilotage ») answers something else. Circumstances may be unknown: agents
have their own words for them.
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.words import Word, content_words, stem

_ARTICLE = r"(?:l'|d'|(?:le|la|les|un|une|des|du|de|ce|cette|ces|son|sa|ses|leur|leurs|notre|votre|nos) )"
_IS = r"(?:est|sont|etait|etaient|sera|seront|serait|seraient|a ete|ont ete|fut)"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bquel(?:le)?s? (?:{_IS} )?(?:donc )?{_ARTICLE}?",  # « Quel est le quorum… », « Quelles pénalités… »
        # « La convention prévoit-elle une prime… », « Existe-t-il un fonds… », « parle-t-elle du portage… »
        r"\b(?:prevoi\w*|mentionne\w*|parle\w*|evoque\w*|existe\w*|y a|impose\w*|instaure\w*|institue\w*|exige\w*)"
        rf"(?:-t)?(?:-(?:il|elle|on|ils|elles))? (?:aussi |bien |egalement )?{_ARTICLE}{{1,2}}",
        rf"\bdure(?:nt|ra|ront)? {_ARTICLE}",  # « Combien de temps dure un congé… »
    )
)
# « Le portage de repas … est-il prévu ? »
_SUBJECT = re.compile(
    rf"^\W*{_ARTICLE}(?=[^?,]*\b(?:est|sont)-(?:ce|il|elle|ils|elles) (?:bien |aussi )?(?:prevu|mentionne|evoque|"
    rf"cite|finance)\w*)"
)
# Heads that only say what kind of answer is wanted; whatever the text calls it, it may have it.
_KIND_WORDS = (
    "rôle place nom prénom date jour année mois heure délai durée temps fréquence rythme montant somme nombre "
    "chiffre "
    "coût prix taux part pourcentage forme manière façon conséquence suite effet but objectif raison motif cas "
    "condition procédure modalité étape démarche article clause passage texte paragraphe différence lien rapport "
    "position avantage intérêt limite contenu valeur statut situation type genre sorte moment échéance période "
    "personne organisme partie acteur instance mission tâche sujet thème point élément document pièce nature "
    "périmètre champ mode moyen outil sens définition signification principe issue sort portée étendue mesure "
    "action choix option possibilité vocation finalité ambition début fin droit obligation devoir contrainte "
    "exigence précaution formalité courrier canal voie support rang tableau liste chose question aspect côté "
    "réponse "
    "régime organisation fonctionnement ordre règle consigne niveau marge description explication résumé synthèse "
    "poids lieu ville adresse endroit interlocuteur contact particularité spécificité marche différend"
)
_KINDS = frozenset(stem(word) for word in _KIND_WORDS.split())


def asked_heads(text: str) -> tuple[Word, ...]:
    """The nouns that carry what is asked, in order, without those that only name a kind of answer."""
    flat, words = level(text), content_words(text)
    ends = [match.end() for pattern in (*_HEADS, _SUBJECT) for match in pattern.finditer(flat)]
    heads = dict.fromkeys(word for word in words if word.start in ends)
    return tuple(word for word in heads if word.stem not in _KINDS and not word.stem.isdigit())
