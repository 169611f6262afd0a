"""Page « Corpus » as Streamlit runs it, around a double: list, sheet, corrections, erasure, progress, report."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from doubles_web import ATTACK, AssistantDouble, avenant, hostile, scan, seed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Pagination, TextInput

from ctgbot.errors import IndexBusy, UnreadableFile
from ctgbot.model import Correction, Document, IngestReport, Rejection, Standing
from ctgbot.settings import Settings
from ctgbot.web.listing import PER_PAGE
from ctgbot.web.reading import INSTALL_OCR

APP = str(Path(__file__).parent.parent / "app.py")


@pytest.fixture
def assistant(tmp_path: Path) -> AssistantDouble:
    settings = Settings(index=tmp_path / "index", corpus=tmp_path / "corpus")
    return AssistantDouble(library=[seed(), scan(), avenant()], settings=settings)


def opened(assistant: AssistantDouble) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["assistant"] = assistant
    return button(app.run(), "Gérer les documents").click().run()


def sheet(assistant: AssistantDouble, document_id: str, tab: str = "Identité") -> AppTest:
    app = opened(assistant)
    app.button(key=f"open-{document_id}").click().run()
    if tab != "Identité":
        app.session_state[f"tabs-{document_id}"] = tab
        app.run()
    return app


def button(app: AppTest, label: str) -> Button:
    return next(found for found in app.button if found.label == label)


def labels(app: AppTest) -> list[str]:
    return [found.label.replace("\\", "") for found in app.button]


def shown(app: AppTest) -> str:
    """The page's own HTML and captions, its style and its script aside."""
    ours = [element.body for element in app.html if not element.body.lstrip().startswith(("<style", "<script"))]
    return "\n".join([*ours, *(caption.value.replace("\\", "") for caption in app.caption)])


def typed(app: AppTest, name: str) -> TextInput:
    return next(found for found in app.text_input if (found.key or "").startswith(f"{name}-"))


def until(done: Callable[[], bool]) -> None:
    for _ in range(400):
        if done():
            return
        time.sleep(0.02)
    raise AssertionError("it has not come")


def run_until_done(app: AppTest) -> AppTest:
    desk = app.session_state["desk"]
    until(lambda: desk.task is not None and desk.task.future.done())
    return app.run()


def test_each_document_is_listed_with_what_it_is(assistant: AssistantDouble) -> None:
    app = opened(assistant)
    assert {"Convention territoriale globale 2024-2028", "Convention numérisée"} <= {
        label.replace("\\", "") for label in labels(app)
    }
    for fact in ("Lys-lez-Lannoy", "2023-2027", "projet", "4 pages", "2 remarques de lecture"):
        assert fact in shown(app)


def test_a_document_says_how_it_stands_among_the_others(assistant: AssistantDouble) -> None:
    assistant.ties = {
        "avenant": Standing(convention="scan"),
        "scan": Standing(avenants=("avenant",), replaced_by="lys"),
        "lys": Standing(older=("scan",)),
    }
    said = shown(opened(assistant))
    assert "avenant n° 1 de « Convention numérisée »" in said
    assert "remplacé par « Convention territoriale globale 2024-2028 »" in said
    assert "remplace 1 version plus ancienne" in said


def test_an_avenant_whose_convention_is_not_there_says_so(assistant: AssistantDouble) -> None:
    assert "avenant n° 1, sans sa convention dans le corpus" in shown(opened(assistant))


def test_the_list_is_filtered_by_words_accents_aside(assistant: AssistantDouble) -> None:
    app = opened(assistant)
    app.text_input(key="filter").set_value("numerisee 2023").run()
    assert "open-scan" in [found.key for found in app.button]
    assert "open-lys" not in [found.key for found in app.button]
    assert "1 sur 3 documents" in shown(app)
    app.text_input(key="filter").set_value("introuvable").run()
    assert "Aucun des 3 documents" in shown(app)


def test_a_thousand_documents_are_shown_a_page_at_a_time_and_none_is_read(assistant: AssistantDouble) -> None:
    one = seed()
    assistant.library = [replace(one, card=replace(one.card, id=f"ctg-{number:04}")) for number in range(1000)]
    assistant.show = never  # type: ignore[method-assign, assignment]
    app = opened(assistant)
    lines = [found.key for found in app.button if (found.key or "").startswith("open-")]
    assert len(lines) == PER_PAGE
    assert "1000 documents" in shown(app)
    pagination = app.get("pagination")[0]
    assert isinstance(pagination, Pagination)
    pagination.set_value(50).run()
    assert "open-ctg-0999" in [found.key for found in app.button]


def never(_document_id: str) -> Document:
    raise AssertionError("the list has read a document")


