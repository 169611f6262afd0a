"""What an avenant changes is said with the clause that it changes, and first."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.model import Answer
from ctgbot.settings import Settings
from ctgbot.text.amended import bears_on

CONVENTION = """CONVENTION TERRITORIALE GLOBALE 2024 - 2028

Entre la Caf de la Verle, représentée par sa directrice, Madame Ode Prune,
Et la commune de Verlac, représentée par son maire, Monsieur Paul Orme.

Article 1 : Comité de pilotage

Le comité de pilotage se réunit une fois par an. Son secrétariat est tenu par la commune.

Article 2 : Fin de la convention

Chaque partie peut dénoncer la convention moyennant un préavis de trois mois.
"""
AVENANT = """AVENANT N° 1
à la convention territoriale globale 2024-2028 de la commune de Verlac

Entre la Caf de la Verle, représentée par sa directrice, Madame Ode Prune,
Et la commune de Verlac, représentée par son maire, Monsieur Paul Orme.

Article A – Préavis

À l'article 2, les mots « trois mois » sont remplacés par les mots « huit mois ».

Article B – Autres stipulations

Les autres stipulations demeurent inchangées.

Fait à Verlac, le 12 mars 2025.
"""


@pytest.fixture(scope="module")
def verlac(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("verlac")
    for name, text in (("ctg-verlac.txt", CONVENTION), ("avenant-1.txt", AVENANT)):
        (folder / name).write_text(text, encoding="utf-8")
    assistant = open_assistant(Settings(index=folder / "index"))
    assistant.ingest([folder / "ctg-verlac.txt", folder / "avenant-1.txt"])
    return assistant


def documents(answer: Answer) -> list[str]:
    return [citation.document_id for citation in answer.body.citations]


def test_the_avenant_is_tied_to_its_convention(verlac: Assistant) -> None:
    standings = verlac.standings()
    assert standings["avenant-1"].convention == "ctg-verlac"
    assert standings["ctg-verlac"].avenants == ("avenant-1",)


def test_the_value_in_force_comes_first_then_the_one_it_replaces(verlac: Assistant) -> None:
    answer = verlac.ask("Quel est le préavis pour dénoncer la convention ?")
    first = answer.body.sentences[0]
    assert "huit mois" in first.text
    assert first.verified
    assert set(documents(answer)) == {"avenant-1", "ctg-verlac"}
    assert any("n'est plus en vigueur" in warning for warning in answer.warnings)


def test_the_registry_says_which_avenant_changed_a_clause_until_it_is_erased(tmp_path: Path) -> None:
    for name, text in (("ctg-verlac.txt", CONVENTION), ("avenant-1.txt", AVENANT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assistant = open_assistant(Settings(index=tmp_path / "index"))
    assistant.ingest([tmp_path / "ctg-verlac.txt", tmp_path / "avenant-1.txt"])
    notices = [clause for clause in assistant.clauses() if clause.parameter == "denonciation_preavis"]
    assert [(c.document_id, c.value, c.superseded_by) for c in notices] == [
        ("avenant-1", "P8M", None),
        ("ctg-verlac", "P3M", "avenant-1"),
    ]
    assistant.erase("avenant-1")
    (notice,) = [clause for clause in assistant.clauses() if clause.parameter == "denonciation_preavis"]
    assert (notice.value, notice.superseded_by) == ("P3M", None)


def test_clauses_are_read_anew_by_a_newer_version_though_the_text_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("ctg-verlac.txt", CONVENTION), ("avenant-1.txt", AVENANT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / "ctg-verlac.txt", tmp_path / "avenant-1.txt"]
    index = Settings(index=tmp_path / "index")
    with monkeypatch.context() as older:
        older.setattr("ctgbot.ingest.extract", lambda _document: ())
        older.setattr("ctgbot.registry.extract", lambda _document, _changed: ())
        older.setattr("ctgbot.ingest.reading_version", lambda: "older")
        open_assistant(index).ingest(paths)
    assistant = open_assistant(index)
    assert assistant.clauses() == ()
    assert len(assistant.ingest(paths).unchanged) == 2
    notices = {c.document_id: c.superseded_by for c in assistant.clauses() if c.parameter == "denonciation_preavis"}
    assert notices == {"ctg-verlac": "avenant-1", "avenant-1": None}


def test_a_clause_that_no_avenant_touches_is_answered_alone(verlac: Assistant) -> None:
    answer = verlac.ask("Qui tient le secrétariat du comité de pilotage ?")
    assert documents(answer) == ["ctg-verlac"]


@pytest.mark.parametrize("question", ["Qu'est-ce que l'avenant n° 1 a changé ?", "Que modifie l'avenant ?"])
def test_what_an_avenant_has_changed_is_said_whole(verlac: Assistant, question: str) -> None:
    answer = verlac.ask(question)
    assert documents(answer) == ["avenant-1"]
    assert "« huit mois »" in answer.body.citations[0].quote
    assert answer.status == "answered"


def test_a_duration_that_no_clause_says_is_told_by_its_dates(tmp_path: Path) -> None:
    dates = "Article 3 : Durée\n\nLa convention s'applique du 1er janvier 2024 au 31 décembre 2028.\n"
    (tmp_path / "ctg.txt").write_text(f"{CONVENTION}\n{dates}", encoding="utf-8")
    assistant = open_assistant(Settings(index=tmp_path / "index"))
    assistant.ingest([tmp_path / "ctg.txt"])
    answer = assistant.ask("Quelle est la durée de la convention ?")
    assert [citation.quote for citation in answer.body.citations] == [dates.split("\n")[2]]


def test_a_convention_that_is_chosen_alone_answers_alone(verlac: Assistant) -> None:
    assert set(documents(verlac.ask("Quel est le préavis ?", ["ctg-verlac"]))) == {"ctg-verlac"}


@pytest.mark.parametrize(
    ("said", "clause", "bears"),
    [
        ("À l'article 2, les mots « trois mois » sont remplacés par « six mois ».", "un préavis de trois mois", True),
        ("À l'article 2, les mots « trois mois » sont remplacés par « six mois ».", "un délai d'un mois", False),
        ("L'article 2 est ainsi rédigé : « Le préavis est de six mois. »", "Elle prend fin le 31 décembre.", True),
        ("La première phrase de l'article 6 est remplacée par : « Le comité compte dix membres. »",
         "Le comité est composé de huit membres.", True),
        ("La première phrase de l'article 6 est remplacée par : « Le comité compte dix membres. »",
         "La Caf verse ses aides aux gestionnaires.", False),
    ],
)  # fmt: skip
def test_a_change_bears_on_the_clause_it_rewrites(said: str, clause: str, bears: bool) -> None:
    assert bears_on(said, clause) is bears
