"""Files of figures as agents have them: what is read, what is refused, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ctgbot.adapters.facts import read_facts
from ctgbot.drafting.cells import read_cell, year_of
from ctgbot.drafting.columns import layout_of, tables
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.territory import core_of, key_of
from ctgbot.errors import UnreadableFile
from ctgbot.model import Fact

HEADER = "territoire,code_insee,indicateur,valeur,unite,annee,echelle,source"


def written(folder: Path, text: str, name: str = "chiffres.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def listed(folder: Path, *rows: str) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    return read_facts([written(folder, "\n".join((HEADER, *rows)))], "Val-Brune")


def values(facts: tuple[Fact, ...]) -> dict[tuple[str, str, int | None], str | None]:
    return {(f.key, f.scale, f.year): None if f.value is None else f"{f.value.normalize():f}" for f in facts}


@pytest.mark.parametrize(
    ("cell", "unit", "kind", "value"),
    [
        ("1385", "foyers", "number", "1385"),
        ("61\u202f870", "foyers", "number", "61870"),
        ("61 870", "foyers", "number", "61870"),
        ("61\u00a0870,0", "foyers", "number", "61870"),
        ("63,4", "%", "number", "63.4"),
        ("63.4 %", "%", "number", "63.4"),
        ("112,5", "places pour 100 enfants de moins de 3 ans", "number", "112.5"),
        ("c", "foyers", "secret", None),
        ("ND", "foyers", "secret", None),
        ("", "foyers", "empty", None),
        ("-12", "foyers", "refused", None),
        ("101", "%", "refused", None),
        ("1.385", "foyers", "refused", None),
        ('=HYPERLINK("http://a.example";"12")', "foyers", "refused", None),
        ("+A1*2", "foyers", "refused", None),
        ("environ 40", "foyers", "refused", None),
        ("12 34", "foyers", "refused", None),
        ("1e309", "foyers", "refused", None),
        ("1e30", "foyers", "refused", None),
        ("1E+05", "foyers", "number", "100000"),
    ],
)
def test_a_cell_is_a_number_a_secret_or_refused(cell: str, unit: str, kind: str, value: str | None) -> None:
    read = read_cell(cell, unit)
    assert read.kind == kind
    assert read.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2024", 2024), ("2024-12", 2024), ("31/12/2023", 2023), ("202412", 2024), ("2023/2024", None), ("", None)],
)
def test_a_year_is_read_only_when_there_is_one(cell: str, year: int | None) -> None:
    assert year_of(cell) == year


def test_a_territory_is_its_whole_name_or_its_code(tmp_path: Path) -> None:
    rows = (
        "VAL BRUNE,70001,foyers_allocataires,900,foyers,2024,commune,Caf",
        "Val-Brune-le-Haut,70002,foyers_allocataires,111,foyers,2024,commune,Caf",
        "Le Val-Brune,70003,foyers_allocataires,222,foyers,2024,commune,Caf",
    )
    facts, warnings = listed(tmp_path, *rows)
    assert [fact.display for fact in facts] == ["900"]
    assert warnings == ()
    by_code, _ = read_facts([tmp_path / "chiffres.csv"], "70002")
    assert [fact.display for fact in by_code] == ["111"]


def test_each_figure_says_where_it_stands(tmp_path: Path) -> None:
    (fact,), _ = listed(tmp_path, 'Val-Brune,70001,foyers_rsa,"35",foyers,2023,commune,Caf de la Brune')
    said = (fact.file, fact.row, fact.year, fact.scale, fact.source, fact.perimeter)
    assert said == ("chiffres.csv", 2, 2023, "territoire", "Caf de la Brune", "code 70001")


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        ("Val-Brune,70001,foyers_rsa,-5,foyers,2024,commune,Caf", "négatif"),
        ("Val-Brune,70001,part_budget_action_sociale,140,%,2024,commune,Caf", "dépasse 100 %"),
        ("Val-Brune,70001,foyers_rsa,=A1,foyers,2024,commune,Caf", "formule de tableur"),
        ("Val-Brune,70001,foyers_rsa,,foyers,2024,commune,Caf", "valeur vide"),
        ('Val-Brune,70001,foyers_rsa,"12,5",foyers,2024,commune,Caf', "nombre entier"),
        ("Val-Brune,70001,nombre_de_lunes,5,foyers,2024,commune,Caf", "« nombre_de_lunes » inconnu"),
        ("Val-Brune,70001,foyers_rsa,5,%,2024,commune,Caf", "unité « % »"),
        ("Val-Brune,70001,foyers_rsa,5,foyers,2024,canton,Caf", "échelle"),
        ("Val-Brune,70001,foyers_rsa,61,870,foyers,2024,commune,Caf", "9 cellules pour 8 colonnes"),
    ],
)
def test_what_is_not_taken_is_said_with_its_line(tmp_path: Path, row: str, warning: str) -> None:
    facts, warnings = listed(tmp_path, row, "Val-Brune,70001,foyers_allocataires,900,foyers,2024,commune,Caf")
    assert [fact.key for fact in facts] == ["foyers_allocataires"]
    assert any(warning in said and "ligne 2" in said for said in warnings), warnings


def test_a_figure_without_a_year_is_kept_and_said(tmp_path: Path) -> None:
    facts, warnings = listed(tmp_path, "Val-Brune,70001,foyers_rsa,5,foyers,,commune,Caf")
    assert [fact.year for fact in facts] == [None]
    assert any("année absente" in said for said in warnings)


def test_two_values_for_one_figure_are_both_kept_and_said(tmp_path: Path) -> None:
    facts, warnings = listed(
        tmp_path,
        "Val-Brune,70001,foyers_rsa,35,foyers,2024,commune,Caf",
        "Val-Brune,70001,foyers_rsa,35,foyers,2024,commune,Caf",
        "Val-Brune,70001,foyers_rsa,40,foyers,2024,commune,Mairie",
    )
    assert [fact.display for fact in facts] == ["35", "40"]
    assert any("35 (chiffres.csv, ligne 2) et 40 (chiffres.csv, ligne 4)" in said for said in warnings)


def test_a_part_larger_than_its_whole_is_said(tmp_path: Path) -> None:
    _, warnings = listed(
        tmp_path,
        "Val-Brune,70001,foyers_allocataires,900,foyers,2024,commune,Caf",
        "Val-Brune,70001,foyers_rsa,950,foyers,2024,commune,Caf",
        "Val-Brune,70,foyers_allocataires,800,foyers,2024,departement,Caf",
    )
    assert len([said for said in warnings if "supérieure à 100 %" in said]) == 2


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_usual_encoding_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = f"{HEADER.upper()}\r\nSainte-Érable,70009,foyers_rsa,35,foyers,2024,commune,Caf"
    path = written(tmp_path, rows.replace(",", separator), encoding=encoding)
    facts, warnings = read_facts([path], "Ste Érable")
    assert (values(facts), warnings) == ({("foyers_rsa", "territoire", 2024): "35"}, ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04rest", "unsupported"),
        (b"un seul texte\nsans colonnes\n", "not_a_table"),
        (b"a;b;c\n1;2;3\n", "unknown_table"),
        (HEADER.encode() + b'\nVal-Brune,70001,"' + b"x" * 200_000, "damaged"),
    ],
)
def test_a_file_that_is_no_table_of_figures_is_refused_in_french(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "fichier.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_facts([path], "Val-Brune")
    assert refused.value.code == code
    assert "« fichier.csv »" in str(refused.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="ne peut pas être lu"):
        read_facts([tmp_path / "absent.csv"], "Val-Brune")


ALLOCATAIRES = """dtreffre;numcomdo;nomcom;indfoy_ndur;indnbp_ndur;indfoy_rsa;indmtt_rsa;colonne_neuve
2023-12;70001;Val-Brune;895;2100;30;100;x
2024-12;70001;Val-Brune;900;2151;c;100;x
2024-12;70002;Val-Brune-le-Haut;110;300;5;100;x
2024-12;;;40;90;5;100;x
2024-12;XXXXX;Val-Brune;5;5;5;5;x
"""


def test_an_export_of_the_cnaf_is_read_as_it_is_downloaded(tmp_path: Path) -> None:
    facts, warnings = read_facts([written(tmp_path, ALLOCATAIRES)], "Val-Brune")
    assert values(facts) == {
        ("foyers_allocataires", "territoire", 2023): "895",
        ("personnes_couvertes", "territoire", 2023): "2100",
        ("foyers_rsa", "territoire", 2023): "30",
        ("foyers_allocataires", "territoire", 2024): "900",
        ("personnes_couvertes", "territoire", 2024): "2151",
        ("foyers_rsa", "territoire", 2024): None,
    }
    assert all(fact.rounded for fact in facts if fact.value)
    assert all("hors MSA" in fact.perimeter for fact in facts)
    assert warnings == ("« chiffres.csv » : colonnes non utilisées : colonne_neuve.",)


def test_bands_of_quotient_familial_are_summed_and_the_unknown_left_out(tmp_path: Path) -> None:
    bands = ("Moins de 400 euros;100", "Entre 400 et 799 euros;200", "Entre 800 et 1199 euros;300", "Inconnu;50")
    rows = "\n".join(f"2024-12;70001;Val-Brune;{band}" for band in bands)
    facts, _ = read_facts([written(tmp_path, f"dtreffre;numcomdo;nomcom;qf_400;indfoy_ndur\n{rows}")], "Val-Brune")
    assert {fact.key: (fact.display, fact.formula) for fact in facts} == {
        "foyers_qf_moins_800": ("300", "100 + 200"),
        "foyers_qf_connu": ("600", "100 + 200 + 300"),
    }


def test_a_secret_band_makes_no_sum(tmp_path: Path) -> None:
    rows = "2024-12;70001;Val-Brune;Moins de 400 euros;c\n2024-12;70001;Val-Brune;Entre 400 et 799 euros;200"
    facts, _ = read_facts([written(tmp_path, f"dtreffre;numcomdo;nomcom;qf_400;indfoy_ndur\n{rows}")], "Val-Brune")
    assert {fact.key: fact.value for fact in facts} == {"foyers_qf_moins_800": None, "foyers_qf_connu": None}


def test_rates_come_from_the_territories_around_the_commune(tmp_path: Path) -> None:
    commune = written(
        tmp_path, "annee,numcom,nomcom,numepci,txcouv_com,txcouv_eaje_com\n2022,70001,Val-Brune,247000001,,", "com.csv"
    )
    epci = written(
        tmp_path,
        'annee,numepci,nomepci,txcouv_epci\n2022,247000001,CC Brune,"61,5"\n2022,247000002,CC Autre,50\n2022,XX,,1',
        "epci.csv",
    )
    departement = written(tmp_path, "annee,numdep,nomdep,txcouv_dep\n2022,70,Brune,58.1\n2022,7,x,1\n", "dep.csv")
    facts, _ = read_facts([commune, epci, departement], "Val-Brune")
    assert values(facts) == {
        ("taux_couverture_petite_enfance", "epci", 2022): "61.5",
        ("taux_couverture_petite_enfance", "departement", 2022): "58.1",
    }
    assert not any(fact.rounded for fact in facts)


def test_files_of_insee_say_their_year_in_their_columns(tmp_path: Path) -> None:
    population = written(tmp_path, "CODGEO;LIBGEO;P21_POP;P15_POP\n70001;Val-Brune;2507,4;2400", "pop.csv")
    families = written(
        tmp_path,
        "CODGEO;LIBGEO;C21_FAM;C21_FAMMONO;C21_COUPAENF\n70001;Val-Brune;700.123456;120.9876;300.5012",
        "familles.csv",
    )
    income = written(tmp_path, "CODGEO;LIBGEO;MED21;TP6021\n70001;Val-Brune;21450;s", "filosofi.csv")
    facts, _ = read_facts([population, families, income], "Val-Brune")
    assert values(facts) == {
        ("population_municipale", "territoire", 2021): "2507",
        ("population_municipale", "territoire", 2015): "2400",
        ("familles", "territoire", 2021): "700",
        ("familles_monoparentales", "territoire", 2021): "121",
        ("familles_couples_enfants", "territoire", 2021): "301",
        ("niveau_vie_median", "territoire", 2021): "21450",
        ("taux_pauvrete", "territoire", 2021): None,
    }


def test_two_communes_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    path = written(tmp_path, "CODGEO;LIBGEO;P21_POP\n70001;Val-Brune;2500\n12001;Val-Brune;90")
    facts, warnings = read_facts([path], "Val-Brune")
    assert facts == ()
    assert any("12001, 70001" in said and "code Insee" in said for said in warnings)
    by_code, _ = read_facts([path], "12001")
    assert [fact.display for fact in by_code] == ["90"]


def test_a_grouping_has_its_own_rows(tmp_path: Path) -> None:
    rows = (
        "Communauté de communes du Pays de Morel,247000009,foyers_allocataires,5200,foyers,2024,epci,Caf",
        "Communauté de communes du Pays de Morel,70,foyers_allocataires,60000,foyers,2024,departement,Caf",
    )
    path = written(tmp_path, "\n".join((HEADER, *rows)))
    facts, _ = read_facts([path], "CC du Pays de Morel")
    assert [fact.scale for fact in facts] == ["territoire", "departement"]


def test_a_bad_file_of_any_size_is_told_in_a_few_lines(tmp_path: Path) -> None:
    rows = [f"Val-Brune,70001,foyers_rsa,={n},foyers,2024,commune,Caf" for n in range(3_000)]
    facts, warnings = listed(tmp_path, *rows)
    assert facts == ()
    assert len(warnings) < 10
    assert any("2995 autres lignes" in said for said in warnings)


def test_a_source_that_does_not_round_is_not_said_to(tmp_path: Path) -> None:
    facts, _ = listed(
        tmp_path,
        "Val-Brune,70001,foyers_allocataires,900,foyers,2024,commune,Cnaf",
        "Val-Brune,70001,personnes_couvertes,2151,personnes,2024,commune,Cnaf",
        "Val-Brune,70001,equipements_finances,5,équipements,2024,commune,Caf de la Brune",
    )
    assert not any(fact.rounded for fact in facts)


def test_every_map_names_indicators_that_exist_and_recognises_its_own_header() -> None:
    for table in tables():
        keys = {key for role, _, key in table.columns if role == "chiffre"}
        assert keys <= {*indicators(), "foyers_qf"}, table.name
        header = [name.split("|")[0].replace("{aa}", "21") for name in table.signature]
        layout = layout_of([name.upper() for name in header])
        assert layout is not None
        assert set(table.signature) <= set(layout.table.signature)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LYS LEZ LANNOY", "Lys-lez-Lannoy"),
        ("commune de Lys-lez-Lannoy", "Lys-lez-Lannoy"),
        ("Ville du Quesnoy", "Le Quesnoy"),
        ("St-Alvert", "Saint-Alvert"),
        ("CC du Pays de Morel", "Communauté de communes du Pays de Morel"),
    ],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_name_that_begins_like_another_is_another() -> None:
    assert key_of("Val-Mésange") != key_of("Val-Mésange-le-Vieux")
    assert key_of("Communauté de communes de Morel") != key_of("Morel")
    assert core_of("Département du Nord") != core_of("Département du Nord-Fictif")
