"""Article 4, « les champs d'intervention communs »: what is already done together (brief, 4.3)."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.drafting.fields import Field
from ctgbot.drafting.lines import Line, blank
from ctgbot.model import Gap

_WHERE = "Caf et services de la collectivité, diagnostic partagé"


def article4(chosen: Sequence[Field]) -> tuple[tuple[Line, ...], ...]:
    """Opening, one sentence a field, the reference to the diagnosis and to the scheme of the département."""
    opening = (
        Line(
            "La Ctg permet de valoriser et de renforcer les collaborations existantes entre la Caf et la collectivité "
            "dans les domaines de compétences communs.",
            like="Ctg valoriser renforcer collaborations existantes services Caf collectivité domaines compétences",
            is_formula=True,
        ),
    )
    axis = Gap("axe_sdsf", "axe et fiche du schéma départemental des services aux familles", "schéma départemental")
    closing = (
        Line(
            f"Ces actions s'inscrivent dans les orientations du schéma départemental des services aux familles : "
            f"{blank(axis)}.",
            (),
            (axis,),
            like="schéma départemental services familles",
        ),
        Line(
            "D'autres champs peuvent être étudiés en fonction des besoins mis en exergue dans le diagnostic.",
            like="permet investiguer autre champ besoins mis exergue diagnostic",
            is_formula=True,
        ),
    )
    return (opening, tuple(_field(field) for field in chosen), closing)


def _field(field: Field) -> Line:
    gap = Gap(f"commun_{field.key}", field.common, _WHERE)
    return Line(f"Pour {field.label}, la Caf et la collectivité soutiennent {blank(gap)}.", (), (gap,))
