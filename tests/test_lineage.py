"""Which convention an avenant changes, which text replaces which; where nothing tells, nothing is linked."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from ctgbot.model import NO_CONVENTION, DocumentCard, Identity, Nature, Period, Signataire, Standing, Statut
from ctgbot.text.lineage import core_name, standings


def card(path: str, years: tuple[int, int] | None = None, /, **said: object) -> DocumentCard:
    """A document named after its file; « Verlac » unless said otherwise."""
    fields = {"title": path, "nature": "convention", "territoire": "Verlac", "periode": years and Period(*years)} | said
    return DocumentCard(path, Identity(**fields), None, f"corpus/{path}", "0" * 64, 1)  # type: ignore[arg-type]


def avenant(path: str, **said: object) -> DocumentCard:
    return card(path, **{"nature": "avenant", "numero": 1, **said})


FIRST, SECOND = (2019, 2023), (2024, 2028)
OLD = card("old.pdf", FIRST, statut="signe", date="2019-03-12")
NEW = card("new.pdf", SECOND, statut="signe", date="2024-02-01")

# documents, then (older, newer) of each replacement
VERSIONS: dict[str, tuple[list[DocumentCard], set[tuple[str, str]]]] = {
    "the signed PDF replaces the draft in Word": (
        [card("ctg projet.docx", SECOND, statut="projet"), card("ctg.pdf", SECOND, statut="signe", date="2024-02-01")],
        {("ctg projet.docx", "ctg.pdf")},
    ),
    "a signed text replaces one that does not say": (
        [card("a.docx", SECOND), card("b.pdf", SECOND, statut="signe")],
        {("a.docx", "b.pdf")},
    ),
    "a text that does not say replaces a draft": (
        [card("a.docx", SECOND), card("b.docx", SECOND, statut="projet")],
        {("b.docx", "a.docx")},
    ),
    "of two signed texts the later counts": (
        [card("a", SECOND, statut="signe", date="2024-01-05"), card("b", SECOND, statut="signe", date="2024-06-01")],
        {("a", "b")},
    ),
    "the second version replaces the first": (
        [card("ctg_v1.docx", SECOND, statut="projet"), card("ctg_v2.docx", SECOND, statut="projet")],
        {("ctg_v1.docx", "ctg_v2.docx")},
    ),
    "version 10 comes after version 9": (
        [card("ctg v9.docx", SECOND), card("ctg v10.docx", SECOND), card("ctg v1.docx", SECOND)],
        {("ctg v9.docx", "ctg v10.docx"), ("ctg v1.docx", "ctg v10.docx")},
    ),
    "a final file replaces a file without a mark": (
        [card("ctg.docx", SECOND), card("ctg def.docx", SECOND)],
        {("ctg.docx", "ctg def.docx")},
    ),
    "nothing tells two copies apart": ([card("a.docx", SECOND), card("b.pdf", SECOND)], set()),
    "two signed copies are undecided, their draft is not": (
        [card("a", SECOND, statut="signe"), card("b", SECOND, statut="signe"), card("c", SECOND, statut="projet")],
        {("c", "a")},
    ),
    "conventions of other years follow one another": ([OLD, NEW], set()),
    "other territories": ([card("a_v1", SECOND), card("a_v2", SECOND, territoire="Morel")], set()),
    "one territory, written in two ways": (
        [
            card("a", SECOND, territoire="Communauté de communes des Coteaux", statut="projet"),
            card("b", SECOND, territoire="COTEAUX (Tamoise)", statut="signe"),
        ],
        {("a", "b")},
    ),
    "a commune is not the grouping of its name": (
        [
            card("a", SECOND, statut="projet", signataires=(Signataire("Commune de Verlac"),)),
            card("b", SECOND, statut="signe", territoire="Communauté d'agglomération de Verlac"),
        ],
        set(),
    ),
    "a text without years goes with a file of its name": (
        [
            card("CTG_Verlac_projet.docx", statut="projet"),
            card("CTG_Verlac_2024-2028_signée.pdf", SECOND, statut="signe"),
        ],
        {("CTG_Verlac_projet.docx", "CTG_Verlac_2024-2028_signée.pdf")},
    ),
    "a text without years may belong to either": (
        [
            card("ctg_projet", statut="projet"),
            card("ctg_2019", FIRST, statut="signe"),
            card("ctg_2024", SECOND, statut="signe"),
        ],
        set(),
    ),
    "a text without years and of another name": (
        [card("note", statut="projet"), card("ctg", SECOND, statut="signe")],
        set(),
    ),
    "two files without years, v1 and v2": ([card("ctg v1"), card("ctg v2")], {("ctg v1", "ctg v2")}),
    "an example replaces nothing real": (
        [card("a", SECOND, statut="projet"), card("b", SECOND, statut="signe", exemple=True)],
        set(),
    ),
    "a convention and an avenant are two texts": (
        [card("a", SECOND, statut="projet"), avenant("b", statut="signe")],
        set(),
    ),
    "two annexes of one territory are two annexes": (
        [card("a", SECOND, nature="annexe"), card("b", SECOND, nature="annexe", statut="signe")],
        set(),
    ),
    "a scheme has versions too": (
        [
            card("a", (2022, 2027), nature="sdsf", territoire="Département du Nord", statut="projet"),
            card("b", (2022, 2027), nature="sdsf", territoire="Nord", statut="signe"),
        ],
        {("a", "b")},
    ),
    "documents without a territory are left alone": (
        [card("a", SECOND, territoire="", statut="projet"), card("b", SECOND, territoire="", statut="signe")],
        set(),
    ),
    "two files of one avenant": (
        [NEW, avenant("av1 projet.docx", statut="projet"), avenant("av1.pdf", statut="signe", date="2025-01-02")],
        {("av1 projet.docx", "av1.pdf")},
    ),
    "two avenants": ([NEW, avenant("av1", statut="projet"), avenant("av2", numero=2, statut="signe")], set()),
}

# avenant, conventions, the one that it changes
LINKS: dict[str, tuple[DocumentCard, list[DocumentCard], str | None]] = {
    "the only one": (avenant("av"), [NEW], "new.pdf"),
    "by the day of its signature": (
        avenant("av", modifie="la convention signée le 12 mars 2019"),
        [OLD, NEW],
        "old.pdf",
    ),
    "by the years that it names": (
        avenant("av", modifie="la convention territoriale globale 2024-2028"),
        [OLD, NEW],
        "new.pdf",
    ),
    "by the years of its cover": (avenant("av", periode=Period(*FIRST)), [OLD, NEW], "old.pdf"),
    "by its first year, when it adds one at the end": (
        avenant("av", periode=Period(2019, 2024)),
        [OLD, NEW],
        "old.pdf",
    ),
    "by its own day": (avenant("av", date="2022-05-02"), [OLD, NEW], "old.pdf"),
    "two fit": (avenant("av"), [OLD, NEW], None),
    "none of its territory": (avenant("av", territoire="Morel"), [NEW], None),
    "none of those years": (avenant("av", periode=Period(2030, 2034)), [NEW], None),
    "another day than the one it names": (avenant("av", modifie="la convention signée le 3 mai 2020"), [NEW], None),
    "the grouping, written in short": (
        avenant("av", territoire="Coteaux de Lorvane"),
        [card("cc", SECOND, territoire="Communauté de communes des Coteaux de Lorvane")],
        "cc",
    ),
    "the commune, not its grouping": (
        avenant("av", signataires=(Signataire("Commune de Verlac"),)),
        [card("ca", SECOND, territoire="Communauté d'agglomération de Verlac"), NEW],
        "new.pdf",
    ),
    "the version in force": (
        avenant("av"),
        [card("draft", SECOND, statut="projet"), NEW],
        "new.pdf",
    ),
    "a real avenant, a fictional convention": (
        avenant("av"),
        [replace(NEW, identity=replace(NEW.identity, exemple=True))],
        None,
    ),
    "a person has said which": (avenant("av", convention_id="old.pdf", periode=Period(*SECOND)), [OLD, NEW], "old.pdf"),
    "a person has tied it to another territory": (
        avenant("av", territoire="", convention_id="old.pdf"),
        [OLD],
        "old.pdf",
    ),
    "a person has said that there is none": (avenant("av", convention_id=NO_CONVENTION), [NEW], None),
    "a link to nothing": (avenant("av", convention_id="gone"), [NEW], "new.pdf"),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_the_newer_version_replaces_the_older(name: str) -> None:
    cards, expected = VERSIONS[name]
    for order in permutations(cards):
        told = standings(order)
        replaced = {(old, standing.replaced_by) for old, standing in told.items() if standing.replaced_by}
        if name.startswith("two signed copies"):  # either may stand for both
            assert {old for old, _ in replaced} == {"c"}
        else:
            assert replaced == expected


@pytest.mark.parametrize("name", VERSIONS)
def test_who_is_replaced_is_older_than_who_replaces(name: str) -> None:
    told = standings(VERSIONS[name][0])
    pairs = {(old, standing.replaced_by) for old, standing in told.items() if standing.replaced_by}
    assert pairs == {(old, new) for new, standing in told.items() for old in standing.older}


@pytest.mark.parametrize("name", LINKS)
def test_an_avenant_is_tied_to_its_convention(name: str) -> None:
    changing, conventions, expected = LINKS[name]
    told = standings([changing, *conventions])
    assert told["av"].convention == expected
    assert all(told[one.id].avenants == (("av",) if one.id == expected else ()) for one in conventions)


def test_avenants_are_told_oldest_first_without_their_drafts() -> None:
    cards = [
        avenant("second", numero=2, statut="signe"),
        avenant("draft", statut="projet"),
        avenant("first", statut="signe"),
        NEW,
    ]
    told = standings(cards)
    assert told["new.pdf"] == Standing(avenants=("first", "second"))
    assert told["draft"] == Standing(convention="new.pdf", replaced_by="first")


def test_each_document_has_a_standing() -> None:
    natures: list[Nature] = ["convention", "avenant", "sdsf", "annexe", "diagnostic", "autre"]
    statuts: list[Statut] = ["signe", "projet", "inconnu"]
    cards = [
        card(f"{n}-{s}", SECOND, nature=n, statut=s, territoire=t)
        for n in natures
        for s in statuts
        for t in ("", "Lys")
    ]
    cards = [replace(one, id=f"{one.id}-{i}") for i, one in enumerate(cards)]
    assert set(standings(cards)) == {one.id for one in cards}
    assert standings([]) == {}


@pytest.mark.parametrize(
    ("territoire", "core"),
    [
        ("Communauté de communes des Coteaux de Lorvane", "coteauxlorvane"),
        ("Coteaux de Lorvane (Tamoise)", "coteauxlorvane"),
        ("Lys-lez-Lannoy", "lyslezlannoy"),
        ("LYS LEZ LANNOY", "lyslezlannoy"),
        ("St-André", "saintandre"),
        ("Département de la Haute-Ardelle", "hauteardelle"),
        ("L'Épine", "epine"),
        ("", ""),
    ],
)
def test_a_territory_is_known_by_its_own_name(territoire: str, core: str) -> None:
    assert core_name(territoire) == core
