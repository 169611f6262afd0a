"""Blanks and template marks: what a draft leaves to fill. They are never shown as a fact.

The families are those that a careful reader finds in the seed (« JJ/MM/AAAA », « XX/XX/N+1 », « Page X », « Partie
libre pour… », « Exemple : ») with the usual others: dotted lines, underscores, « [à compléter] ». Every repetition is
bounded or possessive: a megabyte of dots or brackets costs what a megabyte of prose costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ctgbot.text.spans import Claims

BlankKind = Literal[
    "page", "date", "annee", "valeur", "choix", "consigne", "note", "champ_vide", "liste_vide", "statut", "points"
]  # fmt: skip

_DOTS = r"(?:_{2,9}|[.…]{2,12}|…)"  # « ../../.... », « __/__/____ »
_DATE = (
    r"\bJJ\s?/\s?MM\s?/\s?A{2,4}\b|\bJJ mois AAAA\b|\bjour/mois/année\b"
    r"|\b[xX]{2}\s?/\s?[xX]{2}\s?/\s?(?:20[xX]{2}|20\d\d|[xX]{2,4})\b|\b[xX]{2} [xX]{3,9} 20(?:\d\d"
    r"|[xX]{2})\b"  # « xx xxxx 2025 »
    r"|\bXX\s?/\s?XX\s?/\s?(?:N\s?\+\s?\d|X{2,4}|A{4}|\d{4})"  # « XX/XX/N+1 »
    rf"|(?<![._…]){_DOTS}\s?/\s?{_DOTS}\s?/\s?(?:{_DOTS}|\d{{4}}|20)"
)
_YEAR = r"(?<![/\w])AAAA\b|\b20[xX]{2}\b|\b20(?:\.{2,9}|_{2,9}|_ _|…)"  # « 31 décembre AAAA », « en 20xx »
_CHOICE = (
    r"l['’]échelle la plus pertinente \([^()\n]{0,80}\)|\(selon pertinence\)"
    r"|\((?:rayer|supprimer|choisir|préciser|à préciser|à compléter|à définir|à renseigner"
    r"|à déterminer)[^()\n]{0,120}\)"
    r"|\b(?i:rayer (?:la|les) mentions? inutiles?|choisir une (?:option|modalité)|cocher la case)\b"
    r"|[❑☐□][ \t]?[^\n\t❑☐□☑☒✔]{1,60}"  # « ☐ oui ☐ non »
    r"|\[(?i:option|variante|hypothèse)\b[^\[\]\n]{0,120}\]"
)
_LEFT_INSTRUCTION = (
    r"(?m:^[ \t]*Partie (?:libre|à rédiger)\b.*$)"
    r"|(?m:^[ \t]*Exemples?(?: à remplacer)?[ \t]*:[ \t]*$)|\b[Ee]xemple à remplacer\b"
    r"|\(citer (?:[^()]|\([^()]{0,40}\)){0,200}\)"  # « (citer le ou les signataire(s) supplémentaire(s) éventuel(s)) »
    r"|\(et autres partenaires[^()]{0,200}\)"
    r"|(?m:^[ \t]*(?:\+[ \t]*)?autres (?:co)?signataires éventuels[ \t]*$)|autres cosignataires éventuels"
)
_TO_COME = r"(?:préciser|définir|compléter|renseigner|déterminer|confirmer)"
# « date à préciser », « Lieu : à définir », « À COMPLÉTER PAR LA CAF », « NB : supprimer cette mention »
_STILL_TO_COME = (
    rf"\b(?:date|montant|nombre|lieu|nom|numéro|taux|échéance|instance|modalités?|calendrier|période|durée|fréquence"
    rf"|composition|qualité|intitulé|titre|délai)s? à {_TO_COME}\b"
    rf"|(?<=[:\t|])[ \t]{{0,3}}[àÀA] {_TO_COME}(?: par [^.\n\t]{{1,40}})?[ \t.;]{{0,3}}(?=[\n\t]|$)"
    rf"|(?m:^[ \t]{{0,9}}[àÀ] {_TO_COME}(?: par [^.\n\t]{{1,40}})?[ \t.;]{{0,3}}$)"
    r"|\b[AÀ] (?:COMPL[ÉE]TER|PR[ÉE]CISER|D[ÉE]FINIR|RENSEIGNER)(?: PAR [A-ZÀ-Ý' ]{1,40})?(?![A-ZÀ-Ý])|\bTBD\b"
    r"|(?m:^[ \t]{0,9}(?:NB|N\.B\.|Nota|Note|Commentaire|Remarque)[ \t]?:[ \t][^\n]{0,120}"
    r"(?:supprimer|à valider|à adapter|à vérifier)[^\n]{0,120}$)"
    r"|\([Ii]nsérer [^()\n]{1,80}\)|(?m:^[ \t]{0,9}[Ii]nsérer (?:ici|le|la|les|un|une)\b[^\n]{0,80}$)"
)
_MARKS = (  # « {{commune}} », « <nom de la commune> », « (nom du signataire) »
    r"\{\{[^{}\n]{1,60}\}\}|<(?:nom|prénom|date|commune|territoire|montant|nombre|qualité|lieu|année)[^<>\n]{0,60}>"
    r"|\((?:nombre|nom|prénom|montant|qualité|fonction|nom et prénom|nom, prénom)"
    r"(?: (?:du|de la|de l['’]|des) (?:signataire|commune|collectivité|maire|représentant|président"
    r"|élu)[^()\n]{0,30})?\)"
)
_IN_BRACKETS = (  # « [à compléter : part du budget] », « [nombre] »
    r"\[[^\[\]\n]{0,120}(?:compléter|préciser|renseigner|désigner|choisir|insérer|indiquer|remplir)[^\[\]\n]{0,120}\]"
    r"|\[(?i:nombre|taux|date|année|nom|montant|lieu|adresse|prénom|fonction|qualité|commune|territoire|pourcentage"
    r"|numéro|n°|période|durée|collectivité)\b[^\[\]\n]{0,120}\]|\[[ \t]?(?:…|\.{3,9}|_{1,9})[ \t]?\]"
)
_EMPTY_FIELD = (  # « - Fonction : », « Logo de la commune : », « Fait à »
    r"(?m:^[ \t]*(?:[-–—•▪◦*][ \t]*)?(?:Logo[^:\n]{0,40}|Fonction|Nom|Prénom|Nom et prénom|Qualité|Adresse|Téléphone"
    r"|Courriel|Date|Lieu|Signature)[ \t]*:[ \t]*$)"
    r"|(?m:^[ \t]*Fait à[ \t]*,?[ \t]*$)|\bFait à[ \t]{3,99},?[ \t]?le\b|\bn°[ \t]{3,99}(?=du\b|en\b)"
)
_EMPTY_LIST = r"tels? que ?:[ \t]*\n[ \t]*\n(?![ \t]*[-–—•▪◦*])"
# « XXXX », « XX pages », « x% », « X gestionnaires »; not « XX/XX », « X. », « l'article X est »
_VALUE = (
    r"(?<![\w/’'.-])(?:X{2,4}(?![\w/])|[Xx](?=\s?%)|(?<![Aa]rticle )(?<![Tt]itre )(?<![Cc]hapitre )X(?=\s[a-zéèàù%]))"
)
# « annexe n° X », « M./Mme X », « soit ?? % », « __ % », « … euros », « n° … », « M. … »
_UNITS = (
    r"(?:%|€|euros?\b|habitants\b|enfants\b|places\b|fois\b|mois\b|jours\b|semaines\b|réunions\b"
    r"|foyers\b|familles\b|équipements\b|allocataires\b)"
)
_LONE = (
    r"\bannexe\sn°\s?X{1,3}\b|\b(?:Madame|M\.|Mme|Monsieur)/(?:Monsieur|Mme|M\.|Madame)\s(?:X{1,3}\b|…|\.{3})"
    rf"|\?{{2,9}}(?=\s?{_UNITS})|(?<![_\w])_{{2}}(?=\s?{_UNITS})|(?<![\w.…])(?:…|\.{{3}})(?=\s?{_UNITS})"
    r"|(?<=n° )(?:…|\.{3})|(?<=n°)(?:…|\.{3})|(?<=annexe )(?:…|\.{3})|(?<=M\. )(?:…|\.{3})|(?<=Mme )(?:…|\.{3})"
    r"|(?<=Madame )(?:…|\.{3})|(?<=Monsieur )(?:…|\.{3})"
)
# « La Maire de ..... », not the leaders of a contents page « Objet ........ 3 »
_NO_PAGE = r"(?![ \t]{0,9}\d{1,3}[ \t]*(?:\n|$))"
_POINTS = (
    rf"(?<!_)_{{3,}}+{_NO_PAGE}|(?<![\w.])\.{{4,}}+{_NO_PAGE}|(?<!…)…{{2,}}+{_NO_PAGE}"
    rf"|(?<![\w.…])…\.[.…]*+{_NO_PAGE}"  # « ….. »: a word processor has joined the first three points
    r"|(?<=\w )\.\.\.(?=[ \t]*$|[ ]*\t|[ \t]*\n)"  # « Le Maire de la Commune ... »
)
_SHAPES: tuple[tuple[BlankKind, str], ...] = (
    ("page", r"\bPage X{1,3}\b"),  # sommaire: « **Page X** »
    ("date", _DATE),
    ("annee", _YEAR),
    ("note", r"\(\*[^()\n]{1,80}\)"),  # « (*N+4 au maximum*) »
    ("choix", _CHOICE),
    ("consigne", _LEFT_INSTRUCTION),
    ("consigne", _IN_BRACKETS),
    ("champ_vide", _EMPTY_FIELD),
    ("liste_vide", _EMPTY_LIST),
    ("valeur", _LONE),
    ("valeur", _MARKS),
    ("consigne", _STILL_TO_COME),
    ("valeur", _VALUE),
    ("points", _POINTS),
    ("statut", r"(?m:^[ \t]*(?:\*\*)?(?:PROJET|OU)(?:\*\*)?[ \t]*$)"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _SHAPES)
# « Exemple : » and « Partie libre… » make a template of the paragraphs that follow, up to the next section.
_TEMPLATE_OPENS = re.compile(
    r"(?m:^[ \t]*(?:Exemples?(?: à remplacer)?[ \t]*:|Partie (?:libre|à rédiger)\b.{0,200}Exemple.{0,80}:)[ \t]*$)"
)


@dataclass(frozen=True, slots=True)
class Blank:
    """`text[start:end]` is to be filled in."""

    kind: BlankKind
    start: int
    end: int
    text: str


def find_blanks(text: str) -> tuple[Blank, ...]:
    """Every blank, in order, none overlapping another; the first family that claims a span keeps it."""
    found: list[Blank] = []
    claims = Claims(len(text))
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if claims.take(match.start(), match.end()):
                found.append(Blank(kind, match.start(), match.end(), match[0]))
    return tuple(sorted(found, key=lambda blank: blank.start))


def has_blank(text: str) -> bool:
    """Whether a quote holds something to fill in."""
    return any(pattern.search(text) for _, pattern in _COMPILED)


def template_from(text: str) -> int | None:
    """Offset where a section turns into an example to replace, None when it does not."""
    match = _TEMPLATE_OPENS.search(text)
    return match.start() if match else None