def test_a_title_is_neither_html_nor_markdown(assistant: AssistantDouble) -> None:
    known = hostile()
    title = f"[lien](http://ailleurs) **gras** {ATTACK}"
    assistant.library = [replace(known, card=replace(known.card, identity=replace(known.card.identity, title=title)))]
    app = opened(assistant)
    label = app.button(key="open-piege").label
    assert label.startswith(r"\[lien\]\(http\:")
    assert r"\*\*gras\*\*" in label
    app.button(key="open-piege").click().run()
    for tag in ("<script", "<b>", "<img"):
        assert tag not in shown(app)


def test_the_sections_of_a_hostile_document_stay_text(assistant: AssistantDouble) -> None:
    assistant.library = [hostile()]
    said = shown(sheet(assistant, "piege", "Plan"))
    assert "&lt;script&gt;" in said
    assert "<script" not in said


def test_the_sheet_shows_how_each_page_was_read(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "scan", "Lecture")
    said = shown(app)
    assert "4 pages : 1 lue, 2 reconnues (OCR), 1 à océriser" in said
    assert "Texte reconnu (OCR), confiance 87 à 91 %" in said
    assert "Page 3 : Texte reconnu (OCR), confiance 87 %" in said
    assert '3<sup aria-hidden="true">87 %</sup>' in said
    assert app.code[0].value == INSTALL_OCR


def test_a_format_without_pages_says_so(assistant: AssistantDouble) -> None:
    assert "pas de pages fixes" in shown(sheet(assistant, "lys", "Lecture"))


def test_the_sheet_shows_the_warnings_and_the_section_tree(assistant: AssistantDouble) -> None:
    assert "Page 4 à océriser" in shown(sheet(assistant, "scan"))
    said = shown(sheet(assistant, "lys", "Plan"))
    assert "ARTICLE 13 – LA FIN DE LA CONVENTION" in said
    assert "moyennant un délai de prévenance de 6 mois" in said


def test_a_page_is_drawn_beside_what_was_read(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "scan", "Lecture")
    assert assistant.pictures == []
    app.number_input(key="look-scan").set_value(2).run()
    app.toggle(key="looking-scan").set_value(True).run()
    assert assistant.pictures == [("scan", 2, "")]
    assert "Page reconnue." in shown(app)


def test_a_corrected_territoire_is_saved_marked_and_set_back(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "lys")
    typed(app, "territoire").set_value("Lys-lès-Lannoy")
    button(app, "Enregistrer les corrections").click().run()
    assert assistant.corrections["lys"] == Correction(territoire="Lys-lès-Lannoy")
    assert "Lys-lès-Lannoy" in shown(app)
    territoire = typed(app, "territoire")
    assert "corrigé" in territoire.label
    button(app, "Revenir au texte").click().run()
    assert assistant.corrections["lys"] == Correction()
    assert typed(app, "territoire").value == "Lys-lez-Lannoy"
    assert "Revenir au texte" not in labels(app)


def test_what_is_not_yet_saved_stays_when_another_field_goes_back_to_the_text(assistant: AssistantDouble) -> None:
    assistant.correct("lys", Correction(statut="signe"))
    app = sheet(assistant, "lys")
    typed(app, "title").set_value("CTG de Lys")
    button(app, "Revenir au texte").click().run()
    assert typed(app, "title").value == "CTG de Lys"


def test_a_form_that_cannot_be_saved_says_why_and_saves_nothing(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "lys")
    typed(app, "date").set_value("le 45 mars")
    button(app, "Enregistrer les corrections").click().run()
    assert "jour/mois/année" in app.error[0].value
    assert not assistant.corrections


def test_an_avenant_is_tied_to_its_convention(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "avenant")
    tie = next(found for found in app.selectbox if (found.key or "").startswith("convention_id-"))
    assert len(tie.options) == 4  # as the text says, none, two conventions
    tie.set_value("scan")
    button(app, "Enregistrer les corrections").click().run()
    assert assistant.corrections["avenant"] == Correction(convention_id="scan")


def test_only_an_avenant_asks_for_the_convention_it_changes(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "lys")
    assert not [found for found in app.selectbox if (found.key or "").startswith("convention_id")]


def test_erasing_asks_twice_and_says_that_the_file_stays(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "scan", "Retrait")
    button(app, "Retirer ce document…").click().run()
    assert assistant.erased == []
    assert "/corpus/scan.pdf" in shown(app)
    assert "reste à sa place" in shown(app)
    button(app, "Retirer définitivement").click().run()
    assert assistant.erased == ["scan"]
    assert "est retiré" in app.success[0].value
    assert "open-scan" not in [found.key for found in app.button]
    assert "open-lys" in [found.key for found in app.button]


def test_erasing_can_be_given_up(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "scan", "Retrait")
    button(app, "Retirer ce document…").click().run()
    button(app, "Annuler").click().run()
    assert assistant.erased == []
    assert "Retirer définitivement" not in labels(app)


def test_one_button_takes_the_fictional_examples_out(assistant: AssistantDouble) -> None:
    assistant.library = [seed(), hostile()]
    app = opened(assistant)
    assert "1 exemple fictif" in shown(app)
    button(app, "Retirer tous les exemples fictifs").click().run()
    assert [known.card.id for known in assistant.library] == ["lys"]
    assert "Retirer tous les exemples fictifs" not in labels(app)


