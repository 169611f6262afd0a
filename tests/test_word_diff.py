"""Word by word: what a clause adds, leaves out, says otherwise."""

from __future__ import annotations

import pytest

from ctgbot.text.word_diff import Change, word_diff

NOTICE = "La convention peut être dénoncée moyennant un délai de prévenance de 6 mois."


def said(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """(kind, before, after) of what differs."""
    return [
        (one.kind, "".join(p.text for p in one.before).strip(), "".join(p.text for p in one.after).strip())
        for one in changes
        if one.kind != "same"
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (NOTICE, NOTICE.replace("6 mois", "3 mois"), [("changed", "6 mois", "3 mois")]),
        (NOTICE, NOTICE.replace("6 mois", "six (6) mois"), []),
        (NOTICE, NOTICE.replace("peut", "ne peut"), [("added", "", "ne")]),
        (NOTICE, NOTICE.replace("peut", "doit"), [("changed", "peut", "doit")]),
        (NOTICE, NOTICE.replace(" moyennant", ", par écrit, moyennant"), [("added", "", ", par écrit,")]),
        ("L’avis  du délégué", "l'avis du\ndélégué", []),
        ("réuni deux fois par an", "réuni une fois par an", [("changed", "deux fois", "une fois")]),
        ("avant le 31 décembre 2024", "avant le 30 juin 2025", [("changed", "31 décembre 2024", "30 juin 2025")]),
        ("Elle est tacite.", "Elle n'est pas tacite.", [("added", "", "n'"), ("added", "", "pas")]),
        ("", "Une clause.", [("added", "", "Une clause.")]),
        ("Une clause.", "", [("removed", "Une clause.", "")]),
    ],
)  # fmt: skip
def test_what_changes_between_two_wordings(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(word_diff(before, after).changes) == expected


@pytest.mark.parametrize(
    ("before", "after", "weights"),
    [
        ("dans un délai de 30 jours", "dans un délai de 15 jours", {"nombre"}),
        ("elle est reconduite", "elle n'est jamais reconduite", {"négation"}),
        ("la Caf peut verser", "la Caf doit verser", {"obligation"}),
        ("la Caf verse une aide", "la Caf s'engage à verser une aide", {"obligation", ""}),
        ("au titre de l'article 5", "au titre de l'article 6", {"nombre"}),
        ("la ville", "la commune", {""}),
    ],
)
def test_what_weighs_in_a_change_is_marked(before: str, after: str, weights: set[str]) -> None:
    changes = [one for one in word_diff(before, after).changes if one.kind != "same"]
    assert {part.weight for one in changes for part in (*one.before, *one.after)} == weights


@pytest.mark.parametrize(
    ("before", "after"), [(NOTICE, NOTICE.upper()), (NOTICE, "Rien à voir."), ("a b\n\nc ", "a  c")]
)
def test_no_word_of_either_text_is_lost(before: str, after: str) -> None:
    changes = word_diff(before, after).changes
    assert "".join(p.text for one in changes for p in one.before).split() == before.split()
    assert "".join(p.text for one in changes for p in one.after).split() == after.split()


def test_two_texts_with_little_in_common_are_not_read_word_by_word() -> None:
    assert word_diff(NOTICE, "Le tribunal administratif de Lille tranche tout litige.").is_otherwise
    assert not word_diff(NOTICE, NOTICE.replace("6", "3")).is_otherwise


def test_grammar_between_two_changes_belongs_to_them() -> None:
    changes = word_diff("par lettre de la mairie signée", "par courrier de la préfecture signée").changes
    assert said(changes) == [("changed", "lettre de la mairie", "courrier de la préfecture")]
