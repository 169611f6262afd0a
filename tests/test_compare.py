"""Conventions side by side, from a real registry: in force, avenants on top, each value with its proof."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from samples import entry

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.clauses.comparison import THEMES, agrees, apart, counted_words, parameters_of, same_key
from ctgbot.clauses.parameters import BY_KEY, PARAMETERS
from ctgbot.cli import main
from ctgbot.compare import columns_of, compare, count
from ctgbot.contract import comparison_json
from ctgbot.errors import BadRequest
from ctgbot.model import CellStatus, ClauseValue, Comparison, ComparisonRow, Group, PageSpan, Standing
from ctgbot.registry import consolidate
from ctgbot.stores import Entry
from ctgbot.text.lineage import standings

TEXT = """CONVENTION TERRITORIALE GLOBALE 2024-2028
Commune de {commune}

PREAMBULE
La commune de {commune} et la Caf décident ensemble des services aux familles du territoire.

ARTICLE 1 – LE COMITE DE PILOTAGE
Le comité de pilotage se réunit deux fois par an. La Caf en assure le secrétariat.

ARTICLE 2 – LA FIN DE LA CONVENTION
{end}
"""
NOTICE = "La présente convention peut être dénoncée moyennant un préavis de {} mois."
AVENANT = """AVENANT N° 1 A LA CONVENTION TERRITORIALE GLOBALE 2024-2028
Commune de Berlac

