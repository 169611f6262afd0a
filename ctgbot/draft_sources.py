"""Which documents a draft stands on: the convention to fill in, what it replaces, the diagnosis, the scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ctgbot.draft import Text, Texts, draft
from ctgbot.drafting.compose import ARTICLES
from ctgbot.drafting.fields import Field, fields, named_fields
from ctgbot.drafting.territory import core_of, key_of
from ctgbot.errors import BadRequest, UnknownDocument
from ctgbot.model import DocumentCard, Draft, Fact, Standing
from ctgbot.ports import Catalogue
from ctgbot.text.normalise import level

_CAF = re.compile(r"^(?:la )?(?:caf|caisse d'allocations familiales) (?:de la |de l'|du |des |de |d')")
_LONGEST_NAME = 200  # characters
NO_CONVENTION = (
    "Aucune convention de « {territoire} » n'est dans le corpus : les phrases sont celles du genre, sans citation. "
    "Pour partir d'un autre texte, indiquez le document."
)
OTHER_TERRITORY = "Le document choisi est celui de « {other} », non de « {territoire} »."


@dataclass(frozen=True, slots=True)
class Shelf:
    """Ids of documents, empty where the corpus has none."""

    convention: str = ""
    earlier: tuple[str, ...] = ()
    diagnostics: tuple[str, ...] = ()
    sdsf: str = ""
    warnings: tuple[str, ...] = ()


def shelf_for(
    territoire: str, cards: Sequence[DocumentCard], standings: Mapping[str, Standing], document_id: str = ""
) -> Shelf:
    """`document_id`: the convention that the agent has chosen, of the territory or not."""
    own = _of_territory(territoire, cards)
    chosen = next((card for card in cards if card.id == document_id), None) if document_id else _latest(own, standings)
    if chosen is None:
        return Shelf(
            diagnostics=tuple(card.id for card in own if card.identity.nature == "diagnostic"),
            warnings=(NO_CONVENTION.format(territoire=territoire),),
        )
    stranger = chosen.identity.territoire and core_of(chosen.identity.territoire) != core_of(territoire)
    named = OTHER_TERRITORY.format(other=chosen.identity.territoire, territoire=territoire)
    return Shelf(
        chosen.id,
        tuple(card.id for card in _before(chosen, own)),
        tuple(card.id for card in own if card.identity.nature in ("diagnostic", "annexe")),
        _scheme(chosen, cards),
        (named,) if stranger else (),
    )


def drafted(
    asked: tuple[int, str, str],
    facts: Sequence[Fact],
    wish: tuple[Sequence[str], bool],
    catalogue: Catalogue,
    standings: Mapping[str, Standing],
) -> Draft:
    """`asked`: article, territoire, id of the convention or nothing. Raises BadRequest, UnknownDocument."""
    article, territoire, document_id = asked
    if article not in ARTICLES:
        raise BadRequest(f"L'article {article} n'a pas de partie libre : 2, 3 ou 4.")
    territoire = " ".join(territoire.split())
    if not territoire or len(territoire) > _LONGEST_NAME:
        raise BadRequest("Indiquez le territoire : le nom de la commune ou de l'intercommunalité.")
    cards = catalogue.cards()
    if document_id and document_id not in {card.id for card in cards}:
        raise UnknownDocument(document_id)
    chosen = [one for name in wish[0] for one in _field(name)]
    shelf = shelf_for(territoire, cards, standings, document_id)
    made = draft(article, territoire, texts_of(shelf, catalogue), facts, (chosen, wish[1]))
    return replace(made, warnings=(*shelf.warnings, *made.warnings))


def _field(name: str) -> tuple[Field, ...]:
    found = tuple(one for one in fields() if one.key == name) or named_fields(name)
    if not found:
        known = ", ".join(one.key for one in fields())
        raise BadRequest(f"Champ « {name} » inconnu. Champs de la convention : {known}.")
    return found


def texts_of(shelf: Shelf, catalogue: Catalogue) -> Texts:
    """The documents of the shelf with their passages."""

    def text(document_id: str) -> Text:
        return catalogue.document(document_id), catalogue.passages_of(document_id)

    return Texts(
        text(shelf.convention) if shelf.convention else None,
        tuple(text(one) for one in (*shelf.diagnostics, *shelf.earlier)),
        text(shelf.sdsf) if shelf.sdsf else None,
    )


def _of_territory(territoire: str, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    """By whole name; without what kind of grouping it is where no name is the same and only one territory is meant."""
    whole = [card for card in cards if key_of(card.identity.territoire) == key_of(territoire)]
    if whole or not core_of(territoire):
        return whole
    alike = [card for card in cards if core_of(card.identity.territoire) == core_of(territoire)]
    return alike if len({key_of(card.identity.territoire) for card in alike}) == 1 else []


def _latest(own: Sequence[DocumentCard], standings: Mapping[str, Standing]) -> DocumentCard | None:
    conventions = [
        card
        for card in own
        if card.identity.nature == "convention" and not standings.get(card.id, Standing()).replaced_by
    ]
    return max(conventions, key=lambda card: _start(card), default=None)


def _before(chosen: DocumentCard, own: Sequence[DocumentCard]) -> list[DocumentCard]:
    """Earlier conventions, the nearest first."""
    found = [
        card
        for card in own
        if card.identity.nature == "convention" and card.id != chosen.id and _start(card) < _start(chosen)
    ]
    return sorted(found, key=_start, reverse=True)


def _start(card: DocumentCard) -> int:
    return card.identity.periode.start if card.identity.periode else 0


def _scheme(chosen: DocumentCard, cards: Sequence[DocumentCard]) -> str:
    """The scheme of the département whose Caf signs; « Nord-Fictif » is not « Nord »."""
    organismes = (level(one.organisme).replace("’", "'") for one in chosen.identity.signataires)
    departements = {key_of(name[found.end() :]) for name in organismes if (found := _CAF.match(name))}
    schemes = [card for card in cards if card.identity.nature == "sdsf" and _department(card) in departements]
    return max(schemes, key=_start).id if schemes else ""


def _department(card: DocumentCard) -> str:
    return core_of(card.identity.territoire)
