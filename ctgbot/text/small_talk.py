"""What is said to the program and is no question about a convention: greetings, thanks, subjects of another world."""

from __future__ import annotations

import re
from typing import Literal

from ctgbot.text.normalise import level
from ctgbot.text.phrases import Language, phrases

SmallTalk = Literal["greeting", "thanks", "goodbye", "well_being", "identity", "abilities", "agreement"]

_KINDS: tuple[tuple[SmallTalk, str], ...] = (
    ("abilities", r"(?:que |qu'est-ce que )?(?:sais-tu|savez-vous|peux-tu|pouvez-vous|tu sais|tu peux|vous pouvez"
        r"|peut-tu) "
     r"(?:faire|m'aider|nous aider)(?: quoi| a quoi| pour moi)?|(?:comment|en quoi|a quoi) (?:peux-tu|pouvez-vous"
     r"|tu peux) "
     r"(?:m'aider|nous aider|me servir|servir)|(?:a quoi (?:tu sers|sers-tu|servez-vous|sert (?:cet outil"
     r"|cet assistant|ce site)))|"
     r"aide(?:-moi)?|help|comment (?:ca marche|tu marches|fonctionnes-tu|ca fonctionne|t'utiliser|vous utiliser)"
     r"|quelles? questions? (?:puis-je|je peux|peut-on) (?:te |vous )?poser|tu fais quoi"
     r"|quelles sont tes (?:fonctions|capacites)"),
    ("identity", r"(?:qui|qu')? ?(?:es-tu|etes-vous|t'es qui|tu es qui|vous etes qui)|qui (?:tu es|vous etes"
        r"|t'a (?:fait|cree))"
     r"|(?:es-tu|etes-vous|tu es|vous etes) (?:un |une )?(?:robot|humaine?|ia|machine|chatgpt"
     r"|intelligence artificielle)"
     r"|(?:comment )?(?:tu t'appelles(?: comment)?|t'appelles-tu|vous appelez-vous)|quel est (?:ton|votre) nom"
     r"|presente-toi"),
    ("well_being", r"(?:comment )?(?:ca va|vas-tu|tu vas|allez-vous|vous allez)(?: bien)?|(?:la )?forme"
        r"|quoi de neuf"),
    ("thanks", r"merci(?: (?:beaucoup|bien|infiniment|a toi|a vous|pour (?:tout|ton aide|votre aide|la reponse"
        r"|l'aide)))?|mci|thanks?"
     r"(?: you)?|je (?:te|vous) remercie"),
    ("goodbye", r"au revoir|bye|adieu|a (?:bientot|plus|demain|la prochaine)|bonne (?:journee|soiree"
        r"|fin de journee|continuation)"
     r"|salut a toi"),
    ("greeting", r"bonjour|bonsoir|salut|coucou|hello|hi|hey|bjr|slt|yo|bonjour (?:a (?:tous|toi|vous)|madame"
        r"|monsieur)|bienvenue|test"),
    ("agreement", r"ok|d'accord|parfait|super|genial|tres bien|c'est (?:parfait|clair|note|super|bien|bon)|bravo"
        r"|oui|non|bien recu"
     r"|je vois|compris|entendu|excellent|cool|top|nickel|bien joue|lol|haha"),
)  # fmt: skip
_ANY = "|".join(f"(?:{words})" for _, words in _KINDS)
_WHOLE = re.compile(rf"(?:{_ANY})(?:[\s,.!?;:)(]+(?:et |mais |sinon |alors |l'ami |chatbot |assistant )*(?:{_ANY}))*")

