"""What a person wants, from the words of the question and the conversation alone: a clause, a draft, a check, …

In doubt it is a question: to answer from the texts, or to say that they are silent, is never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ctgbot.model import Turn
from ctgbot.text.delay_question import read_delay
from ctgbot.text.followups import resolve
from ctgbot.text.misuse import is_order, is_personal
from ctgbot.text.normalise import level
from ctgbot.text.places import named_places
from ctgbot.text.small_talk import is_elsewhere, small_talk
from ctgbot.text.words import content_words

Intent = Literal["question", "draft", "check", "definition", "compare", "date", "small_talk", "out_of_scope"]
_COURTESY = (
    r"^\W*(?:(?:bonjour|bonsoir|salut|merci|svp|stp|ok|et|alors|maintenant|s'il (?:te|vous) plait)[\s,.!]+)*"
    r"(?:(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu peux|vous pouvez|merci de|il faudrait|je (?:veux"
    r"|voudrais|souhaite)"
    r"(?: que (?:tu|vous))?|j'aimerais(?: que (?:tu|vous))?|on voudrait|aide[rz]?[ -](?:moi|nous) a"
    r"|veuillez) )?(?:me |nous |m'|nous )?"
)
_TO_ME = r"(?:-(?:moi|nous))?"
# « Rédige l'article 3 », « Prépare-moi un courrier »; not « Qui rédige… », « Rédaction : qui s'en charge ? »
_DRAFT = re.compile(
    rf"{_COURTESY}(?:redige[rsz]?|redigiez|ecri(?:s|re|vez|ves)|propose[rsz]?|prepare[rsz]?|reformule[rsz]?"
    rf"|fai(?:s|re|tes)|genere[rsz]?"
    rf"|cree[rsz]?|redigeons){_TO_ME} (?:une?|le|la|les|l'|des|d'|ce|cette|notre|nos|moi un)\b"
    r"|^\W*(?:j'ai|nous avons|on a) besoin d'une? (?=(?:courrier|lettre|deliberation|avenant|modele|projet"
    r"|paragraphe))"
    r"|^\W*(?:une? )?(?:modele|projet|brouillon) (?:de |d')(?=(?:courrier|lettre|deliberation|avenant|article"
    r"|convention))[^?]*$"
    rf"|{_COURTESY}(?:une? )(?=(?:courrier|lettre|projet de deliberation|modele)\b)[^?]*$"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("lettre", r"\b(?:lettres?|courriers?|mails?|courriels?|recommandes?)\b"),
    ("deliberation", r"\bdeliberations?\b"),
    ("avenant", r"\bavenants?\b"),
    ("article", r"\b(?:articles?|art\.|partie libre)"),
    ("compte_rendu", r"\b(?:comptes?[ -]rendus?|proces[ -]verba\w+|releves? de decisions?)\b"),
    ("ordre_du_jour", r"\bordres? du jour\b|\bconvocations?\b|\binvitations?\b"),
    ("convention", r"\bconventions?\b|\bctg\b"),
)
_MAKES = re.compile(
    r"\b(?:le point|la difference|la liste|une liste|le calcul|un tableau|une comparaison"
    r"|une recherche)\b"
)
# « Vérifie la numérotation des annexes », « Relis la convention »; not « Vérifie si le préavis est de 6 mois »
_CHECK = re.compile(
    rf"{_COURTESY}(?:verifi(?:e[rsz]?|iez)|controle[rsz]?|reli(?:s|re|sez)|audite[rsz]?|passe[rsz]? en revue"
    rf"|analyse[rsz]?|inspecte[rsz]?){_TO_ME}(?! (?:si|que|qu'|s'))(?!-(?:t-)?(?:il|elle|on)\b)\s+(?P<what>.+)"
)
_CHECK_ASKS = re.compile(
    r"\b(?:y a-t-il|(?<!s')il y a|reste-t-il|il reste|existe-t-il|contient-elle|comporte-t-elle|quels? sont"
    r"|quelles? sont|trouve\w*|liste\w*|releve\w*"
    r"|signale\w*|cherche\w*|repere\w*|montre\w*)(?: encore)? (?:des |les |d'|la |l'|une "
    r"|un )?(?P<what>(?:champs?|blancs?|trous?|zones?|rubriques?|parties?|mentions?)"
    r" (?:vides?|a completer|a remplir|non remplis?|non renseigne\w*|laisse\w* en blanc)"
    r"|blancs?|trous?|incoherences?|contradictions?|erreurs?|fautes?(?: d'orthographe)?|coquilles?|anomalies?"
    r"|oublis?)\b"
    r"|\b(?P<lack>(?:que|qu'est-ce qu'il|qu'est-ce qui) manque(?:-t-il)? (?:dans|a|avant)"
    r"|qu'est-ce qui n'est pas rempli"
    r"|(?:la convention|le document|le projet|le texte) est-(?:elle|il) (?:complete?|coherente?"
    r"|prete? a (?:etre signe\w*|signer)))"
)
_NO_CHECK = re.compile(r"\b(?:en cas d|si |qui |sanction\w*|responsab\w*|consequence\w*|corrig\w*|rectifi\w*)")
_DEFINITION = re.compile(
    r"^\W*(?:(?:bonjour|et|dis-moi|alors)[\s,]+)*(?:"
    r"(?:que (?:veut dire|signifie|signifient|veulent dire|designe)|qu'entend-on par|que faut-il entendre par"
    r"|qu'entendez-vous par"
    r"|(?:ca|cela) (?:veut dire|signifie) quoi|(?:quelle est |donne\w*(?:-moi)? )?(?:la )?(?:definition"
    r"|signification) (?:de|du|des|d')"
    r"|(?:peux-tu |pouvez-vous )?(?:defini(?:s|r|ssez))(?:-moi)?|(?:quel est )?le sens (?:de|du|des|d')"
    r"|a quoi correspond(?:ent)?|c'est quoi,? (?=une?\b|des\b)|qu'est-ce qu'(?=une?\b|on appelle)|what (?:is"
    r"|does)(?= an?\b| [a-z]+ mean))"
    r"\s*(?P<any>.+)|(?:qu'est-ce que|c'est quoi|c quoi|kesako|qu'est ce que|c'est quoi que)\s+(?P<some>.+))$"
)
_LATE = re.compile(
    r"^\W*(?P<any>[\w '’.-]{2,50}?),? (?:c'est quoi|ca (?:veut dire|signifie) quoi"
    r"|qu'est-ce que c'est|kesako)\W*$"
)
_ARTICLE = re.compile(
    r"^(?:on appelle )?(?:(?:par )?(?:le |la |les |l'|une? |des |d'|du |de la |de l'"
    r"|ce que (?:le |la )))?(?:mots? |termes? |sigles? |acronymes? )?"
)
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|doit|doivent|peut|peuvent|va|prevoit|dit|change|fait|font|apporte|finance|verse|devient"
    r"|implique|pour|quand|si|qui"
    r"|que|dans|selon)\b|\w+-(?:t-)?(?:il|elle|on)\b"
)
_VALUE = re.compile(
    r"\b(?:delais?|preavis|durees?|dates?|montants?|frequences?|roles?|regles?|procedures?"
    r"|conditions?|differences?|articles? \d+|numeros?)\b"
)
_COMPARE = re.compile(
    rf"{_COURTESY}(?:compare[rsz]?|classe[rsz]?|tri(?:e[rsz]?|ons)|faire? la comparaison|mets? en regard"
    rf"|confronte[rsz]?)\b(?!-)"
    r"|^\W*(?:tableau )?comparati\w+\b(?!.*\b(?:est|sont)\b)|^\W*comparaison (?:entre|de|des|du)\b(?!.*\b(?:est"
    r"|sont)\b)"
    r"|\ben quoi .{2,60}\bdiffere\w*"
)
# « Quelles différences entre la CTG de Lys et celle de Hem ? »; not « entre la dénonciation et la résiliation »
_DIFFER = re.compile(r"^\W*(?!fais-tu|le |la ).*\bdifferences? (?:\w+ ){0,2}(?:entre|avec)\b")
_SEVERAL = re.compile(r"\b(?:ctgs?|conventions|celles? d|versions|communes)\b")


@dataclass(frozen=True, slots=True)
class Understood:
    """`question` stands alone, `changed` when it is not what was typed. `kind`: of small talk, or of what to draft;
    `article`: of a draft; `term`: to define; `what`: to check, as written."""

    question: str
    changed: bool
    intent: Intent
    kind: str = ""
    article: int | None = None
    term: str = ""
    what: str = ""


def understand(question: str, history: Sequence[Turn], territoires: Sequence[str] = ()) -> Understood:
    """Reads a question in its conversation; never looks at the corpus but for the names of its territoires."""
    talk = small_talk(question)
    if talk and not (talk == "agreement" and "?" in question):
        return Understood(question, False, "small_talk", talk)
    if is_order(question) or is_personal(question):
        return Understood(question, False, "question")
    resolved = resolve(question, history, territoires)
    return _understood(resolved.question, resolved.changed)


def _understood(question: str, changed: bool) -> Understood:
    flat = " ".join(level(question).split())
    if is_elsewhere(question):
        return Understood(question, changed, "out_of_scope")
    if _COMPARE.search(flat) or (_DIFFER.search(flat) and _SEVERAL.search(flat)):
        return Understood(question, changed, "compare")
    if _DRAFT.search(flat) and not _MAKES.search(flat):
        articles = named_places(question).articles
        return Understood(question, changed, "draft", _kind(flat), articles[0] if articles else None)
    what = _checked(question, flat)
    if what:
        return Understood(question, changed, "check", what=what)
    term = _defined(" ".join(question.split()))
    if term:
        return Understood(question, changed, "definition", term=term)
    return Understood(question, changed, "date" if read_delay(question) else "question")


def _kind(flat: str) -> str:
    return next((kind for kind, words in _KINDS if re.search(words, flat)), "autre")


def _checked(question: str, flat: str) -> str:
    """What to check, in the words of the question; empty when it is no check."""
    spaced = " ".join(question.split())
    order = _CHECK.search(flat)
    if order:
        return spaced[order.start("what") : order.end("what")].strip(" ?!.")
    asked = _CHECK_ASKS.search(flat)
    if asked and not _NO_CHECK.search(flat[asked.end() :]):
        name = "what" if asked["what"] else "lack"
        return spaced[asked.start(name) : asked.end(name)]
    return ""


def _defined(question: str) -> str:
    """« LAEP » in « C'est quoi un LAEP ? »; empty when more is asked than what a word means."""
    flat = level(question)
    found = _DEFINITION.match(flat) or _LATE.match(flat)
    if not found:
        return ""
    name = "any" if found.groupdict().get("any") else "some"
    words = question[found.start(name) : found.end(name)].strip(' ?!.«»"“”')
    article = _ARTICLE.match(level(words))
    term = words[article.end() if article else 0 :].strip(' ?!.«»"“”')
    plain = level(term)
    few = 1 <= len(re.findall(r"\w+", term)) <= 6 and bool(content_words(term))
    asks_value = name == "some" and bool(_VALUE.search(plain)) and "c'est quoi" in flat
    return term if few and not _VERB.search(plain) and not asks_value else ""
