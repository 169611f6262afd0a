"""Which conventions have which clause: the common wording, its numbers, and the words of those that depart from it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from samples import convention, entry

from ctgbot.clause_map import ClauseRow, clause_map
from ctgbot.model import Clause, Document
from ctgbot.text.near_identical import Source, Wording, shape, wordings

NOTICE = "La convention peut être dénoncée par la commune de {place} moyennant un délai de prévenance de {months}."


class Texts:
    """Conventions as ingest prepares them, without a store."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._entries = {name: entry(name, text) for name, text in texts.items()}

    def show(self, document_id: str) -> Document:
        return self._entries[document_id].document

    def clauses(self, documents: Sequence[str]) -> tuple[Clause, ...]:
        return tuple(clause for one in documents for clause in self._entries[one].clauses)


def row(texts: dict[str, str], key: str) -> ClauseRow:
    return next(one for one in clause_map(list(texts), Texts(texts)) if one.key == key)


def grouped(*texts: str, names: Sequence[str] = ("valbrume", "rochemorte")) -> tuple[Wording, ...]:
    return wordings(Source(str(place), text, frozenset(names)) for place, text in enumerate(texts))


def notice(place: str = "Valbrume", months: str = "6 mois") -> str:
    return NOTICE.format(place=place, months=months)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (notice(), notice("Rochemorte")),
        (notice(), notice(months="trois (3) mois")),
        (notice(), notice().upper()),
        ("l’avis\ndu **délégué**", "L'avis du délégué"),
        ("avant le 31 décembre 2024", "avant le 30/06/2025"),
        ("Caf de Valbrume Rochemorte", "Caf de Valbrume"),
    ],
)
def test_names_numbers_and_typography_do_not_part_two_wordings(one: str, other: str) -> None:
    names = frozenset(("valbrume", "rochemorte"))
    assert shape(one, names) == shape(other, names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("elle est reconduite", "elle n'est pas reconduite"),
        ("la Caf peut verser", "la Caf doit verser"),
        ("un délai", "des délais"),
    ],
)
def test_a_word_parts_them(one: str, other: str) -> None:
    assert shape(one) != shape(other)


def test_those_that_keep_the_text_and_those_that_depart_from_it_are_told_apart() -> None:
    kept = [notice(), notice("Rochemorte"), notice(months="3 mois"), notice(months="six mois")]
    (found,) = grouped(*kept, notice().replace("peut", "ne peut"), notice().replace("dénoncée", "rompue"))
    assert (found.holders, found.size) == (("0", "1", "2", "3"), 6)
    assert [(one.written, one.holders) for one in found.numbers] == [
        (("6 mois",), ("0", "1", "3")),
        (("3 mois",), ("2",)),
    ]
    words = [
        [
            "".join(part.text for part in (*one.before, *one.after))
            for one in variant.difference.changes
            if one.kind != "same"
        ]
        for variant in found.variants
    ]
    assert [variant.holders for variant in found.variants] == [("4",), ("5",)]
    assert words == [["ne "], ["dénoncée rompue "]]


def test_another_wording_is_no_variant() -> None:
    other = "Chacun se retire quand il le souhaite, en prévenant les autres par écrit."
    assert [wording.holders for wording in grouped(notice(), notice("Rochemorte"), other)] == [("0", "1"), ("2",)]


def test_the_common_wording_is_that_of_the_most_even_when_it_comes_last() -> None:
    (found,) = grouped(notice().replace("dénoncée", "rompue"), notice(), notice("Rochemorte"))
    assert found.holders == ("1", "2")


def test_every_document_is_counted_once() -> None:
    texts = [notice(months=f"{n} mois").replace("commune", ["commune", "ville", "mairie"][n % 3]) for n in range(1, 40)]
    found = grouped(*texts, "Autre chose.", "")
    counted = [i for one in found for i in (*one.holders, *(j for variant in one.variants for j in variant.holders))]
    assert sorted(counted, key=int) == [str(place) for place in range(41)]


def test_the_map_counts_who_has_a_clause_and_who_has_not() -> None:
    texts = {
        "a": convention("Valbrume", 6),
        "b": convention("Rochemorte", 3),
        "c": convention("Hautpré", 6).replace("prévenance", "préavis"),
        "d": convention("Sansfin").split("ARTICLE 2")[0],
    }
    denonciation = row(texts, "denonciation")
    (wording,) = denonciation.wordings
    assert (wording.holders, [one.holders for one in wording.variants]) == (("a", "b"), [("c",)])
    assert (denonciation.holders, denonciation.without) == (3, ("d",))
    assert [one.written for one in wording.numbers] == [("6 mois",), ("3 mois",)]


def test_an_article_that_no_parameter_reads_is_found_by_its_title() -> None:
    texts = {"a": convention("Valbrume"), "b": convention("Rochemorte")}
    (wording,) = row(texts, "objet").wordings
    assert wording.holders == ("a", "b")


def test_a_clause_that_nobody_has_is_no_row() -> None:
    texts = {"a": convention("Valbrume")}
    assert "nullite" not in {one.key for one in clause_map(list(texts), Texts(texts))}
    assert clause_map([], Texts(texts)) == ()
