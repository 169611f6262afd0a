"""Article 3, « les champs d'intervention de la collectivité »: who does what, field by field (brief, 4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.drafting.fields import Field
from ctgbot.drafting.lines import Line, blank
from ctgbot.model import Gap

_STATUTES = "statuts de la collectivité et de l'intercommunalité"
_WHERE = "services de la collectivité, diagnostic partagé"


def article3(chosen: Sequence[Field], territoire: str) -> tuple[tuple[Line, ...], ...]:
    """Opening, one sentence a field, and what ties them to the missions of the Caf."""
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
    return (opening, tuple(_field(field) for field in chosen), closing)


def _field(field: Field) -> Line:
    gap = Gap(f"collectivite_{field.key}", field.own, _WHERE)
    return Line(f"Pour {field.label}, la collectivité intervient par {blank(gap)}.", (), (gap,))
