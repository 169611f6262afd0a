"""The French sentences that the program itself says around quotes. No fact is in them: facts are in the quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from ctgbot.model import Citation, DocumentCard
from ctgbot.text.answer_types import AnswerType
from ctgbot.text.places import Places
from ctgbot.text.quantities import QuantityKind, find_quantities

_MOST_NAMED = 4
_LEADS: Mapping[str, QuantityKind] = {
    "duration": "duration", "frequency": "frequency", "amount": "money", "percent": "percent",
}  # fmt: skip


def place_of(citation: Citation, with_document: bool) -> str:
    """« art. 13 › Résiliation…, CTG Hem (projet) », and what was recognised in an image says so."""
    pieces = [citation.reference, citation.document_title if with_document else "", RECOGNISED if citation.ocr else ""]
    return ", ".join(piece for piece in pieces if piece)


def quoted(place: str, quote: str, headline: str = "") -> str:
    """« 6 mois (art. 13 › Résiliation…) : « … » », on one line; the citation keeps the document's own line breaks."""
    flat = re.sub(r"\s+", " ", quote).strip()
    flat = flat.replace("«", "“").replace("»", "”")  # quotation marks inside quotation marks
    return f"{headline} ({place}) : « {flat} »" if headline else f"{place[:1].upper()}{place[1:]} : « {flat} »"


def headline(kinds: Sequence[AnswerType], quote: str) -> str:
    """« 6 mois » when a delay is asked and the quote holds one and only one; empty otherwise."""
    for kind in kinds:
        found = [q for q in find_quantities(quote) if q.kind == _LEADS.get(kind.name)]
        if len(found) == 1:
            words = " ".join(quote[found[0].start : found[0].end].split())
            return words[:1].upper() + words[1:]
    return ""


def named(cards: Sequence[DocumentCard]) -> str:
    """« CTG Lys-lez-Lannoy (projet) », or all of them when there are many; the years where names alone do not tell."""
    if len(cards) > _MOST_NAMED:
        return "les documents choisis"
    names: list[str] = []
    for way in _WAYS:
        names = [way(card) for card in cards]
        if len(set(names)) == len(cards):
            break
    return ", ".join(f"« {name} »" for name in names)


def _without_years(card: DocumentCard) -> str:
    return re.sub(r"\s20\d\d-20\d\d(?=$| \()", "", label(card))


def label(card: DocumentCard) -> str:
    """A document's title with what must be said wherever it is named: draft, fictional example."""
    marks = [
        mark
        for mark, said in (("projet", card.identity.statut == "projet"), ("exemple fictif", card.identity.exemple))
        if said
    ]
    return card.identity.title + (f" ({', '.join(marks)})" if marks else "")


def files(cards: Sequence[DocumentCard]) -> str:
    """« CTG Verlac v1.docx »: two versions of one text have one title."""
    return ", ".join(f"« {PurePath(card.path).name} »" for card in cards)


def _with_file(card: DocumentCard) -> str:
    return f"{label(card)}, fichier {PurePath(card.path).name}"


_WAYS: tuple[Callable[[DocumentCard], str], ...] = (_without_years, label, _with_file)  # the shortest that tells apart


def silence(kinds: Sequence[AnswerType]) -> str:
    """What the clauses shown do not say."""
    return "Le texte ne précise pas " + ", ni ".join(kind.silence for kind in kinds) + "."


def nothing_found(cards: Sequence[DocumentCard], unknown: Sequence[str]) -> str:
    """The corpus is silent: what was searched, and the words that stand nowhere in it."""
    words = (
        f" Mots de la question absents de ces textes : {', '.join(f'« {word} »' for word in unknown)}."
        if unknown
        else ""
    )
    return f"Je ne trouve pas de réponse dans {named(cards)}.{words}"


