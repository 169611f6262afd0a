"""Article 3, « les champs d'intervention de la collectivité »: who does what, field by field (brief, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctgbot.drafting.fields import Field
from ctgbot.drafting.lines import Line, Material, blank
from ctgbot.drafting.standing import diagnosed, existing
from ctgbot.model import Gap

_STATUTES = "statuts de la collectivité et de l'intercommunalité"
_WHERE = "services de la collectivité, diagnostic partagé"
_NOTHING: Mapping[str, Material] = {}


def article3(
    chosen: Sequence[Field], territoire: str, material: Mapping[str, Material] = _NOTHING, *, short: bool = False
) -> tuple[tuple[Line, ...], ...]:
    """Opening, a paragraph a field, and what ties them to the missions of the Caf."""
    label = f"répartition des compétences entre {territoire}, l'intercommunalité et le Ccas"
    who = Gap("competences", label, _STATUTES)
    opening = (
        Line(
            "La collectivité signataire contribue au diagnostic partagé et mène les projets sociaux de sa compétence.",
            like="collectivité contribue diagnostic partagé projets sociaux compétence",
            is_formula=True,
        ),
        Line(f"Les compétences se répartissent ainsi : {blank(who)}.", (), (who,)),
    )
    closing = (
        Line(
            "Les besoins identifiés répondent aux champs d'intervention de la Caf et à des activités complémentaires, "
            "repérées au cours du diagnostic et compatibles avec les missions de la Caf.",
            like="besoins répondent champs intervention Caf activités complémentaires compatibles missions",
            is_formula=True,
        ),
    )
    return (opening, *(_field(field, material.get(field.key, Material()), short) for field in chosen), closing)


def _field(field: Field, material: Material, short: bool) -> tuple[Line, ...]:
    gap = Gap(f"collectivite_{field.key}", field.own, _WHERE)
    limit = Gap(f"limite_{field.key}", f"limite constatée pour {field.label}", "diagnostic partagé")
    own = Line(f"Pour {field.label}, la collectivité intervient par {blank(gap)}.", (), (gap,))
    if short:
        return (own, *existing(material))
    seen = diagnosed(material) or (Line(f"Le diagnostic relève {blank(limit)}.", (), (limit,)),)
    return (own, *existing(material), *seen)