# Only words that no convention for families has; « les recettes de la commune » or « le code de l'action sociale » do.
_ELSEWHERE = re.compile(
    r"\bmeteo\b|\b(?:quel temps (?:fait|fera)|va-t-il pleuvoir|il va (?:pleuvoir|neiger)|temps qu'il fait)"
    r"|\bhoroscope\b"
    r"|\brecettes? (?:de (?:la |l')?|d'|du |des )(?:cuisine|tartes?|gateaux?|crepes?|pates?|soupes?|quiches?"
    r"|pizzas?|poulet|ratatouille"
    r"|cookies|confiture|pain|gaufres?|couscous|mousse|sauce)|\b(?:comment )?(?:cuire|cuisiner|faire cuire)\b"
    r"|\b(?:code|script|programme|fonction|requete) (?:en )?(?:python|java|javascript|php|sql|html|c\+\+|excel"
    r"|vba|bash)\b"
    r"|\b(?:python|javascript)\b|\bcapitale (?:de |du |d')|\b(?:coupe du monde|ligue 1|champions league"
    r"|match de (?:foot|rugby|tennis))"
    r"|\bqui a gagne\b|\b(?:raconte|dis|fais|connais)\w*(?:[ -](?:tu|moi|nous))*(?: une?)? (?:blagues?"
    r"|histoires? drole|poemes?|chansons?)"
    r"|\b(?:ecris|compose|redige)\w*(?:[ -]moi)? (?:un |une )?(?:poemes?|chansons?|romans?|blagues?)"
    r"|\bbitcoins?\b|\bcours de (?:la )?bourse"
    r"|\b(?:declar\w+|payer|calculer) (?:de |d'|mes |les |l'|ses |leurs |nos )?(?:impots?|revenus)\b"
    r"|\bimpots? sur (?:le|les) revenus?"
    r"|\btaxe fonciere\b|\bcarte grise\b|\bpasseports?\b|\bpermis de conduire\b|\bcarte d'identite\b"
    r"|\bcontraventions?\b"
    r"|\bpour qui (?:voter|dois-je voter)|\b(?:election|presidentielle|president de la republique"
    r"|premier ministre|parti politique)s?\b"
    r"|\b(?:film|serie|restaurant|hotel|vol|train|voyage)s? (?:a voir|a regarder|pas cher|pour (?:paris|londres"
    r"|rome))"
    r"|\b(?:symptomes?|medicaments?|ordonnance medicale|vaccins?)\b|\b(?:reparer|acheter) (?:mon|ma|une"
    r"|un) (?:voiture|telephone|velo|ordinateur)"
    r"|\btradui\w+ .{0,40}\b(?:en|in) (?:anglais|espagnol|allemand|english)"
)  # fmt: skip
_SUM = re.compile(r"\W*(?:combien (?:font|fait)|calcule[rz]?|que vaut"
    r"|what is)?\s*\(?-?\d[\d\s.,]*(?:\s*(?:[-+*/x×÷^]|fois|plus|moins"
    r"|divise par)\s*\(?\d[\d\s.,)]*)+\W*")  # fmt: skip
_OURS = re.compile(
    r"\b(?:conventions?|ctgs?|cafs?|msa|communes?|communa\w+|collectivites?|famil\w+|enfan\w+|creches?|parent\w*"
    r"|jeunes\w*|copils?|cotechs?"
    r"|comites?|avenants?|annexes?|articles?|preavis|resili\w+|denonc\w+|delais?|signat\w+|bonus|territo\w+"
    r"|schemas?|sdsf|diagnostics?"
    r"|laep|rpe|alsh|eaje|rgpd|dpo|donnees|logos?|tribuna\w+|partena\w+|mairies?|epci|intercommuna\w+"
    r"|subventions?|financ\w+|allocataires?"
    r"|accueil\w*|service\w*|clauses?|plans?|fiches?)\b"
)


def small_talk(text: str) -> SmallTalk | None:
    """What kind it is when the text is nothing else: of several, the one that wants the most of an answer."""
    flat = " ".join(level(text).split()).strip(" ?!.,;:)(-*'\"")
    if not _WHOLE.fullmatch(flat):
        return None
    return next((kind for kind, words in _KINDS if re.search(rf"(?<![\w'-])(?:{words})(?![\w'-])", flat)), None)


def is_elsewhere(text: str) -> bool:
    """Whether it is surely about another world; one word of ours and it is a question for us."""
    flat = " ".join(level(text).split())
    if _SUM.fullmatch(flat):
        return True
    return bool(_ELSEWHERE.search(flat)) and not _OURS.search(flat)


_ABILITIES = (
    "Je réponds aux questions sur les conventions territoriales globales du corpus, en citant le texte : délais, "
    "instances, engagements, dates, annexes. Je compare les conventions, je calcule une échéance, je relis un projet "
    "et je prépare l'article 2, 3 ou 4. Par exemple : « Quel est le délai de prévenance ? »",
    "I answer questions about the territorial agreements (CTG) of the corpus and quote their text: delays, bodies, "
    "commitments, dates, annexes. For instance: “How long is the notice period?”",
)
_REPLIES: dict[str, tuple[str, str]] = {
    "abilities": _ABILITIES,
    "identity": (
        f"Je suis un programme, Assistant CTG. {_ABILITIES[0]}",
        f"I am a program, Assistant CTG. {_ABILITIES[1]}",
    ),
    "thanks": (
        "Avec plaisir. Posez une autre question quand vous voulez.",
        "You are welcome. Ask again whenever you like.",
    ),
    "goodbye": ("Au revoir.", "Goodbye."),
    "agreement": ("Bien. Quelle est la question suivante ?", "Good. What is the next question?"),
}


def reply(kind: str, language: Language) -> str:
    """What is said back; a greeting gets an example of a question."""
    french, english = _REPLIES.get(kind, ("", ""))
    said = english if language == "en" else french
    return said or phrases(language).greeting