ARTICLE 1 – LE PREAVIS
La présente convention peut être dénoncée moyennant un préavis de quatre mois.
"""
SDSF = (
    "SCHEMA DEPARTEMENTAL DES SERVICES AUX FAMILLES 2023-2028\nDépartement de la Tamoise\n\n1. CONTEXTE\nLe schéma.\n"
)
ENDS = {
    "Armond": NOTICE.format("six"),
    "Berlac": NOTICE.format("trois"),
    "Corvin": "Les litiges relèvent du tribunal administratif de Verlac.",
    "Dornes": NOTICE.format("...."),
    "Esquin": f"{NOTICE.format('six')} {NOTICE.format('deux')}",
    "Fauvel": NOTICE.format("six"),
}
PREAVIS = "denonciation_preavis"


@pytest.fixture
def catalogue(tmp_path: Path) -> SqlCatalogue:
    return filled(tmp_path)


def filled(folder: Path, unread: Sequence[str] = ()) -> SqlCatalogue:
    """Six conventions, an avenant of the second, a schéma; those in `unread` end with a page that nobody has read."""
    catalogue = SqlCatalogue.in_folder(folder)
    entries = [entry(name.lower(), TEXT.format(commune=name, end=end)) for name, end in ENDS.items()]
    entries += [entry("avenant", AVENANT), entry("sdsf", SDSF)]
    catalogue.save_all([_scanned(one) if one.document.card.id in unread else one for one in entries])
    consolidate(catalogue)
    return catalogue


def _scanned(one: Entry) -> Entry:
    text = one.document.text
    pages = (PageSpan(1, 0, len(text)), PageSpan(2, len(text), len(text), "a_oceriser"))
    return replace(one, document=replace(one.document, pages=pages))


def compared(catalogue: SqlCatalogue, *documents: str, asked: Sequence[str] = (), cells: bool = True) -> Comparison:
    columns = columns_of(catalogue, standings(catalogue.cards()), documents)
    return (compare if cells else count)(catalogue, columns, asked)


def row(comparison: Comparison, parameter: str = PREAVIS) -> ComparisonRow:
    return next(row for row in comparison.rows if row.parameter == parameter)


def said(comparison: Comparison, parameter: str = PREAVIS) -> dict[str, str]:
    return {cell.document_id: f"{cell.status} {cell.display}" for cell in row(comparison, parameter).cells}


def test_each_cell_says_what_counts_today(catalogue: SqlCatalogue) -> None:
    assert said(compared(catalogue)) == {
        "armond": "rempli 6 mois",
        "berlac": "rempli 4 mois",
        "corvin": "absent non prévu",
        "dornes": "a_completer à compléter",
        "esquin": "contradictoire contradictoire : 6 mois / 2 mois",
        "fauvel": "rempli 6 mois",
    }


def test_every_citation_is_a_slice_of_its_document(catalogue: SqlCatalogue) -> None:
    seen = 0
    for one in compared(catalogue).rows:
        for cell in one.cells:
            for proof in (cell.citation, *(other.citation for other in (*cell.others, *cell.replaced))):
                if proof is not None:
                    seen += 1
                    text = catalogue.document(proof.document_id).text
                    assert text[proof.start : proof.end] == proof.quote
                    assert proof.quote in proof.text_at
    assert seen > len(ENDS)


def test_every_cell_equals_the_registry_where_no_avenant_changes_it(catalogue: SqlCatalogue) -> None:
    registry = {(one.document_id, one.parameter): one for one in catalogue.clauses()}
    for one in compared(catalogue).rows:
        for cell in one.cells:
            if cell.amended_by is None:
                known = registry[cell.document_id, one.parameter]
                assert (cell.status, cell.value) == (known.status, known.value)


def test_what_an_avenant_has_changed_is_kept_with_its_own_proof(catalogue: SqlCatalogue) -> None:
    cell = row(compared(catalogue)).cells[1]
    assert cell.amended_by == "avenant"
    assert cell.citation is not None
    assert cell.citation.document_id == "avenant"
    assert [(old.display, old.replaced_by) for old in cell.replaced] == [("3 mois", "avenant")]
    assert cell.replaced[0].citation is not None
    assert "trois mois" in cell.replaced[0].citation.quote


def test_an_avenant_counts_even_where_only_its_convention_is_named(catalogue: SqlCatalogue) -> None:
    assert said(compared(catalogue, "berlac"))["berlac"] == "rempli 4 mois"


def test_both_values_of_a_contradiction_have_their_proof(catalogue: SqlCatalogue) -> None:
    cell = row(compared(catalogue, "esquin")).cells[0]
    assert cell.value == "P6M"
    assert [other.display for other in cell.others] == ["2 mois"]
    assert cell.others[0].citation is not None
    assert "deux mois" in cell.others[0].citation.quote


def test_a_page_that_nobody_has_read_may_hold_the_clause(tmp_path: Path) -> None:
    catalogue = filled(tmp_path, unread=("armond", "corvin"))
    values = said(compared(catalogue))
    assert values["corvin"] == "non_lu non lu"
    assert values["armond"] == "rempli 6 mois"
    assert [group.documents for group in row(compared(catalogue, cells=False)).groups if group.status == "non_lu"] == [
        ("corvin",)
    ]


def test_an_unread_page_of_an_avenant_leaves_its_convention_open(tmp_path: Path) -> None:
    catalogue = filled(tmp_path, unread=("avenant",))
    values = said(compared(catalogue, "berlac"), "juridiction")
    assert values == {"berlac": "non_lu non lu"}


def test_a_document_without_a_registry_has_no_column_and_the_reason_is_said(catalogue: SqlCatalogue) -> None:
    comparison = compared(catalogue, "armond", "sdsf", "avenant")
    assert [card.id for card in comparison.documents] == ["armond"]
    assert {card.id: reason.split(":")[0].split(".")[0].strip() for card, reason in comparison.left_out} == {
        "sdsf": "Seules les conventions ont un registre de clauses",
        "avenant": "Avenant",
    }


@pytest.mark.parametrize("documents", [("sdsf",), ("avenant", "sdsf")])
def test_nothing_to_compare_is_said(catalogue: SqlCatalogue, documents: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest, match="Aucune convention à comparer"):
        compared(catalogue, *documents)


def test_an_older_version_is_left_out_unless_it_is_named(catalogue: SqlCatalogue) -> None:
    ties = {"armond": Standing(replaced_by="fauvel"), "fauvel": Standing(older=("armond",))}
    columns = columns_of(catalogue, ties)
    assert "armond" not in columns.place
    assert "Version remplacée par « " in {card.id: reason for card, reason in columns.left_out}["armond"]
    assert [*columns_of(catalogue, ties, ["fauvel", "armond"]).place] == ["fauvel", "armond"]


@pytest.mark.parametrize("documents", [(), ("berlac", "armond"), ("corvin", "esquin", "dornes")])
def test_counting_alone_gives_the_groups_of_the_cells(catalogue: SqlCatalogue, documents: tuple[str, ...]) -> None:
    whole, counted = compared(catalogue, *documents), compared(catalogue, *documents, cells=False)
    assert [one.groups for one in counted.rows] == [one.groups for one in whole.rows]
    assert not any(one.cells for one in counted.rows)


def test_every_convention_stands_in_one_group_of_each_row(catalogue: SqlCatalogue) -> None:
    for one in compared(catalogue, cells=False).rows:
        assert sorted(document for group in one.groups for document in group.documents) == [
            name.lower() for name in ENDS
        ]


def test_groups_are_counted_in_words_the_commonest_first_and_the_empty_ones_always_said(
    catalogue: SqlCatalogue,
) -> None:
    words = counted_words(row(compared(catalogue)).groups)
    assert words == ("6 mois : 2 conventions ; 4 mois : 1 ; contradictoire : 1 ; à compléter : 1 ; non prévu : 1")


def group(words: str, documents: str, status: CellStatus = "rempli") -> Group:
    return Group(status, words if status == "rempli" else None, words, tuple(documents))


@pytest.mark.parametrize(
    ("groups", "agreed", "different"),
    [
        ((group("P6M", "abc"),), True, ""),
        ((group("non prévu", "abc", "absent"),), True, ""),
        ((group("à compléter", "ab", "a_completer"),), False, ""),
        ((group("non lu", "ab", "non_lu"),), False, ""),
        ((group("P6M", "abc"), group("P3M", "d")), False, "d"),
        ((group("P6M", "a"), group("P3M", "b")), False, "ab"),
        ((group("P6M", "a"), group("non prévu", "bc", "absent")), False, "a"),
    ],
)
def test_what_stands_apart_is_what_most_do_not_say(groups: tuple[Group, ...], agreed: bool, different: str) -> None:
    assert agrees(groups) is agreed
    assert apart(groups) == frozenset(different)


@pytest.mark.parametrize(
    ("parameter", "one", "other", "same"),
    [
        (PREAVIS, "P1Y", "P12M", True),
        (PREAVIS, "P2W", "P14D", True),
        (PREAVIS, "P1M", "P30D", False),
        (PREAVIS, "P6M", "P3M", False),
        ("duree_maximale", "N+4", "P4Y", False),
        ("duree_maximale", "N+4", "N+4", True),
        ("evaluation", ("finale", "annuelle"), ("annuelle", "finale"), True),
        ("juridiction", "Tribunal administratif de Lille", "tribunal  administratif de Lille", True),
        ("reglement_amiable", True, "P1M", False),
        ("copil_frequence", 1, True, False),
        ("copil_frequence", 2, 2.0, True),
    ],
)
def test_two_ways_of_saying_the_same_make_one_group(
    parameter: str, one: ClauseValue, other: ClauseValue, same: bool
) -> None:
    assert (same_key(parameter, one) == same_key(parameter, other)) is same


def test_a_sentence_of_the_text_is_counted_and_not_quoted() -> None:
    long = "La convention prend fin sans mise en demeure si la Ville cesse de payer"
    assert counted_words((group(long, "a"), group(f"{long}.", "b"), group("non prévu", "c", "absent"))) == (
        "2 rédactions différentes : 2 conventions ; non prévu : 1"
    )


def test_parameters_are_asked_by_key_or_by_theme_in_the_order_of_the_registry() -> None:
    assert [one.key for one in parameters_of(["avenant", PREAVIS])] == [PREAVIS, "avenant"]
    assert {one.key for one in parameters_of(["Données"])} == {"confidentialite_apres_terme", "avis_dpo_prealable"}
    assert {one.key for one in parameters_of(["delai"])} == set(THEMES["délais"])
    assert parameters_of([]) == PARAMETERS


def test_every_parameter_stands_in_a_theme() -> None:
    assert {key for keys in THEMES.values() for key in keys} == set(BY_KEY)


def test_an_unknown_parameter_is_refused_with_those_that_exist() -> None:
    with pytest.raises(BadRequest, match=r"« couleur » est inconnu.*gouvernance.*denonciation_preavis"):
        parameters_of(["couleur"])


def test_the_json_has_the_names_of_the_contract(catalogue: SqlCatalogue) -> None:
    written = comparison_json(compared(catalogue, "armond", "corvin", asked=[PREAVIS]))
    assert [doc["id"] for doc in written["documents"]] == ["armond", "corvin"]
    (one,) = written["rows"]
    assert (one["parameter"], one["label"]) == (PREAVIS, "Dénonciation : préavis")
    assert {"document_id", "status", "value", "display", "citation"} <= one["cells"][0].keys()
    assert one["cells"][0]["citation"]["quote"].endswith("six mois.")
    assert one["cells"][1]["citation"] is None
    assert [(found["value"], found["documents"]) for found in one["groups"]] == [
        ("P6M", ["armond"]),
        (None, ["corvin"]),
    ]


def run(folder: Path, *words: str) -> int:
    return main(["compare", *words, "--index", str(folder)])


def test_the_command_prints_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path).close()
    assert run(tmp_path, "--document", "armond", "--document", "sdsf", "--parameter", PREAVIS) == 0
    out, err = capsys.readouterr()
    assert [doc["id"] for doc in json.loads(out)["documents"]] == ["armond"]
    assert "Écarté : " in err


def test_without_a_document_all_conventions_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path).close()
    assert run(tmp_path, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["documents"]) == len(ENDS)


def test_a_csv_is_printed_and_a_file_has_the_format_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path / "index").close()
    assert run(tmp_path / "index", "--format", "csv", "--parameter", "délais") == 0
    assert capsys.readouterr().out.startswith("Territoire;")
    for suffix, start in ((".xlsx", b"PK"), (".docx", b"PK"), (".csv", b"\xef\xbb\xbf"), (".json", b"{")):
        file = tmp_path / f"comparaison{suffix}"
        assert run(tmp_path / "index", "--out", str(file)) == 0
        assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "pdf"), "Format « pdf » inconnu"),
        (("--format", "xlsx"), "ajoutez --out comparaison.xlsx"),
        (("--parameter", "couleur"), "« couleur » est inconnu"),
        (("--document", "hem"), "Aucun document « hem »"),
        (("--document", "sdsf"), "Aucune convention à comparer"),
    ],
)
def test_what_cannot_be_compared_is_said_in_french(
    words: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path).close()
    assert run(tmp_path, *words) == 1
    out, err = capsys.readouterr()
    assert (out, says in err) == ("", True)
