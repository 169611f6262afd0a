"""Questions that want a date: which date they give, which one they ask for, and the answer with its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from samples import entry

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.deadline_answer import deadline_answer
from ctgbot.delais import delais
from ctgbot.model import Answer
from ctgbot.text.delay_question import read_delay

TEXT = """CONVENTION TERRITORIALE GLOBALE 2024-2028
Commune de {commune}

ARTICLE 1 – OBJET
La commune de {commune} et la Caf décident ensemble des services aux familles du territoire.

ARTICLE 2 – LA FIN DE LA CONVENTION
{end}
"""
NOTICE = (
    "La présente convention peut être dénoncée moyennant un préavis de six mois, par lettre recommandée avec accusé de "
    "réception."
)
END, SENT = "end", "sent"
NOTICE_KEY, FORMAL = "denonciation_preavis", "mise_en_demeure_delai"


@pytest.mark.parametrize(
    ("question", "side", "parameter", "day"),
    [
        ("Si on veut finir le 31 décembre 2026, quand faut-il prévenir ?", END, NOTICE_KEY, "2026-12-31"),
        ("Jusqu'à quand peut-on dénoncer pour que ça s'arrête fin 2026 ?", END, NOTICE_KEY, "2026-12-31"),
        ("Quand prévenir si on veut sortir fin juin 2027 ?", END, NOTICE_KEY, "2027-06-30"),
        ("Pour quitter la CTG au 31/12/2027, à quelle date doit-on envoyer la lettre ?", END, NOTICE_KEY, "2027-12-31"),
        ("Avant quelle date dénoncer pour qu'elle se termine le 1er mars 2027 ?", END, NOTICE_KEY, "2027-03-01"),
        ("On a envoyé la lettre le 15 mars 2027, quand la convention prend-elle fin ?", SENT, NOTICE_KEY, "2027-03-15"),
        ("On a dénoncé la convention le 15 mars 2027, quand finit-elle ?", SENT, NOTICE_KEY, "2027-03-15"),
        ("Si je préviens le 1er juin 2026, quand la convention s'arrête-t-elle ?", SENT, NOTICE_KEY, "2026-06-01"),
        ("La lettre a été reçue le 2 mai 2026 : à quelle date la CTG prend-elle fin ?", SENT, NOTICE_KEY, "2026-05-02"),
        ("La mise en demeure a été envoyée le 3 janvier 2027, quand peut-on résilier ?", SENT, FORMAL, "2027-01-03"),
        ("Si on veut que la convention s'arrête le 30 juin, quand faut-il prévenir ?", END, NOTICE_KEY, None),
        ("On veut arrêter en juin 2027, quand prévenir ?", END, NOTICE_KEY, None),
    ],
)
def test_the_date_given_and_the_one_asked_for(question: str, side: str, parameter: str, day: str | None) -> None:
    asked = read_delay(question)
    assert asked is not None
    assert (asked.side, asked.parameter) == (side, parameter)
    assert asked.day == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "question",
    [
        "Quand faut-il prévenir pour quitter la CTG ?",
        "Quand se termine la convention ?",
        "Quel est le préavis ?",
        "La convention se termine le 31 décembre 2028, quand faut-il faire le bilan ?",
        "La convention prend fin le 31/12/2028, quand faut-il prévenir la Caf pour la renouveler ?",
        "Le conseil délibère le 12 mai 2026, quand faut-il prévenir la Caf ?",
        "La convention court du 1er janvier 2024 au 31 décembre 2028, quand faut-il prévenir ?",
        "Quand a-t-on envoyé la lettre du 15 mars 2027 ?",
        "Quand se réunit le copil en juin 2026 ?",
        "La convention s'arrête le 31 décembre 2028 : qui faut-il prévenir ?",
        "Le plan d'action est envoyé le 3 mars 2027, quand prend-il fin ?",
    ],
)
def test_any_other_question_goes_on_as_before(question: str) -> None:
    assert read_delay(question) is None


@pytest.fixture
def catalogue(tmp_path: Path) -> SqlCatalogue:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    ends = {"arlac": NOTICE, "berlac": NOTICE.replace("six", "trois"), "corlac": "Les parties se voient chaque année."}
    catalogue.save_all([entry(name, TEXT.format(commune=name.capitalize(), end=end)) for name, end in ends.items()])
    return catalogue


def ask(catalogue: SqlCatalogue, question: str, documents: Sequence[str]) -> Answer | None:
    return deadline_answer(question, documents, partial(delais, catalogue, {}), catalogue)


def test_the_clause_is_quoted_and_the_date_is_the_programs_own(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Si on veut finir le 31 décembre 2026, quand faut-il prévenir ?", ["arlac"])
    assert answer is not None
    computed, quoted = answer.body.sentences
    assert computed.text.startswith("Pour finir le jeudi 31 décembre 2026, prévenir au plus tard le mardi 30 juin 2026")
    assert computed.citations == ()
    assert quoted.verified
    assert "préavis de six mois" in answer.body.citations[0].quote
    assert "Par lettre recommandée avec accusé de réception." in answer.warnings
    assert answer.status == "answered"


def test_the_first_day_on_which_it_may_end_follows_from_the_letter(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "On a envoyé la lettre le 15 mars 2027, quand la convention prend-elle fin ?", ["berlac"])
    assert answer is not None
    assert "fin au plus tôt le mardi 15 juin 2027" in answer.body.text


def test_the_end_of_a_year_is_counted_to_its_last_day_and_said_so(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Jusqu'à quand peut-on dénoncer pour que ça s'arrête fin 2026 ?", ["arlac"])
    assert answer is not None
    assert answer.body.sentences[0].text == "« fin 2026 » est compté au jeudi 31 décembre 2026."


def test_a_date_that_is_not_complete_is_asked_for(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "On veut arrêter en juin 2027, quand prévenir ?", ["arlac"])
    assert answer is not None
    assert (answer.status, answer.warnings) == ("partial", ())
    assert "« juin 2027 » ne suffit pas" in answer.body.text
    assert "prévenir au plus tard" not in answer.body.text
    assert len(answer.body.citations) == 1


def test_each_convention_has_its_own_date(catalogue: SqlCatalogue) -> None:
    documents = ["arlac", "berlac", "corlac"]
    answer = ask(catalogue, "Si on veut finir le 31 décembre 2026, quand faut-il prévenir ?", documents)
    assert answer is not None
    assert [citation.document_id for citation in answer.body.citations] == ["arlac", "berlac"]
    assert "CTG Berlac 2024-2028 : pour finir le jeudi 31 décembre 2026" in answer.body.text
    assert any(warning.startswith("CTG Arlac 2024-2028 : Par lettre recommandée") for warning in answer.warnings)


def test_a_convention_without_the_delay_goes_on_as_before(catalogue: SqlCatalogue) -> None:
    assert ask(catalogue, "Si on veut finir le 31 décembre 2026, quand faut-il prévenir ?", ["corlac"]) is None
    assert ask(catalogue, "La mise en demeure est reçue le 3 mai 2027, quand peut-on résilier ?", ["arlac"]) is None
