"""The plain functions behind the pages: file names from outside, a quote in its section, the words of the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from doubles_web import NOTICE, document, seed

from ctgbot.errors import UnreadableFile
from ctgbot.model import Answer, Citation, Identity, IngestReport, Progress, Rejection, SourcedSentence, SourcedText
from ctgbot.web.context import AROUND, context_from_passage, context_in
from ctgbot.web.uploads import Upload, forget_refused, keep, safe_name
from ctgbot.web.words import (
    as_markdown,
    pace_words,
    plain_text,
    progress_words,
    scope_words,
    share_done,
    status_words,
)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("CTG Lys.txt", "CTG Lys.txt"),
        ("Convention d'objectifs (signée).PDF", "Convention d'objectifs (signée).pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\agent\\ctg.docx", "ctg.docx"),
        (".txt", "document.txt"),
        ("...md", "document.md"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("<script>.md", "script.md"),
        ("e\u0301tat.txt", "état.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_a_file_name_is_data_and_never_a_path(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("given", ["virus.exe", "sans suffixe", "", "txt", "a.txt/..", "a.txt.exe"])
def test_another_kind_of_file_is_refused_in_french(given: str) -> None:
    with pytest.raises(UnreadableFile, match="n'est pas lu"):
        safe_name(given)


def test_a_file_is_never_replaced_by_another_of_the_same_name(tmp_path: Path) -> None:
    first = keep(Upload("ctg.txt", b"un"), tmp_path)
    second = keep(Upload("ctg.txt", b"deux"), tmp_path)
    again = keep(Upload("ctg.txt", b"deux"), tmp_path)
    assert first.path == tmp_path / "ajouts" / "ctg.txt"
    assert first.path.read_bytes() == b"un"
    assert second.path.name == "ctg-2.txt"
    assert second.renamed
    assert again == second
    assert len(list((tmp_path / "ajouts").iterdir())) == 2


def test_a_corpus_that_cannot_be_written_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("un fichier, pas un dossier", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"Impossible d'enregistrer « ctg\.txt »"):
        keep(Upload("ctg.txt", b"un"), tmp_path / "corpus")


def cited(text: str, quote: str, text_at: str = "") -> Citation:
    start = text.index(quote)
    return Citation(1, "d", "Convention", "art. 13", 13, 4, start, start + len(quote), quote, text_at)


def test_a_clause_is_shown_in_its_whole_article_and_no_further() -> None:
    source = seed()
    context = context_in(source, cited(source.text, NOTICE))
    assert context.quote == NOTICE
    assert context.trail == ("ARTICLE 13 – LA FIN DE LA CONVENTION",)
    assert "Résiliation de plein droit sans mise en demeure" in context.before
    assert "Effets de la résiliation" in context.after
    assert "ARTICLE 13" not in context.before
    assert "ARTICLE 12" not in context.before
    assert "ARTICLE 14" not in context.after


def test_a_quote_outside_the_articles_stays_in_its_section() -> None:
    source = seed()
    context = context_in(source, cited(source.text, "Vu le Code de l'action sociale et des familles"))
    assert "Madame Véronique DELCOURT" not in context.before
    assert "Les Caf sont nées" not in context.after


def test_a_long_section_is_cut_around_the_quote_and_says_so() -> None:
    paragraph = "Un paragraphe de l'annexe, sans rien de particulier.\n"
    source = document("long", paragraph * 200 + "LE PASSAGE\n" + paragraph * 200, Identity("Annexe"))
    context = context_in(source, cited(source.text, "LE PASSAGE"))
    assert context.cut_before
    assert context.cut_after
    assert context.before.startswith("Un paragraphe")
    assert len(context.before) <= AROUND
    assert len(context.after) <= AROUND


def test_a_quote_that_runs_over_its_section_is_shown_whole() -> None:
    source = seed()
    quote = source.text[source.text.index("de 6 mois.") : source.text.index("Effets de la résiliation") + 10]
    assert context_in(source, cited(source.text, quote)).quote == quote


def test_an_erased_document_leaves_the_passage_of_the_citation() -> None:
    context = context_from_passage(cited("avant LE PASSAGE après", "LE PASSAGE", "avant LE PASSAGE après"))
    assert (context.before, context.quote, context.after) == ("avant ", "LE PASSAGE", " après")


def answer(*sentences: SourcedSentence) -> Answer:
    return Answer("Délai ?", "answered", None, SourcedText(sentences))


def test_an_answer_with_a_doubt_is_never_said_proved_without_reserve() -> None:
    assert status_words(answer(SourcedSentence("Oui.", (1,), True))) == "Réponse prouvée"
    assert "sauf" in status_words(answer(SourcedSentence("Oui.", (1,), True), SourcedSentence("Non.")))


def test_the_text_to_paste_keeps_numbers_and_quotes_and_leaves_out_what_is_not_proved() -> None:
    source = seed()
    citation = cited(source.text, NOTICE)
    doubtful = replace(cited(source.text, "lettre recommandée"), id=2)
    sentences = (SourcedSentence("Six mois.", (1,), True), SourcedSentence("Peut-être.", (2,)))
    body = SourcedText(sentences, (citation, doubtful))
    text = plain_text(Answer("Délai ?", "answered", None, body, ("Projet.",)), {"d": source.card})
    assert "Six mois. [1]\n(1 phrase non vérifiée : à lire à l'écran.)" in text
    assert "Peut-être" not in text
    assert "[2]" not in text
    assert f"[1] Convention territoriale globale 2024-2028 (projet), art. 13, page 4 : « {NOTICE} »" in text
    assert text.endswith("Attention : Projet.")


@pytest.mark.parametrize(
    ("progress", "what", "pace"),
    [
        (None, "Préparation…", ""),
        (
            Progress("Lecture", 1, 12, "corpus/a b.txt", 20.4),
            "Lecture — a b.txt",
            "1 fichier prêt sur 12 · encore environ 20 s",
        ),
        (
            Progress("Lecture", 2, 12, "a.pdf (page 3 sur 40)", 185.0, 3, 40, 12.4),
            "Lecture — a.pdf, page 3 sur 40",
            "2 fichiers prêts sur 12 · 12 par minute · encore environ 3 min",
        ),
        (
            Progress("Encodage", 0, 1, "a.pdf"),
            "Préparation de la recherche — a.pdf",
            "0 fichier prêt sur 1",
        ),
        (Progress("Lecture", 0, 0), "Lecture", ""),
    ],
)
def test_progress_is_said_in_words(progress: Progress | None, what: str, pace: str) -> None:
    assert (progress_words(progress), pace_words(progress)) == (what, pace)


def test_a_page_counts_for_its_part_of_the_file() -> None:
    assert share_done(Progress("Lecture", 1, 4, "a.pdf", page=21, pages=40), 9.0) == pytest.approx(0.375)
    assert share_done(Progress("Terminé", 4, 4), 9.0) == 1.0
    assert share_done(None, 0.0) == 0.0


def test_the_time_left_moves_the_bar_while_one_long_file_is_prepared() -> None:
    assert share_done(Progress("Encodage", 0, 1, "a.pdf", seconds_left=30.0), 10.0) == pytest.approx(0.25)
    assert share_done(Progress("Encodage", 0, 1, "a.pdf", seconds_left=0.0), 0.0) == 0.0


@pytest.mark.parametrize(
    ("documents", "total", "words"),
    [
        ((), 1, "le seul document de l'index"),
        ((), 12, "les 12 documents de l'index"),
        (("a",), 12, "1 document sur 12"),
        (("a", "b"), 12, "2 documents sur 12"),
    ],
)
def test_the_scope_is_said_in_words(documents: tuple[str, ...], total: int, words: str) -> None:
    assert scope_words(documents, total) == words


def test_a_file_name_is_not_read_as_markdown() -> None:
    assert shown_as("[x](y) *z* :red[a]") == r"\[x\]\(y\) \*z\* \:|red\[a\]"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://exemple.fr", r"http\:|//exemple\.fr"),
        ("www.exemple.fr", r"www|\.exemple\.fr"),
        ("agent@caf.fr", r"agent@|caf\.fr"),
        (":material/home:", r"\:|material/home\:"),
        ("Modifie : 2024", r"Modifie \: 2024"),
    ],
)
def test_no_link_and_no_icon_comes_from_a_name(given: str, kept: str) -> None:
    assert shown_as(given) == kept


def shown_as(text: str) -> str:
    """The sign without width as « | »."""
    return as_markdown(text).replace("\u2060", "|")


def test_a_refused_upload_does_not_stay_to_be_refused_again(tmp_path: Path) -> None:
    kept, other = keep(Upload("faux.txt", b"un"), tmp_path).path, tmp_path / "ailleurs.txt"
    other.write_text("deux", encoding="utf-8")
    refused = (Rejection(str(kept), "empty", ""), Rejection(str(other), "empty", ""))
    forget_refused(IngestReport((), (), (), refused, 0.0), tmp_path)
    assert (kept.exists(), other.exists()) == (False, True)