def test_a_document_that_has_left_gives_the_list(assistant: AssistantDouble) -> None:
    app = sheet(assistant, "scan")
    assistant.library = [seed()]
    assert "open-lys" in [found.key for found in app.run().button]


def test_dropped_files_are_kept_in_the_corpus_and_read(assistant: AssistantDouble) -> None:
    app = opened(assistant)
    app.file_uploader[0].upload("../ma convention.txt", b"ARTICLE 1 - OBJET", "text/plain")
    button(app, "Ajouter les documents").click().run()
    run_until_done(app)
    kept = assistant.settings.corpus / "ajouts" / "ma convention.txt"
    assert kept.read_bytes() == b"ARTICLE 1 - OBJET"
    assert assistant.ingested == [kept]


def test_the_report_names_what_came_in_and_why_a_file_was_refused(assistant: AssistantDouble) -> None:
    refused = Rejection("/corpus/ajouts/<b>x</b>.pdf", "encrypted", "Ce fichier est protégé par mot de passe.")
    assistant.report = IngestReport((seed().card,), (scan().card,), (), (refused,), 2.0)
    app = opened(assistant)
    button(app, "Relire le dossier du corpus").click().run()
    run_until_done(app)
    said = shown(app)
    assert "1 ajouté, 1 mis à jour, 1 refusé" in said
    assert "Convention numérisée" in said.split("Documents lus")[1]
    assert "protégé par mot de passe" in said
    assert "<b>x</b>" not in said
    button(app, "Masquer ce compte rendu").click().run()
    assert "refusé" not in shown(app)


def test_an_ingest_is_stopped_and_taken_up_again(assistant: AssistantDouble) -> None:
    assistant.gate.clear()
    app = opened(assistant)
    button(app, "Relire le dossier du corpus").click().run()
    until(lambda: bool(assistant.ingested))
    button(app.run(), "Interrompre").click().run()
    assert "Arrêt demandé" in shown(app)
    assistant.gate.set()
    run_until_done(app)
    assert "Interrompu à votre demande" in shown(app)
    button(app, "Reprendre").click().run()
    run_until_done(app)
    assert assistant.ingested == [assistant.settings.corpus] * 2
    assert "Documents : 1 ajouté." in shown(app)


def test_nothing_is_corrected_or_erased_while_files_are_read(assistant: AssistantDouble) -> None:
    assistant.gate.clear()
    app = opened(assistant)
    button(app, "Relire le dossier du corpus").click().run()
    app.button(key="open-scan").click().run()
    assert button(app, "Enregistrer les corrections").disabled
    app.session_state["tabs-scan"] = "Retrait"
    assert button(app.run(), "Retirer ce document…").disabled
    assistant.gate.set()
    run_until_done(app)


def test_a_busy_index_is_said_in_french_and_hides_no_list(assistant: AssistantDouble) -> None:
    assistant.ingest_error = IndexBusy("Une autre lecture est en cours.")
    app = opened(assistant)
    button(app, "Relire le dossier du corpus").click().run()
    run_until_done(app)
    assert "Une autre lecture est en cours" in app.error[0].value
    assert "open-lys" in [found.key for found in app.button]


def test_an_empty_corpus_says_what_to_do(assistant: AssistantDouble) -> None:
    app = opened(assistant)
    assistant.library = []
    assert "Déposez vos conventions" in shown(app.run())


def test_a_page_that_cannot_be_drawn_says_why_in_its_place(assistant: AssistantDouble) -> None:
    assistant.picture = UnreadableFile("changed", "Le fichier a changé depuis sa lecture.")
    app = sheet(assistant, "scan", "Lecture")
    app.toggle(key="looking-scan").set_value(True).run()
    assert "Le fichier a changé" in app.warning[0].value
    assert not app.error


def test_a_correction_that_fails_is_said_at_the_top_and_the_sheet_stays(assistant: AssistantDouble) -> None:
    assistant.correct_error = IndexBusy("Une autre lecture est en cours.")
    app = sheet(assistant, "lys")
    typed(app, "territoire").set_value("Lys-lès-Lannoy")
    button(app, "Enregistrer les corrections").click().run()
    assert "Une autre lecture est en cours" in app.error[0].value
    assert button(app, "Enregistrer les corrections")


def test_a_fault_in_an_erasure_shows_nothing_of_the_inside(assistant: AssistantDouble) -> None:
    assistant.erase = broken  # type: ignore[method-assign, assignment]
    app = sheet(assistant, "scan", "Retrait")
    button(app, "Retirer ce document…").click().run()
    button(app, "Retirer définitivement").click().run()
    assert "erreur inattendue" in app.error[0].value
    assert "secret internal detail" not in app.error[0].value
    assert "open-scan" in [found.key for found in app.button]


def broken(_document_id: str) -> None:
    raise ValueError("secret internal detail")
