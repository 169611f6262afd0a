"""Whether the data protection officer is heard first: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, read, value

ARTICLE = "ARTICLE 8 – ÉCHANGES DE DONNÉES\n\n"

AVIS = [
    (
        "Ces demandes seront soumises pour étude et avis préalable au délégué à la protection des données de la partie "
        "qui détient les données.",
        value(True),
    ),
    ("Tout échange de données est précédé de l'avis du délégué à la protection des données.", value(True)),
    ("Aucune donnée n'est transmise sans l'avis préalable du DPO.", value(True)),
    ("Le DPO de chaque partie est consulté avant tout échange de données personnelles.", value(True)),
    ("Les données ne sont transmises qu'après avis des délégués à la protection des données.", value(True)),
    ("Le délégué à la protection des données est saisi préalablement à toute transmission.", value(True)),
    ("La transmission est subordonnée à l'avis favorable du délégué à la protection des données.", value(True)),
    ("Toute demande est d'abord examinée par le délégué à la protection des données.", value(True)),
    ("Les projets d'échange sont soumis au DPD, qui rend un avis préalable.", value(True)),
    ("Le délégué à la protection des données donne son accord avant tout partage de fichiers.", value(True)),
    ("Avant tout échange, les parties recueillent l'avis de leurs délégués à la protection des données.", value(True)),
    ("L'accord préalable du délégué à la protection des données est requis.", value(True)),
    ("Tout projet est soumis au DPO. Son avis est rendu avant la transmission.", value(True)),
    ("Les données nominatives ne circulent pas sans l'accord du DPO de la Caf.", value(True)),
    ("L'avis du délégué à la protection des données n'est pas requis.", value(False)),
    ("Les échanges de données agrégées sont dispensés de l'avis du DPO.", absent),
    ("L'échange se fait sans qu'il soit besoin de consulter le délégué à la protection des données.", value(False)),
    ("Chaque partie désigne un délégué à la protection des données.", absent),
    ("Le délégué à la protection des données est informé des échanges.", absent),
    ("Le délégué à la protection des données tient le registre des traitements.", absent),
    ("Les droits s'exercent auprès du délégué à la protection des données.", absent),
    ("Les parties respectent le Rgpd et la loi du 6 janvier 1978.", absent),
    ("Le délégué du préfet est consulté avant tout projet.", absent),
    ("Ce délégué pourra formuler des recommandations.", absent),
    ("Le comité de pilotage donne un avis préalable sur les échanges de données.", absent),
    ("[à compléter : avis préalable du délégué à la protection des données]", blank),
]


@pytest.mark.parametrize(("text", "expected"), AVIS)
def test_whether_the_data_protection_officer_is_heard_first(text: str, expected: object) -> None:
    assert read("avis_dpo_prealable", ARTICLE + text) == expected
