"""`ctgbot correct` and `ctgbot exemples`: what a person decides about the documents of the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, TypeVar, get_args

import typer

from ctgbot import contract, terminal
from ctgbot.cli_options import AsJson, DocumentId, Index, assistant_of, day_of, print_json
from ctgbot.errors import BadRequest
from ctgbot.model import Correction, Nature, Period, Statut

examples_app = typer.Typer(help="Les documents fictifs livrés pour la démonstration.", no_args_is_help=True)

Choice = TypeVar("Choice", bound=str)

_NATURES: tuple[Nature, ...] = get_args(Nature)
_STATUTS: tuple[Statut, ...] = get_args(Statut)
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")


def correct(
    context: typer.Context,
    document_id: DocumentId,
    title: Annotated[str | None, typer.Option("--titre", metavar="TEXTE")] = None,
    nature: Annotated[str | None, typer.Option("--nature", metavar="|".join(_NATURES))] = None,
    territoire: Annotated[str | None, typer.Option("--territoire", metavar="NOM")] = None,
    periode: Annotated[str | None, typer.Option("--periode", metavar="2024-2028")] = None,
    statut: Annotated[str | None, typer.Option("--statut", metavar="|".join(_STATUTS))] = None,
    signed: Annotated[str | None, typer.Option("--date", metavar="AAAA-MM-JJ", help="Date de signature.")] = None,
    number: Annotated[int | None, typer.Option("--numero", metavar="N", help="Numéro d'un avenant.")] = None,
    convention: Annotated[
        str | None, typer.Option("--convention", metavar="ID", help="La convention que cet avenant modifie.")
    ] = None,
    as_read: Annotated[bool, typer.Option("--comme-lu", help="Oublier les corrections précédentes.")] = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Corrige ce que l'assistant a compris d'un document ; la correction survit à une nouvelle lecture."""
    assistant = assistant_of(context, index)
    known = Correction() if as_read else assistant.correction(document_id)
    put_right = replace(
        known,
        title=_or(title, known.title),
        nature=_choice(nature, _NATURES) if nature else known.nature,
        territoire=_or(territoire, known.territoire),
        periode=_period(periode) if periode else known.periode,
        statut=_choice(statut, _STATUTS) if statut else known.statut,
        date=day_of(signed).isoformat() if signed else known.date,
        numero=known.numero if number is None else number,
        convention_id=_or(convention, known.convention_id),
    )
    if convention:
        assistant.show(convention)  # raises when there is no such document
    card = assistant.correct(document_id, put_right)
    if as_json:
        print_json(contract.card_json(card))
    else:
        terminal.show_cards(terminal.console(), [card])


@examples_app.command("retirer")
def take_out(context: typer.Context, index: Index = None) -> None:
    """Retire de l'index tous les documents fictifs ; ils ne reviennent pas à la prochaine indexation."""
    count = assistant_of(context, index).remove_examples()
    terminal.console().print(
        f"{count} document(s) fictif(s) retiré(s) de l'index. Pour les remettre : ctgbot exemples remettre"
        if count
        else "Aucun document fictif dans l'index."
    )


@examples_app.command("remettre")
def put_back(context: typer.Context, index: Index = None) -> None:
    """Remet dans l'index les documents fictifs de corpus/exemples."""
    terminal.show_report(terminal.console(), assistant_of(context, index).restore_examples())


def _or(given: str | None, known: str | None) -> str | None:
    return known if given is None else given.strip()


def _choice(given: str, choices: Sequence[Choice]) -> Choice:
    for choice in choices:
        if choice == given:
            return choice
    raise BadRequest(f"« {given} » n'est pas une valeur possible : {', '.join(choices)}.")


def _period(written: str) -> Period:
    match = _PERIOD.fullmatch(written.strip())
    if not match or match[1] > match[2]:
        raise BadRequest(f"La période « {written} » ne se lit pas. Écrivez deux années, par exemple 2024-2028.")
    return Period(int(match[1]), int(match[2]))
