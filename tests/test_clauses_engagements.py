"""What the Caf and the collectivité commit to: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, read, value

ARTICLE = "ARTICLE 6 – ENGAGEMENTS DES PARTENAIRES\n\n"

BONUS = [
    ("La Caf verse ses financements sous la forme d'un « Bonus Territoire Ctg ».", value(True)),
    ("La Caf verse le bonus territoire aux gestionnaires.", value(True)),
    ("Les structures soutenues bénéficient du bonus territoire CTG.", value(True)),
    ("Les bonus territoires sont versés directement aux équipements.", value(True)),
    ("Le bonus « territoire CTG » est attribué aux structures.", value(True)),
    ("Le bonus territoire remplace la prestation de service du contrat enfance jeunesse.", value(True)),
    ("Les équipements sont éligibles aux bonus inclusion handicap, mixité sociale et territoire.", value(True)),
    ("La signature de la Ctg ouvre droit au bonus de territoire.", value(True)),
    ("La Caf s'engage :\n\n- à verser les prestations de service ;\n- à verser le bonus territoire.", value(True)),
    ("Le financement au titre du BTCTG est versé chaque année.", absent),
    ("Aucun bonus territoire n'est prévu par la présente convention.", value(False)),
    ("La présente convention n'ouvre pas droit au bonus territoire.", value(False)),
    ("La commune ne perçoit pas le bonus territoire.", value(False)),
    ("Le bonus territoire n'est pas attribué aux micro-crèches Paje.", absent),
    ("La Caf verse le bonus inclusion handicap.", absent),
    ("Un bonus mixité sociale est versé aux établissements d'accueil.", absent),
    ("La Caf soutient le territoire par un bonus attractivité.", absent),
    ("Bonus\n\nLe territoire compte quatre crèches.", absent),
    ("La Caf verse les prestations de service.", absent),
    ("La Caf verse une subvention de fonctionnement.", absent),
    ("Le contrat enfance jeunesse a pris fin le 31 décembre 2022.", absent),
    ("Le bonus prévu pour le handicap est versé sur tout le territoire.", absent),
    ("| Financement | Montant |\n| --- | --- |\n| Bonus territoire CTG | selon barème |", value(True)),
    ("La Caf conserve le montant des financements, versés en bonus territoire.", value(True)),
    ("Le montant du bonus territoire est de [montant à compléter].", value(True)),
    ("[à préciser : bonus territoire, le cas échéant]", blank),
]


@pytest.mark.parametrize(("text", "expected"), BONUS)
def test_whether_the_bonus_territoire_is_part_of_it(text: str, expected: object) -> None:
    assert read("bonus_territoire", ARTICLE + text) == expected


MAINTIEN = [
    ("La collectivité s'engage à poursuivre son soutien financier aux équipements.", value(True)),
    ("La commune s'engage à maintenir son niveau de financement.", value(True)),
    ("La communauté de communes maintient ses contributions aux structures existantes.", value(True)),
    ("La ville garantit le maintien de sa participation financière sur la durée de la convention.", value(True)),
    ("La commune ne diminue pas sa contribution pendant la durée de la convention.", value(True)),
    ("La métropole conserve son effort financier à hauteur de celui de 2023.", value(True)),
    ("Le montant des subventions versées par la commune ne peut être inférieur à celui de 2023.", value(True)),
    ("La commune reconduit chaque année ses subventions aux associations gestionnaires.", value(True)),
    ("En contrepartie, la collectivité poursuit son soutien financier.", value(True)),
    ("La collectivité s'engage :\n\n- à maintenir son effort financier ;\n- à désigner un élu.", value(True)),
    ("Les communes signataires s'engagent à pérenniser leurs financements.", value(True)),
    ("La Caf et la commune s'engagent à maintenir leurs financements.", value(True)),
    ("L'agglomération continue de financer les équipements au moins à hauteur des dépenses de 2023.", value(True)),
    ("La collectivité n'est pas tenue de maintenir son soutien financier.", value(False)),
    ("La commune ne s'engage pas à maintenir le niveau de ses subventions.", value(False)),
    ("La Caf s'engage à maintenir ses financements.", absent),
    ("La MSA poursuit son soutien financier aux structures.", absent),
    ("La Caf conserve le montant des financements bonifiés versés à la commune.", absent),
    ("La commune finance ses équipements.", absent),
    ("La commune s'engage à maintenir la qualité de l'accueil.", absent),
    ("La commune poursuit son soutien aux familles.", absent),
    ("La commune met à disposition des locaux.", absent),
    ("La commune s'engage à maintenir le poste de chargé de coopération.", absent),
    ("Le Département poursuit ses financements au titre de la PMI.", absent),
    ("La collectivité participe au financement du diagnostic.", absent),
    ("La commune maintient son financement à hauteur de XX euros.", value(True)),
    ("La commune s'engage à maintenir [préciser : son financement, ses moyens].", blank),
]


@pytest.mark.parametrize(("text", "expected"), MAINTIEN)
def test_whether_the_collectivite_keeps_its_funding_up(text: str, expected: object) -> None:
    assert read("maintien_financement_collectivite", ARTICLE + text) == expected
