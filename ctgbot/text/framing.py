"""What surrounds a question and is not asked: courtesy, who asks and what for, what it is compared with.

« Bonjour, je prépare le comité de rentrée : combien de fois… » asks « combien de fois… ». The words of the frame stand
in no clause, and would pass for a lack of the text. No premise is taken away: no frame holds a figure.
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.words import content_words

_ASKS = (
    r"(?:si|s'|que|qu'|qui|quel(?:le)?s?|quoi|combien|quand|comment|ou|jusqu'|a (?:qui|quoi|partir|compter|"
    r"quel(?:le)?s?|combien)|"
    r"pourquoi|sous quel|de (?:combien|quel(?:le)?s?)|dans quel(?:le)?s?|est-ce|lequel|laquelle|ce que?)"
)
# The asker speaks of himself or of a colleague: « on me demande », « ma collègue … aimerait savoir », « dites-moi ».
_SELF = (
    r"(?:je|j'\w+|nous|me|m'|moi|mon|ma|mes|notre|nos|"
    r"on (?:hesite|se demande|m|cherche|discute|debat|prepare|vient|doit))"
)
_TOLD = (
    r"(?:savoir|confirmer|confirme[rz]?|verifier|verifie|preciser|precise[rz]?|indiquer|indique[rz]?|rappeler|"
    r"rappelle[rz]?|"
    r"demand\w+|dire|dites|dis|expliquer|expliquez|comprendre|retrouver)"
)
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # « Bonjour à tous, »
        r"^\W*(?:bonjour|bonsoir|salut|hello|coucou)\b(?:\s+(?:a tou(?:s|tes)|madame|monsieur|l'equipe|chers? "
        r"collegues?))*\W*",
        # « …, merci d'avance. »
        r"[,;.!]?\s*\b(?:merci(?: (?:d'avance|beaucoup|bien|par avance|encore|de votre \w+|pour votre \w+))?|"
        r"cordialement|"
        r"bien a vous|bonne journee|s'il (?:te|vous) plait|svp|stp)[\s.!]*$",
        # « Merci de me confirmer, car le service juridique insiste, que … »; « Ma collègue … aimerait savoir si … »
        rf"^[^?]*?\b{_SELF}(?:\b|(?<='))[^?]*?\b{_TOLD}(?:-(?:moi|nous))?(?:, [^,?]+,| pour "
        rf"[^,?]{{3,40}}?)?\s+(?={_ASKS}\b|(?:si|s'|que|qu'))",
        rf"^\W*{_TOLD}-(?:moi|nous)\s+(?={_ASKS}\b)",
        # « Pour une note à la directrice, », « Dans le cadre de la revue interne, »: what the answer is for
        r"^\W*(?:pour|afin de|en vue de) (?:(?:prepar|redig|actualis|complet|rempl|repond|boucl|finalis|renseign)\w*|"
        r"mettre a jour|etre s[u]re?|(?:un|une|le|la|l'|les|mon|ma|mes|notre|nos|son|leur) ?(?:note|courrier|mail|"
        r"reponse|"
        r"rapport|tableau|dossier|presentation|reunion|compte[- ]rendu|fichier|publipostage|diaporama|memoire|stage|"
        r"direction|directrice|directeur|elue?s?|chef\w*))\b[^,?:]*[,:]\s*",
        r"^\W*(?:dans le cadre|a l'occasion) (?:de |d'|du |des )[^,?:]*[,:]\s*",
        r"^\W*(?:cote|niveau|question|rayon) [^,?:]{1,30},\s*",
    )
)
# « comme dans les CTG rurales », « contrairement à Lys, », « à la différence de ce qu'on voit ailleurs »
_COMPARED = re.compile(
    r",?\s*\b(?:(?<=\S\s)comme (?:dans|c'est|on |pour (?:les|la|tou)|chez|a |au[x]? |ailleurs|partout|d'habitude|"
    r"souvent|toujours|"
    r"l'an|prevu ailleurs|le (?:font|fait|veulent|veut|prevoi))|contrairement (?:a|au[x]?)\b|a (?:la difference|"
    r"l'inverse|l'instar|"
    r"l'image) d|independamment d|par opposition a)[^,?:;]*(?:,\s*|(?=[?:;]|$))"
)
# « Je prépare un tableau et il me manque une ligne : quel … », « On hésite avec la mairie : qui … »
_STATED = re.compile(rf"^[^?:;.]*\b{_SELF}\b[^?:;.]*[:;.]\s*(?=[^?]*\?)")
# « Nous voulons partir : quel délai ? », « …, que faut-il faire ? »: the statement is what the question is about.
_FEWEST_WORDS = 3
_LEANS = re.compile(r"\b(?:le|la|les|y|en) (?:prevoi|permet|dit|fait|faut)\w*|\b(?:cela|ca|ceci|celui|celle|faire)\b")
_CASE = re.compile(r"^\W*(?:pour|dans le cas d(?:e|u|es)) [^,?]+,\s*(?=[^?]*\?)")
_IDIOMS = re.compile(
    r"\b(?:en cours de route|en gros|noir sur blanc|en clair|en pratique|concretement|au juste|chez nous)\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|mille)\b"
)


def without_frame(question: str) -> str:
    """The question without what surrounds it; the question itself when nothing would be left."""
    kept = question
    for frame in _FRAMES:
        kept = _cut(frame, kept)
    return _cut(_IDIOMS, without_comparison(_without_statement(kept)))


def without_case(question: str) -> str:
    """« Pour des statistiques par quartier, faut-il… ? » without the case in which it is asked."""
    return _cut(_CASE, question)


def without_comparison(question: str) -> str:
    """« …, comme dans les CTG rurales » sets beside the question what it is not about."""
    return _cut(_COMPARED, question)


def _without_statement(question: str) -> str:
    left = _cut(_STATED, question)
    whole = len(content_words(left)) >= _FEWEST_WORDS and not _LEANS.search(level(left))
    return left if whole else question


def _cut(frame: re.Pattern[str], text: str) -> str:
    match = frame.search(level(text))
    if match is None or _FIGURE.search(match[0]):
        return text
    left = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return left if content_words(left) else text
