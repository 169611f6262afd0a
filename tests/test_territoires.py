"""Official spelling of territories: hyphens by the rule of communes, accents from the text alone."""

from __future__ import annotations

import pytest

from ctgbot.text.normalise import level
from ctgbot.text.organismes import read_organisme
from ctgbot.text.territoires import commune_name, grouping_name, named_after

COMMUNES = [
    # (as written, elsewhere in the text, official)
    ("LYS LEZ LANNOY", "", "Lys-lez-Lannoy"),
    ("Lys Lez Lannoy", "", "Lys-lez-Lannoy"),
    ("lys lez lannoy", "", "Lys-lez-Lannoy"),
    ("Lys-Lez-Lannoy", "", "Lys-lez-Lannoy"),
    ("SAINT ANDRE LEZ LILLE", "", "Saint-Andre-lez-Lille"),
    ("SAINT ANDRE LEZ LILLE", "Les familles de Saint-André-lez-Lille.", "Saint-André-lez-Lille"),
    ("SAINT-ANDRÉ-LEZ-LILLE", "", "Saint-André-lez-Lille"),
    ("St André lez Lille", "", "Saint-André-lez-Lille"),
    ("Ste Marie aux Mines", "", "Sainte-Marie-aux-Mines"),
    ("VILLENEUVE D'ASCQ", "", "Villeneuve-d'Ascq"),
    ("Villeneuve d’Ascq", "", "Villeneuve-d'Ascq"),
    ("VILLENEUVE D ASCQ", "", "Villeneuve-d'Ascq"),
    ("LE QUESNOY", "", "Le Quesnoy"),
    ("LA MADELEINE", "", "La Madeleine"),
    ("la chapelle d'armentières", "", "La Chapelle-d'Armentières"),
    ("L'HAY LES ROSES", "la ville de L’Haÿ les Roses", "L'Haÿ-les-Roses"),
    ("LES RUES DES VIGNES", "", "Les Rues-des-Vignes"),
    ("PONT A MOUSSON", "", "Pont-à-Mousson"),
    ("Fontaine au Bois", "", "Fontaine-au-Bois"),
    ("Joué Lès Tours", "", "Joué-lès-Tours"),
    ("SAINT OUEN L'AUMÔNE", "", "Saint-Ouen-l'Aumône"),
    ("VAL MESANGE", "la commune nouvelle de Val-Mésange", "Val-Mésange"),
    ("Verlac", "", "Verlac"),
    ("ROUBAIX", "", "Roubaix"),
    ("CRÉPY", "l'école de Crepy", "Crépy"),
    ("Lyon 3e", "", "Lyon 3e"),
    ("ŒUILLY SUR LYS", "", "Œuilly-sur-Lys"),
    ("", "", ""),
]
GROUPINGS = [
    ("COMMUNAUTÉ DE COMMUNES DU PAYS DE MOREL", "", "Communauté de communes du Pays de Morel"),
    ("COMMUNAUTE DE COMMUNES DU PAYS DE MOREL", "", "Communauté de communes du Pays de Morel"),
    ("Communauté de Communes du Bazois", "", "Communauté de communes du Bazois"),
    ("communauté d’agglomération Verlac Est", "", "Communauté d'agglomération Verlac Est"),
    ("COTEAUX DE LA LYS", "les Coteaux de la Lys", "Coteaux de la Lys"),
    ("MÉTROPOLE EUROPÉENNE DE LILLE", "La Métropole européenne de Lille agit.", "Métropole européenne de Lille"),
    ("SIVOM D'AYEN", "", "SIVOM d'Ayen"),
    ("Morel Agglomération", "", "Morel Agglomération"),
    ("VERLAC AGGLOMÉRATION", "", "Verlac Agglomération"),
    ("Pays de  Trie\net du Magnoac", "", "Pays de Trie et du Magnoac"),
]
BODIES = [
    ("la Caisse d'allocations familiales du Nord, représentée", "Caf du Nord", "Nord"),
    ("La Caisse d'Allocations Familiales (CAF) du Nord", "Caf du Nord", "Nord"),
    ("LA CAF DU NORD REPRÉSENTÉE PAR", "Caf du Nord", "Nord"),
    ("la Caf de l'Ondelle et la commune", "Caf de l'Ondelle", "Ondelle"),
    ("la commune du Quesnoy et la Caf", "Commune du Quesnoy", "Le Quesnoy"),
    ("ville des Lilas", "Commune des Lilas", "Les Lilas"),
    ("la ville de la Madeleine", "Commune de la Madeleine", "La Madeleine"),
    ("Commune de L'Épinoche,", "Commune de L'Épinoche", "L'Épinoche"),
    ("Commune : Anstaing", "Commune d'Anstaing", "Anstaing"),
    ("la Ville de Verlac et son CCAS", "Commune de Verlac", "Verlac"),
    ("la commune nouvelle de Val-Lys (", "Commune de Val-Lys", "Val-Lys"),
    ("le département de Meurthe et Moselle", "Département de Meurthe et Moselle", "Meurthe et Moselle"),
    ("la Mutualité sociale agricole Ardelle-Littoral (« la MSA »)", "MSA Ardelle-Littoral", "Ardelle-Littoral"),
    ("la caisse régionale de mutualité sociale agricole du Nord", "MSA du Nord", "Nord"),
    ("L'État, représenté", "État", ""),
]
NO_BODIES = ["la Caf et la Communauté sont", "la commune est", "les deux communes", "la directrice", "l'étatisme", ""]


@pytest.mark.parametrize(("written", "elsewhere", "official"), COMMUNES)
def test_a_commune_is_written_as_it_officially_is(written: str, elsewhere: str, official: str) -> None:
    assert commune_name(written, f"{written}\n{elsewhere}") == official


@pytest.mark.parametrize(("written", "elsewhere", "shown"), GROUPINGS)
def test_a_grouping_keeps_its_spaces(written: str, elsewhere: str, shown: str) -> None:
    assert grouping_name(written, f"{written}\n{elsewhere}") == shown


@pytest.mark.parametrize(("joint", "name", "whole"), [
    ("du", "Quesnoy", "Le Quesnoy"), ("des", "Lilas", "Les Lilas"), ("de la", "Madeleine", "La Madeleine"),
    ("de l'", "Épine", "L'Épine"), ("de", "Lys", "Lys"), ("d'", "Anstaing", "Anstaing"), ("du", "", ""),
])  # fmt: skip
def test_the_article_of_a_commune_hides_in_the_word_before_it(joint: str, name: str, whole: str) -> None:
    assert named_after(joint, name) == whole


@pytest.mark.parametrize(("text", "label", "name"), BODIES)
def test_a_body_is_named_by_its_kind_and_its_own_name(text: str, label: str, name: str) -> None:
    body = read_organisme(text, level(text), 0)
    assert body
    assert (body.label, body.name) == (label, name)


@pytest.mark.parametrize("text", NO_BODIES)
def test_a_kind_without_a_name_is_no_body(text: str) -> None:
    assert read_organisme(text, level(text), 0) is None
