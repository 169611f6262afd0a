"""Which schéma départemental the convention stands on: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, read, value

from ctgbot.model import Period

ARTICLE = "PRÉAMBULE\n\n"
SDSF = "schéma départemental des services aux familles"

REFERENCES = [
    (f"La Ctg s'appuie sur le {SDSF} (Sdsf) signé par le Préfet.", value("sans_periode")),
    (f"La Ctg s'inscrit dans le {SDSF} 2022-2026.", value(Period(2022, 2026))),
    (f"Vu le {SDSF} (Sdsf) 2023-2028 de la Meurthe ;", value(Period(2023, 2028))),
    (f"Le {SDSF} pour la période 2021 à 2025 fixe les orientations.", value(Period(2021, 2025))),
    ("En cohérence avec le SDSF 2022 - 2026, les parties conviennent de ce qui suit.", value(Period(2022, 2026))),
    (
        f"Le {SDSF} du département de la Loire, signé le 3 mars 2022 pour les années 2022-2026.",
        value(Period(2022, 2026)),
    ),
    (f"Le {SDSF}, couvrant la période 2023/2028, est la référence.", value(Period(2023, 2028))),
    (f"Le {SDSF} adopté pour 2024-2029 sert de cadre.", value(Period(2024, 2029))),
    ("Vu le Sdsf de l'Orne (2020-2024) ;", value(Period(2020, 2024))),
    ("La Ctg décline localement le Sdsf.", value("sans_periode")),
    (f"La présente Ctg 2024-2028 s'appuie sur le {SDSF}.", value("sans_periode")),
    (f"Le {SDSF} a succédé au schéma 2015-2019.", value("sans_periode")),
    (f"Le {SDSF} couvre les années 2022 à 2027 incluses.", value(Period(2022, 2027))),
    (f"Le {SDSF} est conclu du 1er janvier 2023 au 31 décembre 2028.", value(Period(2023, 2028))),
    ("Le Sdsf, signé le 24 janvier 2022, fixe quatre axes.", value("sans_periode")),
    ("Les objectifs du schéma départemental des services aux familles sont partagés.", value("sans_periode")),
    (
        "La convention s'articule avec le Schéma Départemental des Services Aux Familles 2019-2023.",
        value(Period(2019, 2023)),
    ),
    (f"Le {SDSF} en vigueur et la Ctg 2025-2029 se répondent.", value("sans_periode")),
    ("Le schéma départemental de l'autonomie 2020-2024 est pris en compte.", absent),
    ("Le comité départemental des services aux familles se réunit une fois par an.", absent),
    ("Le schéma départemental d'accueil des gens du voyage est rappelé.", absent),
    ("La Ctg couvre la période 2024-2028.", absent),
    ("Les services aux familles du département sont décrits en annexe.", absent),
    (f"Le {SDSF} [période à compléter] est la référence.", blank),
    (f"Le {SDSF} 20XX-20XX fixe les orientations.", blank),
    ("Vu le Sdsf 20.. - 20.. ;", blank),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_which_schema_departemental_is_meant(text: str, expected: object) -> None:
    assert read("sdsf_reference", ARTICLE + text) == expected


def test_the_mention_with_its_years_is_the_one_that_counts() -> None:
    text = f"PRÉAMBULE\n\nLa Ctg décline le Sdsf.\n\nARTICLE 1 – OBJET\n\nElle suit le {SDSF} 2022-2026.\n"
    assert read("sdsf_reference", text) == value(Period(2022, 2026))
