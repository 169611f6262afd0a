"""Dates from delays: « pour finir le 31 décembre 2026, prévenir au plus tard le 30 juin 2026 »."""

from __future__ import annotations

from datetime import date

import pytest

from ctgbot.clauses.deadlines import day, noticed_on, to_end_on
from ctgbot.model import Clause


def clauses(notice: str, form: str = "lrar", start: str = "reception") -> list[Clause]:
    return [
        Clause("ctg", "denonciation_preavis", "rempli", notice),
        Clause("ctg", "denonciation_forme", "rempli", form),
        Clause("ctg", "denonciation_point_de_depart", "rempli", start),
        Clause("ctg", "mise_en_demeure_delai", "absent"),
    ]


@pytest.mark.parametrize(
    ("notice", "end", "latest"),
    [
        ("P6M", "2026-12-31", "2026-06-30"),
        ("P3M", "2026-12-31", "2026-09-30"),
        ("P6M", "2027-08-31", "2027-02-28"),
        ("P6M", "2028-08-31", "2028-02-29"),
        ("P1M", "2027-03-31", "2027-02-28"),
        ("P90D", "2026-12-31", "2026-10-02"),
        ("P1Y", "2028-02-29", "2027-02-28"),
        ("P2W", "2026-01-05", "2025-12-22"),
        ("P4M", "2027-01-31", "2026-09-30"),
    ],
)
def test_the_last_day_to_give_notice(notice: str, end: str, latest: str) -> None:
    (deadline,) = to_end_on(date.fromisoformat(end), clauses(notice))
    assert deadline.notice_by.date.isoformat() == latest
    assert deadline.end.date.isoformat() == end


@pytest.mark.parametrize(
    ("notice", "sent", "end"),
    [
        ("P6M", "2026-06-30", "2026-12-30"),
        ("P6M", "2026-08-31", "2027-02-28"),
        ("P3M", "2026-11-30", "2027-02-28"),
        ("P30D", "2026-01-31", "2026-03-02"),
        ("P1Y", "2028-02-29", "2029-02-28"),
    ],
)
def test_the_first_day_on_which_it_may_end(notice: str, sent: str, end: str) -> None:
    (deadline,) = noticed_on(date.fromisoformat(sent), clauses(notice))
    assert deadline.end.date.isoformat() == end
    assert deadline.sentence.startswith("Dénonciation : si l'autre partie est prévenue le ")


def test_a_day_off_is_said_and_not_moved() -> None:
    assert day(date(2026, 12, 25)).remark == "jour férié (Jour de Noël)"
    assert day(date(2027, 3, 29)).remark == "jour férié (Lundi de Pâques)"
    assert day(date(2026, 10, 3)).remark == "samedi"
    assert day(date(2026, 10, 5)).remark == ""
    (deadline,) = to_end_on(date(2027, 4, 3), clauses("P6M"))
    assert deadline.notice_by.date == date(2026, 10, 3)
    assert "Le samedi 3 octobre 2026 tombe un samedi." in deadline.open


def test_what_the_text_leaves_open_is_said() -> None:
    (deadline,) = to_end_on(date(2026, 12, 31), clauses("P6M", "non_precisee", "non_precise"))
    assert deadline.sentence == (
        "Dénonciation : pour finir le jeudi 31 décembre 2026, prévenir au plus tard le mardi 30 juin 2026."
    )
    assert any("la forme" in said for said in deadline.open)
    assert any("de l'envoi ou de la réception" in said for said in deadline.open)


def test_a_delay_that_an_avenant_has_changed_gives_no_date() -> None:
    old = Clause("ctg", "denonciation_preavis", "rempli", "P3M", superseded_by="avenant-1")
    new = Clause("avenant-1", "denonciation_preavis", "rempli", "P6M")
    (deadline,) = to_end_on(date(2026, 12, 31), [old, new])
    assert deadline.clause == new


def test_a_convention_without_a_delay_gives_no_date() -> None:
    assert to_end_on(date(2026, 12, 31), [Clause("ctg", "denonciation_preavis", "absent")]) == ()