def not_foreseen(cards: Sequence[DocumentCard], labels: Sequence[str]) -> str:
    """« Dénonciation : préavis » is in no clause of a convention that was read whole."""
    listed = ", ".join(f"« {label} »" for label in labels)
    return f"Le texte lu ne prévoit rien pour {listed} : {named(cards)}."


def unread(card: DocumentCard, pages: Sequence[int]) -> str:
    """Pages that are images, where what is sought may stand."""
    numbers = ", ".join(str(page) for page in pages)
    return f"Attention : dans {named([card])}, des pages sont des images qui n'ont pas été lues (p. {numbers})."


def not_selected(cards: Sequence[DocumentCard]) -> str:
    """The question names a document that is there, and that was not chosen."""
    verb = "ne sont pas parmi les documents choisis" if len(cards) > 1 else "n'est pas parmi les documents choisis"
    return f"{named(cards)} {verb}. Ajoutez-le à la sélection pour que je puisse répondre."


def missing_documents(names: Sequence[str]) -> str:
    """« La CTG de Hem » has no document."""
    listed = ", ".join(f"« {name} »" for name in names)
    verb = "ne sont pas dans le corpus" if len(names) > 1 else "n'est pas dans le corpus"
    return f"{listed} : ce document {verb}. Ajoutez-le pour que je puisse répondre ; je ne suppose rien de son contenu."


def missing_places(places: Places, cards: Sequence[DocumentCard]) -> str:
    """« Il n'y a pas d'article 18 dans … », « L'annexe 2 n'est pas jointe à … »."""
    said = [f"il n'y a pas d'article {number} dans {named(cards)}" for number in places.articles]
    said += [
        f"l'annexe {number} n'est pas jointe ({named(cards)}) : je ne peux pas en dire le contenu"
        for number in places.annexes
    ]
    text = " ; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def not_spoken_of(things: Sequence[str]) -> str:
    """The trade's words that stand nowhere in the texts."""
    return f"Le texte cité ne parle pas de {', '.join(f'« {thing} »' for thing in things)}."


RECOGNISED = "texte reconnu (OCR)"
BLANK = "Le passage cité contient des champs à compléter : ce n'est pas renseigné dans ce texte."
DRAFT = "Le document est un projet non signé."
SEVERAL_REGIMES = "Plusieurs clauses s'appliquent selon le cas : lisez les conditions de chacune."
SEVERAL_DOCUMENTS = (
    "La question vaut pour plusieurs documents : précisez la commune, ou choisissez les documents interrogés."
)
ORDER = (
    "Je réponds aux questions sur les conventions ; je n'exécute pas de consigne, je ne montre pas mes réglages et "
    "je ne modifie aucun document. Posez une question sur une convention, par exemple : "
    "« Quel est le délai de prévenance ? »"
)
GREETING = "Bonjour. Posez une question sur une convention, par exemple : « Quel est le délai de prévenance ? »"
OLDER_VERSION = "Répond {in_force}, la version en vigueur ; version remplacée, non interrogée : {documents}."
ENDED = "Une autre convention de ce territoire n'est pas en vigueur, et n'est pas interrogée : {documents}."
OVER = "La période de « {document} » est passée : vérifiez que cette convention s'applique encore."
AMENDED = "{avenants} modifie « {document} » : ce qu'il remplace n'est plus en vigueur."
CARRIED = "Réponse limitée à {documents}, dont parlait la conversation ; nommez une autre commune pour en changer."
NO_DRAFTING = "Je ne rédige pas encore ; voici les clauses dont partir."
PERSONAL_DATA = (
    "Je ne donne pas d'information sur une personne ou une famille : les conventions n'en contiennent pas, et un "
    "échange de données personnelles suit la procédure de la convention (délégué à la protection des données, RGPD)."
)
PREMISE = "La question suppose « {assumed} » ; le texte cité dit « {said} »."
NO_SDSF = (
    "Le schéma départemental (SDSF) n'est pas parmi les documents interrogés : "
    "seul ce que la convention en dit est cité."
)
