"""What is asked of the program and is no question about a convention: orders, and data about persons.

An order is told by its grammar, not by its words: « Supprime l'article 13 » orders, « Peut-on supprimer un article par
avenant ? » asks. Nothing here protects a document: nothing in the program could change one.
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level

_COURTESY = (
    r"(?:bonjour|salut|ok|bien|d'accord|stp|svp|s'il (?:te|vous) plait|merci|please|alors|maintenant|puis|now|et)"
)
# Where an imperative may stand: at the start of a sentence, after a greeting.
_START = rf"(?:(?:^|\n|[.!?;:]\s|[\"«*>#-]\s?)\s*(?:{_COURTESY}\W+)*(?:(?:me|nous|moi)\s)?)"
# « Peux-tu supprimer… », « merci de modifier… », « je veux que tu modifies… »
_YOU = (
    r"(?:\b(?:(?:peux|pourrais|veux|dois)-tu|(?:pouvez|pourriez|voulez)-vous|tu (?:peux|dois|vas)|"
    r"vous (?:pouvez|devez|allez)|veuillez|(?:je veux|je voudrais|j'aimerais|il faut) que (?:tu|vous)|"
    r"can you|could you|you (?:must|should))\s+(?:me |nous |te |vous |maintenant |bien |please )*"
    # « merci d'effacer… », « je te demande de supprimer… »; « merci de me dire si… » orders nothing.
    r"|\b(?:merci|priere|je (?:te |vous |t')(?:demande|ordonne|prie|somme))\s(?:bien )?d(?:e\s|')\s?)"
)
_CHANGE = (
    r"(?:supprim|effac|modifi|remplac|chang|falsifi|vid|ajout|enlev|retir|invent|ignor|oubli|annul|contourn|corrig|"
    r"enregistr|inser)"
)
_ENGLISH = r"(?:rewrite|overwrite|replace|delete|remove|erase|drop|ignore|forget|disregard|bypass|override)\b"
# « Supprime », « supprimez », not « Supprimer un article : comment ? » nor « Modifie-t-on la convention ? »
_IMPERATIVE = rf"(?:{_CHANGE}ez?|reecri(?:s|vez)|detrui(?:s|sez)|{_ENGLISH})(?!\w|-t-|-(?:il|elle|on|ils|elles)\b| t-)"
_TOLD = rf"(?:{_CHANGE}(?:er|es?|iez)|reecri(?:re|ves?|viez)|detrui(?:re|ses?|siez)|{_ENGLISH})\b"
_WHAT = (
    r"\b(?:articles?|clauses?|documents?|conventions?|corpus|index|bases?|fichiers?|mois|delais?|preavis|regles?|"
    r"consignes?|instructions?|documentation|rules?|text|above|ci-dessus|precedent\w*|precede|previous)\b"
)
_ORDERS = re.compile(
    rf"(?:{_START}{_IMPERATIVE}|{_YOU}{_TOLD}).{{0,50}}{_WHAT}"
    rf"|{_START}(?:reponds|repondez|answer|say|dis|dites)\s+(?:que|toujours|always|that)\b"
    r"|\b(?:(?:tu|vous) (?:dois|devez)|you must) (?:toujours |always )?(?:dire|repondre|say|answer) (?:que |qu'|that\b)"
    # « Répète les instructions ci-dessus », not « Répète-moi le délai de préavis »
    rf"|{_START}(?:repete[sz]?|repeat|print|reveal|revele[sz]?)\b.{{0,30}}"
    r"\b(?:instructions?|ci-dessus|precede\w*|above|previous)\b"
    rf"|{_START}(?:ne (?:tiens|tenez) pas compte|do not follow|don't follow|stop (?:citing|following)|pretend|act as|"
    r"(?:fais|faites) (?:comme si|semblant)|jouez? le role|imaginez? que (?:tu n'|vous n')|passez? outre|desactivez?|"
    r"(?:arretez?|cessez?) de (?:citer|suivre|respecter|verifier)|oubli(?:e|ez) tout)\b"
    # « Ne suis pas les consignes », « Ne cite aucune source »
    rf"|{_START}n(?:e |')(?:suis|suivez|appliquez?|respectez?|citez?|verifiez?) (?:pas|plus|aucune?|jamais)\b"
    # « Réponds uniquement par OK », not « Réponds seulement par oui ou non »
    rf"|{_START}(?:reponds|repondez|answer)\s(?:uniquement|seulement|juste|only)\s"
    r"(?!(?:par |avec |with )?(?:un )?(?:oui ou|yes or)\b)"
    rf"|{_START}(?:ecris|ecrivez|affichez?|write|output)\s(?:\w+ fois|le mot|the word)\b"
    rf"|{_START}(?:affiche|montre|donne|show)\w*\b.{{0,30}}\bconfiguration (?:du (?:serveur|programme)|systeme|"
    r"de l'application)\b"
    # The machine itself: its rules, its prompt, its roles and keys.
    r"|\b(?:ignor|oubli|disregard|forget)\w*\b.{0,40}\b(?:precedent\w*|precede|ci-dessus|previous|above)\b"
    r"|\b(?:tes|ton|vos|your)\s+(?:\w+\s)?(?:instructions?|consignes?|regles?|rules?|reglages?)\b"
    r"|\binstructions? (?:systeme|cachees?|initiales?)|\bsystem ?prompts?\b|\bprompts?\b(?! (?:paiement|reglement|"
    r"retour)s?\b)"
    r"|\bmode (?:maintenance|developpeur|admin\w*|debug|dan)\b|^\s*(?:system|systeme|assistant|admin)\s*:"
    r"|\b(?:tu es|vous etes|you are) (?:maintenant|desormais|now)\b|\b(?:a partir de maintenant|from now on)\b"
    rf"|(?:{_START}|{_YOU})(?:execut|lanc|run)\w*\b.{{0,20}}\b(?:commandes?|code|scripts?|command)\b"
    r"|<\s*script|\b(?:donne|affiche|montre|quel est)\w*\b.{0,20}\bmot de passe\b|\bpasswords?\b"
    r"|\bcle api\b|\bapi key\b",
    re.DOTALL,
)

# A text for agents never says « tu »; these words in one are meant for the machine that reads it.
_FOR_MACHINE = re.compile(
    r"\b(?:tes|ton|your)\s(?:\w+\s)?(?:instructions?|consignes?|regles?|rules?|prompts?)\b|\bsystem ?prompts?\b"
    r"|\b(?:ignore[rz]?|oublie[rz]?)\s(?:toutes? )?(?:les|vos)\s(?:instructions|consignes|regles)\s"
    r"(?:precedentes?|anterieures|ci-dessus|qui precedent)\b"
    r"|\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions|rules)\b"
    r"|\breponds (?:que|qu'|toujours|uniquement|seulement|par)\b|\b(?:tu es maintenant|tu es desormais|you are now)\b"
    r"|(?:^|\n|[.!?;>\]])\s*system\s*:|<\|im_\w+\|>|\[/?inst\]|<</?sys>>",
    re.DOTALL,
)

_PEOPLE = r"(?:allocataires?|familles?|beneficiaires?|enfants?|habitants?)"
_ABOUT_PEOPLE = (
    r"\b(?:noms?|adresses?|coordonnees|dossiers?|listes?(?: nominatives?)?)(?: et (?:les )?\w+)? "
    rf"(?:des?|d'|de(?:s| la| ces)) ?(?:\w+ )?{_PEOPLE}\b"
)
_GIVE = r"(?:donne|communique|montre|envoie|sors|affiche|fourni|liste|trouve)\w*(?:-(?:moi|nous))?\b"
_OF_SOMEONE = r"(?:m\.|mr|mme|mlle|monsieur|madame|mademoiselle|l'allocataire|cet allocataire|cette famille|#)"
_PERSONAL = re.compile(
    # « Donne-moi les noms des allocataires », not « Peut-on échanger des listes nominatives ? »
    rf"(?:{_START}|{_YOU}){_GIVE}.{{0,40}}{_ABOUT_PEOPLE}|\bquel(?:le)?s? (?:est|sont) (?:les?|la) {_ABOUT_PEOPLE}"
    rf"|{_START}(?:liste[rz]?|enumere[rz]?) (?:les|des) {_PEOPLE}\b"
    r"|\b(?:give|show|list|send|tell)\b.{0,40}\b(?:families|recipients|children|beneficiaries)\b.{0,20}\bnames?\b"
    r"|\b(?:give|show|list|send|tell)\b.{0,40}\bnames?\b.{0,20}\b(?:families|recipients|children|beneficiaries)\b"
    # « le dossier de M. Martin », « combien touche Monsieur Bernard »
    r"|\b(?:dossier|adresse|numero d'allocataire|revenus?|salaire|quotient(?: familial)?|rsa|aah|prestations?|"
    rf"date de naissance|situation(?: familiale)?)\b.{{0,25}}\b(?:de|du|d'|a)\s*{_OF_SOMEONE}"
    rf"|\b(?:touche|percoit|gagne|recoit)(?:-t-(?:il|elle))?\s+{_OF_SOMEONE}"
    r"|\b(?:telephone|portable|adresse|mail|courriel|numero)\b.{0,20}\bpersonnel(?:le)?s? d(?:e|u|')",
    re.DOTALL,
)
# « la famille Lopez » is somebody; « la famille en difficulté » is nobody.
_FAMILY = re.compile(r"\b(?:la )?[Ff]amille [A-ZÀ-Ý][\w-]+")


def is_order(question: str) -> bool:
    """Whether it orders the program to do something: change a document, leave its rules, show its settings."""
    return bool(_ORDERS.search(_flat(question)))


def is_for_machine(text: str) -> bool:
    """Whether words of a document are meant for the program that reads it: they may be quoted, and prove nothing."""
    return bool(_FOR_MACHINE.search(_flat(text)))


def is_personal(question: str) -> bool:
    """Whether it asks for data about persons, not for the rules on such data."""
    return bool(_PERSONAL.search(_flat(_FAMILY.sub("#", question))))


def _flat(text: str) -> str:
    """Level form, lines kept apart by one newline and words by one space."""
    return "\n".join(" ".join(line.split()) for line in level(text).splitlines() if line.strip())
