"""The command line: data on stdout, everything else on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from doubles_cli import QUOTE, CliAssistant

from ctgbot.cli import main
from ctgbot.cli_options import read_history
from ctgbot.errors import BadRequest
from ctgbot.model import Ailment, Correction, Period, Rejection, Turn
from ctgbot.serve import command, find_app
from ctgbot.settings import Settings

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant

Captured = pytest.CaptureFixture[str]


def run(assistant: CliAssistant, *arguments: str) -> int:
    def opener(settings: Settings) -> Assistant:
        assistant.settings = settings
        return cast("Assistant", assistant)

    return main(arguments, opener)


def run_json(capsys: Captured, assistant: CliAssistant, *arguments: str) -> Any:
    assert run(assistant, *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_documents_are_a_json_list(capsys: Captured) -> None:
    assert [card["id"] for card in run_json(capsys, CliAssistant(), "documents")] == ["ctg-lys"]


def test_show_gives_the_section_tree_and_the_text(capsys: Captured) -> None:
    shown = run_json(capsys, CliAssistant(), "show", "ctg-lys")
    assert shown["sections"][0]["trail"] == ["ARTICLE 13 – LA FIN"]
    assert QUOTE in shown["text"]


def test_a_document_says_how_its_pages_were_read_and_how_it_stands(capsys: Captured) -> None:
    assert run(CliAssistant(), "show", "ctg-lys") == 0
    said = capsys.readouterr().out
    assert "2 pages : 1 en texte, 1 en texte reconnu (OCR) (p. 2)" in said
    assert "Modifié par : avenant-1" in said
    assert "Remplace : ctg-projet" in said


def test_search_passes_its_options_on(capsys: Captured) -> None:
    assistant = CliAssistant()
    found = run_json(capsys, assistant, "search", "préavis", "--top", "3", "--document", "a", "--document", "b")
    assert assistant.asked == [("search", "préavis", 3, ("a", "b"))]
    assert found["query"] == "préavis"
    assert found["results"][0]["score"] == 0.5


def test_ask_passes_the_history_on(capsys: Captured, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text('[{"role": "user", "content": "Le préavis ?"}]', encoding="utf-8")
    assistant = CliAssistant()
    answer = run_json(capsys, assistant, "ask", "Et son point de départ ?", "--history", str(history))
    assert assistant.asked == [("ask", "Et son point de départ ?", (), (Turn("user", "Le préavis ?"),))]
    assert answer["status"] == "partial"
    assert answer["citations"][0]["quote"] == QUOTE


def test_an_answer_reads_with_its_citations_doubts_and_nearest(capsys: Captured) -> None:
    assert run(CliAssistant(), "ask", "Le préavis ?") == 0
    out = capsys.readouterr().out
    assert "Réponse partielle" in out
    assert "Le préavis est de 6 mois. [1]\n" in out
    assert "Il court dès réception. [1] (non vérifié)" in out
    assert "[1] CTG [2024], art. 13, p. 4" in out
    assert f"« {QUOTE} »" in out
    assert "Attention : Le point de départ est absent." in out
    assert "ce ne sont pas des réponses" in out


@pytest.mark.parametrize("arguments", [("documents",), ("show", "ctg-lys"), ("search", "x"), ("ask", "x")])
def test_brackets_of_a_document_are_not_markup(capsys: Captured, arguments: tuple[str, ...]) -> None:
    assert run(CliAssistant(), *arguments) == 0
    assert "[2024]" in capsys.readouterr().out


def test_ingest_prints_only_json_on_stdout(capsys: Captured, tmp_path: Path) -> None:
    report = run_json(capsys, CliAssistant(), "ingest", str(tmp_path))
    assert set(report) == {"added", "updated", "unchanged", "rejected", "seconds", "cancelled"}


def test_a_rejected_file_makes_the_exit_code_1_and_is_said_on_stderr(capsys: Captured) -> None:
    assistant = CliAssistant(rejected=(Rejection("vide.txt", "empty", "Le fichier est vide."),))
    assert run(assistant, "ingest", "vide.txt", "--json") == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["rejected"] == [
        {"path": "vide.txt", "code": "empty", "message": "Le fichier est vide."}
    ]
    assert "vide.txt : Le fichier est vide." in captured.err


def test_an_ingest_report_reads_in_french(capsys: Captured) -> None:
    assert run(CliAssistant(), "ingest", "corpus") == 0
    out = capsys.readouterr().out
    assert "Ajouté : CTG [2024]" in out
    assert "Attention : Pages sans texte : 2." in out
    assert "1 ajouté(s), 0 mis à jour, 0 inchangé(s), 0 refusé(s) en 1.2 s." in out


def test_an_error_of_the_program_is_french_and_exits_1(capsys: Captured) -> None:
    for assistant, arguments in (
        (CliAssistant(busy=True), ("ingest", "corpus")),
        (CliAssistant(), ("show", "inconnu")),
        (CliAssistant(), ("erase", "inconnu", "--index", "ailleurs")),
    ):
        assert run(assistant, *arguments) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1
        assert "Traceback" not in captured.err


def test_erase_says_what_it_did(capsys: Captured) -> None:
    assistant = CliAssistant()
    assert run(assistant, "erase", "ctg-lys") == 0
    assert assistant.asked == [("erase", "ctg-lys")]
    assert "« ctg-lys » effacé" in capsys.readouterr().out


def test_a_correction_is_laid_over_the_ones_before(capsys: Captured) -> None:
    assistant = CliAssistant()
    arguments = ("--territoire", "Verlac", "--periode", "2024-2028", "--statut", "signe", "--date", "2024-06-30")
    assert run_json(capsys, assistant, "correct", "ctg-lys", *arguments)["id"] == "ctg-lys"
    put_right = Correction(
        title="Ma convention", territoire="Verlac", periode=Period(2024, 2028), statut="signe", date="2024-06-30"
    )
    assert assistant.asked == [("correct", "ctg-lys", put_right)]


def test_corrections_are_forgotten_on_demand() -> None:
    assistant = CliAssistant()
    assert run(assistant, "correct", "ctg-lys", "--comme-lu") == 0
    assert assistant.asked == [("correct", "ctg-lys", Correction())]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--periode", "2028-2024"), "Écrivez deux années"),
        (("--date", "30/06/2024"), "2024-06-30"),
        (("--statut", "signé"), "signe, projet, inconnu"),
        (("--convention", "inconnue"), "ctgbot documents"),
    ],
)
def test_a_correction_that_cannot_be_read_changes_nothing(
    capsys: Captured, arguments: tuple[str, ...], says: str
) -> None:
    assistant = CliAssistant()
    assert run(assistant, "correct", "ctg-lys", *arguments) == 1
    assert says in capsys.readouterr().err
    assert assistant.asked == []


def test_the_examples_are_taken_out_and_put_back(capsys: Captured) -> None:
    assistant = CliAssistant()
    assert run(assistant, "exemples", "retirer") == 0
    assert "3 document(s) fictif(s) retiré(s)" in capsys.readouterr().out
    assert run(assistant, "exemples", "remettre") == 0
    assert assistant.asked == [("remove_examples",), ("restore_examples",)]


def test_clauses_are_a_json_list_with_their_proof(capsys: Captured) -> None:
    period, notice, duration = run_json(capsys, CliAssistant(), "clauses", "--document", "ctg-lys")
    assert period["value"] == {"start": 2024, "end": 2028}
    assert (period["quote"], period["article"], period["page"]) == (QUOTE, 13, 4)
    assert (notice["superseded_by"], notice["others"][0]["value"]) == ("avenant-1", "P1Y")
    assert (duration["status"], duration["quote"]) == ("absent", None)


def test_clauses_read_in_french(capsys: Captured) -> None:
    assert run(CliAssistant(), "clauses") == 0
    said = capsys.readouterr().out
    assert "Dénonciation : préavis : contradictoire : 6 mois / 1 an (remplacé par avenant-1)" in said
    assert "Durée : non prévu" in said


def test_an_audit_is_a_json_list_of_findings(capsys: Captured) -> None:
    first, second = run_json(capsys, CliAssistant(), "audit", "ctg-lys")
    assert (first["code"], first["severity"], first["start"]) == ("placeholder.date", "haute", 0)
    assert (second["page"], second["start"], second["quote"]) == (None, None, "")


def test_an_audit_reads_with_its_places_and_what_to_do(capsys: Captured) -> None:
    assert run(CliAssistant(), "audit", "ctg-lys") == 0
    said = capsys.readouterr().out
    assert "2 remarques : 1 de gravité haute, 0 moyenne, 1 basse." in said
    assert "[haute] art. 13, p. 4 : Date à compléter" in said
    assert "Dater." in said


@pytest.mark.parametrize("name", ["controle.docx", "contrôle.XLSX"])
def test_an_audit_is_written_to_a_file(capsys: Captured, tmp_path: Path, name: str) -> None:
    assert run(CliAssistant(), "audit", "ctg-lys", "--out", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(b"PK")
    out, err = capsys.readouterr()
    assert (out, name in err) == ("", True)


@pytest.mark.parametrize(
    ("name", "says"), [("controle.pdf", ".docx (Word) ou .xlsx (Excel)"), ("absent/c.docx", "ne peut pas être écrit")]
)
def test_an_audit_that_cannot_be_written_says_why(capsys: Captured, tmp_path: Path, name: str, says: str) -> None:
    assert run(CliAssistant(), "audit", "ctg-lys", "--out", str(tmp_path / name)) == 1
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_doctor_exits_1_until_everything_is_repaired(capsys: Captured) -> None:
    assert run(CliAssistant(), "doctor") == 0
    sick = CliAssistant(ailments=(Ailment("lexical", "3 passages manquent."),))
    assert run(sick, "doctor", "--json") == 1
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["healthy"] is False
    cured = CliAssistant(ailments=(Ailment("lexical", "3 passages manquaient.", repaired=True),))
    assert run(cured, "doctor", "--repair") == 0
    assert cured.asked == [("doctor", True)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask",), "Il manque l'argument"),
        (("question",), "Commande inconnue"),
        (("ask", "x", "--tip"), "Option inconnue"),
        (("search", "x", "--top", "0"), "Valeur refusée"),
        (("ingest",), "Il manque l'argument"),
        (("documents", "trop"), "Argument en trop"),
    ],
)
def test_wrong_usage_exits_2_in_french(capsys: Captured, arguments: tuple[str, ...], says: str) -> None:
    assert run(CliAssistant(), *arguments) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(("engine", "says"), [("llm", "Aucun modèle de langue"), ("magique", "inconnu")])
def test_an_engine_that_is_not_there_is_refused(capsys: Captured, engine: str, says: str) -> None:
    assert run(CliAssistant(), "ask", "x", "--engine", engine) == 1
    assert says in capsys.readouterr().err


def test_the_index_comes_from_the_option_then_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTGBOT_INDEX", "du-milieu")
    assistant = CliAssistant()
    run(assistant, "documents")
    assert assistant.settings.index == Path("du-milieu")
    run(assistant, "documents", "--index", "choisi")
    assert assistant.settings.index == Path("choisi")


def test_a_wrong_setting_is_named(capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CTGBOT_QUESTION_MAX_CHARS", "beaucoup")
    assert run(CliAssistant(), "documents") == 1
    assert "CTGBOT_QUESTION_MAX_CHARS" in capsys.readouterr().err
    monkeypatch.delenv("CTGBOT_QUESTION_MAX_CHARS")
    monkeypatch.chdir(tmp_path)
    Path("ctgbot.toml").write_text("index = ", encoding="utf-8")
    assert run(CliAssistant(), "documents") == 1
    assert "ctgbot.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1]", '[{"role": "user"}]', '[{"role": "system", "content": "x"}]', '[{"role": "user", "content": 1}]'],
)
def test_a_history_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "history.json"
    path.write_text(content, encoding="utf-8")
    if content == "{}":
        path.write_text('{"role": "user"}', encoding="utf-8")
    with pytest.raises(BadRequest, match="Forme attendue"):
        read_history(path)


def test_the_list_of_documents_does_not_wait_for_torch(tmp_path: Path) -> None:
    code = (
        "import sys; from ctgbot.cli import main; main(['documents', '--index', sys.argv[1]]);"
        "sys.exit(' '.join({'torch', 'sentence_transformers', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_the_web_app_is_served_to_this_machine_only() -> None:
    line = command(Path("/x/app.py"), 8502)
    assert line[1:5] == ["-m", "streamlit", "run", "/x/app.py"]
    assert {"--server.port=8502", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"} <= set(line)


def test_the_app_is_found_from_anywhere(tmp_path: Path) -> None:
    assert find_app(tmp_path).name == "app.py"


def test_a_port_already_taken_is_said_before_starting(capsys: Captured) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(CliAssistant(), "serve", "--port", str(port)) == 1
    assert f"Le port {port} n'est pas libre" in capsys.readouterr().err


QUESTION = {
    "id": "q1",
    "question": "Le préavis ?",
    "answerable": True,
    "must_cite": [13],
    "must_quote": [QUOTE],
    "history": [{"role": "user", "content": "Bonjour"}],
    "documents": ["ctg-lys"],
}


def test_questions_are_asked_and_their_answers_written(capsys: Captured, tmp_path: Path) -> None:
    asked = tmp_path / "questions.jsonl"
    asked.write_text(json.dumps(QUESTION), encoding="utf-8")
    assistant = CliAssistant()
    line = ("eval", "questions", str(asked), "--answers", str(tmp_path / "answers.jsonl"))
    totals = run_json(capsys, assistant, *line)
    assert assistant.asked == [("ask", "Le préavis ?", ("ctg-lys",), (Turn("user", "Bonjour"),))]
    assert totals["items"] == 1
    assert totals["quote_recall"] == 1.0
    assert totals["article_precision"] == 1.0
    (written,) = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(written)["id"] == "q1"
    assert json.loads(written)["citations"][0]["quote"] == QUOTE


def test_measures_read_in_the_terminal(capsys: Captured, tmp_path: Path) -> None:
    asked = tmp_path / "questions.jsonl"
    asked.write_text(json.dumps(QUESTION | {"must_quote": [QUOTE, "jamais dit"]}), encoding="utf-8")
    assert run(CliAssistant(), "eval", "questions", str(asked)) == 0
    out = capsys.readouterr().out
    assert "q1 : partial" in out
    assert "extraits manquants : jamais dit" in out
    assert "0.500" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("eval", "questions", "absent.jsonl"), "Impossible de lire"),
        (("eval", "retrieval", "absent", "--retriever", "magique"), "inconnue"),
        (("eval", "questions", "absent.jsonl", "--engine", "llm"), "Aucun modèle"),
    ],
)
def test_an_evaluation_that_cannot_start_says_why(capsys: Captured, arguments: tuple[str, ...], says: str) -> None:
    assert run(CliAssistant(), *arguments) == 1
    assert says in capsys.readouterr().err


def test_answers_that_cannot_be_written_are_said(capsys: Captured, tmp_path: Path) -> None:
    asked = tmp_path / "questions.jsonl"
    asked.write_text(json.dumps(QUESTION), encoding="utf-8")
    assert run(CliAssistant(), "eval", "questions", str(asked), "--answers", str(tmp_path)) == 1
    assert "Impossible d'écrire" in capsys.readouterr().err


def test_a_retrieval_set_is_measured_by_the_real_pipeline(capsys: Captured, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "La durée est de cinq ans."}, {"id": "b", "text": "Le préavis est de six mois."}]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "préavis"}', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tb\t1\n", encoding="utf-8")
    assert main(["eval", "retrieval", str(tmp_path), "--index", str(tmp_path / "index"), "--json"]) == 0
    measures = json.loads(capsys.readouterr().out)
    assert (measures["documents"], measures["queries"], measures["hit@1"]) == (2, 1, 1.0)
    assert {"ndcg@10", "recall@10", "recall@100", "mrr@10", "hit@5", "latency_ms", "settings"} <= set(measures)
    assert not (tmp_path / "index").exists()
