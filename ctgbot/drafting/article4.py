"""Article 4, « les champs d'intervention communs »: what is already done together (brief, 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctgbot.drafting.fields import Field
from ctgbot.drafting.lines import Line, Material, blank
from ctgbot.drafting.standing import diagnosed, existing
from ctgbot.model import Gap

_WHERE = "Caf et services de la collectivité, diagnostic partagé"
_SCHEME = Gap("axe_sdsf", "axe et fiche du schéma départemental des services aux familles", "schéma départemental")
_NOTHING: Mapping[str, Material] = {}


def article4(
    chosen: Sequence[Field], material: Mapping[str, Material] = _NOTHING, *, short: bool = False
) -> tuple[tuple[Line, ...], ...]:
    """Opening, a paragraph a field with its place in the scheme of the département, and what else may be studied."""
    opening = (
        Line(
            "La Ctg permet de valoriser et de renforcer les collaborations existantes entre la Caf et la collectivité "
            "dans les domaines de compétences communs.",
            like="Ctg valoriser renforcer collaborations existantes services Caf collectivité domaines compétences",
            is_formula=True,
        ),
    )
    planned = any(material.get(field.key, Material()).planned for field in chosen)
    scheme = Line(
        f"Ces actions s'inscrivent dans les orientations du schéma départemental des services aux familles : "
        f"{blank(_SCHEME)}.",
        (),
        (_SCHEME,),
        like="schéma départemental services familles",
    )
    closing = (
        *(() if planned else (scheme,)),
        Line(
            "D'autres champs peuvent être étudiés en fonction des besoins mis en exergue dans le diagnostic.",
            like="permet investiguer autre champ besoins mis exergue diagnostic",
            is_formula=True,
        ),
    )
    told = ((*_field(field, material.get(field.key, Material()), planned, short),) for field in chosen)
    return (opening, *told, closing)


def _field(field: Field, material: Material, planned: bool, short: bool) -> Iterator[Line]:
    gap = Gap(f"commun_{field.key}", field.common, _WHERE)
    yield Line(f"Pour {field.label}, la Caf et la collectivité soutiennent {blank(gap)}.", (), (gap,))
    yield from existing(material)
    if not short:
        yield from diagnosed(material)
        paid = Gap(f"financement_{field.key}", f"type de financement de la Caf pour {field.label}", "Caf")
        yield Line(f"La Caf y contribue par {blank(paid)}.", (), (paid,))
    if material.planned:
        named = ", ".join(f"« {' '.join(one.quote.split())} »" for one in material.planned)
        period = f" {material.period}" if material.period else ""
        text = f"Ce champ relève, dans le schéma départemental des services aux familles{period}, de : {named}."
        yield Line(text, sources=material.planned)
    elif planned:
        axis = Gap(f"axe_sdsf_{field.key}", f"axe et fiche du schéma départemental pour {field.label}", "schéma")
        yield Line(f"Sa place dans le schéma départemental est à préciser : {blank(axis)}.", (), (axis,))
