"""Page « Rédaction » as Streamlit runs it, around a small draft with the real rules of work and storage."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from doubles_draft import JEUNESSE, QUOTE, DraftingDouble
from doubles_web import ATTACK, hostile, seed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from ctgbot.model import Fact
from ctgbot.settings import Settings
from ctgbot.web.draft_form import COLUMNS, TYPED, counted_key, facts_in, row_of, rows_of
from ctgbot.web.draft_session import Sitting

PAGE = "from ctgbot.web.draft import drafting\n\ndrafting()"
SAID = "En 2024 : 2 850 allocataires"


@pytest.fixture
def assistant(tmp_path: Path) -> DraftingDouble:
    return DraftingDouble(settings=Settings(index=tmp_path / "index", corpus=tmp_path / "corpus"))


def opened(assistant: DraftingDouble) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def button(app: AppTest, label: str, place: int = 0) -> Button:
    return [found for found in app.button if found.label == label][place]


def shown(app: AppTest) -> str:
    assert not app.exception
    raw = "\n".join(element.body for element in app.html if "<style>" not in element.body)
    return raw.replace("\u00a0", " ").replace("\u202f", " ").replace("&#x27;", "'")


def told(app: AppTest) -> str:
    said = "\n".join(element.value for element in (*app.error, *app.warning, *app.success))
    return said.replace("\\", "").replace("\u202f", " ")


def sitting_of(app: AppTest) -> Sitting:
    now = app.session_state["draft-sitting"]
    assert isinstance(now, Sitting)
    return now


def settled(app: AppTest) -> AppTest:
    """The draft that was asked for, waited for."""
    for _ in range(200):
        future = sitting_of(app).future
        if future is None or future.done():
            break
        time.sleep(0.02)
    return app.run()


def told_figures(app: AppTest, sentence: str = SAID) -> AppTest:
    app.text_area(key="draft-sentence").set_value(sentence)
    return button(app, "Lire la phrase").click().run()


def drafted(assistant: DraftingDouble, sentence: str = SAID) -> AppTest:
    app = opened(assistant)
    if sentence:
        app = told_figures(app, sentence)
    button(app, "Rédiger").click().run()
    return settled(app)


def with_words(app: AppTest, place: str, words: str) -> AppTest:
    app.button(key=f"draft-edit-{place}").click().run()
    app.text_area(key=f"draft-words-{place}").set_value(words)
    return button(app, "Enregistrer").click().run()


def test_a_figure_said_in_a_sentence_is_in_the_grid_then_in_the_text_with_its_proof(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    assert "On y compte 2 850 foyers allocataires." in shown(app)
    assert "territoire · 2024 · chiffre donné dans la demande" in shown(app)
    assert f"« {QUOTE} »" in shown(app)
    assert sitting_of(app).rows[0]["Indicateur"] == "nombre de foyers allocataires"


def test_what_is_not_known_is_a_blank_that_the_page_asks_for(assistant: DraftingDouble) -> None:
    app = drafted(assistant, "")
    assert shown(app).count('<span class="ctg-blank">[à compléter') == 3
    assert "3 blancs restent entre crochets" in shown(app)


def test_a_sentence_that_counts_nothing_known_is_said_and_stays_typed(assistant: DraftingDouble) -> None:
    app = told_figures(opened(assistant), "Bonjour")
    assert "Aucun chiffre connu dans cette phrase" in told(app)
    assert app.text_area(key="draft-sentence").value == "Bonjour"


def test_a_figure_that_fills_a_blank_is_in_the_text_at_once(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    name = "draft-gap-value-equipements_finances"
    app.text_input(key=name).set_value("14")
    app.text_input(key=f"{name}-source").set_value("Caf du Nord")
    app = settled(button(app, "Compléter", 0).click().run())
    assert "On y compte 14 équipements" in shown(app)
    assert "territoire · 2024 · Caf du Nord" in shown(app)
    assert "1 blanc reste" in shown(app)


@pytest.mark.parametrize(
    ("value", "year", "says"),
    [
        ("quatorze", "2024", "« quatorze » n'est pas un nombre"),
        ("-3", "2024", "« -3 » est négatif"),
        ('=HYPERLINK("http://x")', "2024", "formule de tableur"),
        ("14", "24", "l'année « 24 » s'écrit en quatre chiffres"),
        ("", "2024", "Écrivez de quoi remplir"),
    ],
)
def test_a_wrong_figure_in_a_blank_is_refused_and_stays_typed(
    assistant: DraftingDouble, value: str, year: str, says: str
) -> None:
    app = drafted(assistant)
    name = "draft-gap-value-equipements_finances"
    app.text_input(key=name).set_value(value)
    app.text_input(key=f"{name}-year").set_value(year)
    app = button(app, "Compléter", 0).click().run()
    assert says in told(app)
    assert app.text_input(key=name).value == value
    assert "2 blancs restent" in shown(app)


def test_words_fill_a_blank_and_say_who_gave_them(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    app.text_area(key=f"draft-gap-value-{JEUNESSE.key}").set_value("2 accueils de jeunes.")
    app = button(app, "Compléter", 1).click().run()
    assert "la collectivité intervient par 2 accueils de jeunes." in shown(app)
    assert TYPED in shown(app)


def test_a_wrong_number_in_an_edited_sentence_is_marked_and_kept_out_of_the_text(assistant: DraftingDouble) -> None:
    app = with_words(drafted(assistant), "0-0", "On y compte 9 999 foyers allocataires.")
    said = shown(app)
    assert "modifiée par l'agent" in said
    assert "non vérifiée" in said
    assert "Le nombre « 9 999 » n'est ni un chiffre donné ni dans l'extrait cité." in said
    copied = said.split('class="ctg-copied"')[1]
    assert "9 999" not in copied
    assert "1 phrase hors du texte" in copied
    accepted = shown(button(app, "Accepter").click().run()).split('class="ctg-copied"')[1]
    assert "9 999" in accepted
    assert "1 phrase acceptée sans être vérifiée" in accepted


def test_the_last_action_is_undone_and_the_figures_with_it(assistant: DraftingDouble) -> None:
    app = with_words(drafted(assistant), "0-0", "Autre chose.")
    app = button(app, "Annuler la dernière action").click().run()
    assert "On y compte 2 850 foyers allocataires." in shown(app)
    assert button(app, "Annuler la dernière action").disabled


def test_a_sentence_is_refused_said_otherwise_and_proposed_again(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    app = app.button(key="draft-other-0-0").click().run()
    assert "Le territoire compte 2 850 foyers allocataires." in shown(app)
    app = app.button(key="draft-no-0-0").click().run()
    assert "refusée" in shown(app)
    assert "2 850" not in shown(app).split('class="ctg-copied"')[1]
    assert "ctg-is-refusee" not in shown(app.button(key="draft-back-0-0").click().run())


def test_what_was_edited_is_kept_when_the_text_follows_the_figures(assistant: DraftingDouble) -> None:
    app = with_words(drafted(assistant), "0-0", "La Caf accompagne 2 850 foyers allocataires.")
    app = told_figures(app, "14 équipements en 2024")
    assert "ont changé depuis ce texte" in shown(app)
    app = settled(button(app, "Mettre le texte à jour").click().run())
    assert "La Caf accompagne 2 850 foyers allocataires." in shown(app)
    assert "On y compte 14 équipements" in shown(app)


def test_files_are_read_into_the_grid_and_what_they_hide_is_said(assistant: DraftingDouble) -> None:
    fact = Fact("foyers_rsa", Decimal(120), "foyers", "Cnaf", 2024, "territoire", "Lys", "120", None, "RSA", "f.csv", 3)
    assistant.read = ((fact,), ("Colonne « x » non reprise.",))
    app = opened(assistant)
    app.file_uploader(key="draft-uploads").upload("../f.csv", b"a;b", "text/csv")
    app = button(app, "Lire les fichiers").click().run()
    assert "Chiffres lus : 1" in told(app)
    assert "Colonne « x » non reprise." in shown(app)
    assert assistant.files == [("f.csv", b"a;b")]
    button(app, "Rédiger").click().run()
    assert settled(app).session_state["draft-sitting"].steps.now.request.facts == (fact,)


def test_a_file_that_is_no_table_is_refused_and_the_grid_is_as_it_was(assistant: DraftingDouble) -> None:
    assistant.refusal = "« f.csv » : tableau non reconnu."
    app = told_figures(opened(assistant))
    app.file_uploader(key="draft-uploads").upload("f.csv", b"a;b", "text/csv")
    app = button(app, "Lire les fichiers").click().run()
    assert "tableau non reconnu" in told(app)
    assert len(sitting_of(app).rows) == 1


def test_two_values_for_one_figure_are_said(assistant: DraftingDouble) -> None:
    app = told_figures(told_figures(opened(assistant)), "En 2024 : 2 900 allocataires")
    assert "pour « nombre de foyers allocataires », 2024 (territoire) : 2 850" in shown(app)
    assert "Aucune n'est retenue." in shown(app)


def test_a_draft_is_found_again_after_a_restart_with_its_figures(assistant: DraftingDouble) -> None:
    with_words(drafted(assistant), "0-0", "La Caf accompagne 2 850 foyers allocataires.")
    app = opened(assistant)
    (line,) = assistant.drafts.lines()
    app = app.button(key=f"draft-open-{line.id}").click().run()
    assert "La Caf accompagne 2 850 foyers allocataires." in shown(app)
    assert sitting_of(app).rows[0]["Valeur"] == "2\u202f850"


def test_a_kept_draft_is_deleted_in_two_clicks(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    (line,) = assistant.drafts.lines()
    app = app.button(key=f"draft-delete-{line.id}").click().run()
    assert assistant.drafts.lines() == (line,)
    app = app.button(key=f"draft-gone-{line.id}").click().run()
    assert assistant.drafts.lines() == ()
    assert "3. Le texte" not in shown(app)


def test_the_draft_of_an_erased_document_leaves_the_page_of_whoever_had_it_open(assistant: DraftingDouble) -> None:
    app = drafted(assistant)
    assistant.library = [hostile()]
    app = app.run()
    assert "a été effacé" in told(app)
    assert QUOTE not in shown(app)


def test_the_fields_and_the_length_are_the_agents_choice(assistant: DraftingDouble) -> None:
    app = opened(assistant)
    app.radio[0].set_value(3).run()
    app.multiselect[0].set_value(["jeunesse"]).run()
    app.segmented_control[0].set_value("Courte").run()
    button(app, "Rédiger").click().run()
    request = settled(app).session_state["draft-sitting"].steps.now.request
    assert (request.article, request.fields, request.short) == (3, ("jeunesse",), True)
    assert assistant.shortened


def test_a_fictional_convention_says_so_and_its_words_are_never_markup(assistant: DraftingDouble) -> None:
    assistant.library = [seed(), hostile()]
    app = opened(assistant)
    app.selectbox[0].set_value("piege").run()
    button(app, "Rédiger").click().run()
    said = shown(settled(app))
    assert said.count("Exemple fictif.") == 2
    assert "exemple fictif</span>" in said
    app = with_words(app, "0-0", f"Texte {ATTACK}")
    assert "<script>" not in shown(app)
    assert "&lt;script&gt;" in shown(app)


def test_a_language_model_says_a_sentence_otherwise_or_the_sentence_stays(assistant: DraftingDouble) -> None:
    assert not [found for found in drafted(assistant).button if found.label == "Reformuler"]
    assistant.engine = "modele-x"
    app = drafted(assistant)
    app = button(app, "Reformuler").click().run()
    assert "la phrase reste comme elle était" in told(app)
    assert "On y compte 2 850 foyers allocataires." in shown(app)
    assistant.wording = "Le territoire réunit 2 850 foyers allocataires."
    app = settled(button(app, "Reformuler").click().run())
    assert "Le territoire réunit 2 850 foyers allocataires." in shown(app)
    assert "reformulée par le modèle de langue" in shown(app)


ROWS: list[tuple[tuple[str, str, str, str, str], str]] = [
    (("nombre de foyers allocataires", "2 850", "2024", "territoire", "Cnaf"), ""),
    (("nombre de foyers allocataires", "secret", "2024", "département", ""), ""),
    (("", "", "", "territoire", ""), ""),
    (("", "12", "", "territoire", ""), "Ligne 1 : choisissez un indicateur."),
    (("nombre de licornes", "12", "", "territoire", ""), "n'est pas connu"),
    (("nombre de foyers allocataires", "", "2024", "territoire", ""), "manque"),
    (("nombre de foyers allocataires", "12,5x", "2024", "territoire", ""), "n'est pas un nombre"),
    (("nombre de foyers allocataires", "2.850", "2024", "territoire", ""), "deux façons"),
    (("part du budget d'action sociale consacrée au territoire", "140", "", "territoire", ""), "dépasse 100 %"),
    (("nombre de foyers allocataires", "12", "l'an dernier", "territoire", ""), "quatre chiffres"),
]


@pytest.mark.parametrize(("words", "says"), ROWS)
def test_a_row_of_the_grid_is_a_figure_or_says_why_it_is_none(words: tuple[str, ...], says: str) -> None:
    read = facts_in([dict(zip(COLUMNS, words, strict=True))], "Lys")
    assert (says in "\n".join(read.problems)) if says else read.problems == ()
    assert len(read.facts) == (0 if says or not words[0] else 1)


def test_a_row_that_was_not_touched_keeps_its_file_and_its_line() -> None:
    fact = Fact("foyers_rsa", Decimal(120), "foyers", "Cnaf", 2024, "epci", "Lys", "120", None, "", "f.csv", 3)
    (row,) = rows_of([fact])
    assert facts_in([row], "Lys", [fact]).facts == (fact,)
    (changed,) = facts_in([{**row, "Valeur": "125"}], "Lys", [fact]).facts
    assert (changed.value, changed.file, changed.scale) == (Decimal(125), "", "epci")
    assert row_of(changed)["Valeur"] == "125"


@pytest.mark.parametrize(
    ("key", "counted"),
    [
        ("foyers_allocataires", ("foyers_allocataires", False)),
        ("part_foyers_allocataires", ("foyers_allocataires", True)),
        ("part_budget_action_sociale", ("part_budget_action_sociale", False)),
        ("collectivite_jeunesse", ("", False)),
    ],
)
def test_a_blank_asks_for_a_count_for_its_whole_or_for_words(key: str, counted: tuple[str, bool]) -> None:
    assert counted_key(type(JEUNESSE)(key, "x", "y")) == counted
