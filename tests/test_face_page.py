"""Page « Face à face » as Streamlit runs it, around a double: articles, clauses, a question to each convention."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from doubles_web import ATTACK
from samples import convention, entry
from streamlit.testing.v1 import AppTest

from ctgbot.align import side_by_side
from ctgbot.clause_map import clause_map
from ctgbot.model import (
    Answer,
    Citation,
    Clause,
    Document,
    DocumentCard,
    SourcedSentence,
    SourcedText,
    Standing,
)
from ctgbot.text.word_diff import word_diff
from ctgbot.web.clause_map_markup import map_html, row_words
from ctgbot.web.diff_markup import changes_html, columns_html, heavy_html, state_words
from ctgbot.web.face_markup import counted_html, faces_html

VALBRUME = convention("Valbrume", 6)
ROCHEMORTE = convention("Rochemorte", 3).replace("peut être dénoncée", "ne peut être dénoncée")


@dataclass
class Comparing:
    """Conventions as ingest prepares them, and one answer; `asked` records of whom."""

    texts: dict[str, str]
    ties: dict[str, Standing] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._entries = {name: entry(name, text) for name, text in self.texts.items()}

    def documents(self) -> tuple[DocumentCard, ...]:
        return tuple(one.document.card for one in self._entries.values())

    def standings(self) -> dict[str, Standing]:
        return self.ties

    def show(self, document_id: str) -> Document:
        return self._entries[document_id].document

    def clauses(self, documents: Sequence[str] = ()) -> tuple[Clause, ...]:
        return tuple(clause for one in documents for clause in self._entries[one].clauses)

    def ask(self, question: str, documents: Sequence[str] = ()) -> Answer:
        self.asked.append(tuple(documents))
        if documents == ["b"]:
            return Answer(question, "refused", "not_in_corpus", SourcedText(()))
        citation = Citation(1, "a", "CTG", "art. 1", 1, None, 0, 5, f"Quote {ATTACK}", "")
        said = SourcedSentence(f"« Quote {ATTACK} »", (1,), verified=True)
        return Answer(question, "answered", None, SourcedText((said,), (citation,)))


def opened(assistant: Comparing, tab: str = "") -> AppTest:
    app = AppTest.from_string("from ctgbot.web.face import face\n\nface()", default_timeout=60)
    app.session_state["assistant"] = assistant
    app.run()
    if tab:
        app.session_state["face-tabs"] = tab
        app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def two() -> Comparing:
    return Comparing({"a": VALBRUME, "b": ROCHEMORTE})


def test_the_page_asks_for_a_second_convention() -> None:
    assert "Il faut deux conventions" in shown(opened(Comparing({"a": VALBRUME})))


def test_articles_stand_side_by_side_with_what_changes_an_obligation_first() -> None:
    page = shown(opened(two()))
    assert "art. 2 LA FIN DE LA CONVENTION" in page
    assert "<del>6 mois</del> → <ins>3 mois</ins> <span>(nombre)</span>" in page
    assert "ajouté : </span>ne</ins> <span>(négation)" in page


def test_one_article_may_be_chosen_and_is_open() -> None:
    app = opened(two())
    article = next(box for box in app.selectbox if box.label == "Article de la référence")
    last = two().show("a").sections[-1].id
    article.set_value(last).run()
    page = shown(app)
    assert page.count("<details") == 1
    assert '<details class="ctg-face" open>' in page


def test_a_convention_that_another_one_replaces_is_not_offered() -> None:
    assistant = Comparing(
        {"a": VALBRUME, "b": ROCHEMORTE, "c": convention("Hautpré")}, {"b": Standing(replaced_by="c")}
    )
    app = opened(assistant)
    assert "b" not in [*app.selectbox[0].options, *app.multiselect[0].options]
    assert len(app.selectbox[0].options) == 2


def test_the_map_says_how_many_keep_the_text_and_who_departs_from_it() -> None:
    apart = convention("Rochemorte", 3).replace("prévenance", "préavis")
    texts = {"a": VALBRUME, "b": apart, "c": convention("Hautpré")}
    page = shown(opened(Comparing(texts), "Carte des clauses"))
    assert "2 conventions reprennent le même texte, 1 s&#x27;en écarte" in page
    assert "S'en écartent" in page
    assert "3 sur 3" in page


def test_a_question_is_put_to_each_and_the_silent_ones_are_said() -> None:
    assistant = two()
    app = opened(assistant, "Question à chacune")
    app.text_input[0].set_value("Comment chaque commune traite-t-elle le logement ?")
    app.button[0].click().run()
    deadline = time.monotonic() + 20
    while not app.session_state["each"].future.done() and time.monotonic() < deadline:
        time.sleep(0.05)
    page = shown(app.run())
    assert assistant.asked == [("a",), ("b",)]
    assert "1 convention répond, 1 n&#x27;en dit rien." in page
    assert "<script>" not in page


@pytest.mark.parametrize("tab", ["", "Carte des clauses"])
def test_what_a_document_says_is_never_markup(tab: str) -> None:
    hostile = VALBRUME.replace("moyennant", f"moyennant {ATTACK}").replace("OBJET DE LA", f"OBJET {ATTACK}")
    page = shown(opened(Comparing({"a": hostile, "b": ROCHEMORTE}), tab))
    assert "alert" in page
    assert "<script>" not in page
    assert "<img" not in page


def test_marks_are_said_in_words_and_not_by_colour_alone() -> None:
    difference = word_diff("un préavis de 6 mois écrit", "un préavis de 3 mois")
    html = columns_html(difference, "A", "B")
    assert '<del><span class="ctg-hidden">[retiré : </span>' in html
    assert '<ins><span class="ctg-hidden">[ajouté : </span><strong>3 mois</strong>' in html
    assert heavy_html(word_diff("la ville", "la commune")) == ""


def test_a_mark_ends_with_its_last_word_so_that_the_text_keeps_its_spaces() -> None:
    html = columns_html(word_diff("composé, à parité, de la Caf", "composé, en nombre égal, de la Caf"), "A", "B")
    assert 'à parité<span class="ctg-hidden">]</span></del>, de la Caf' in html


def test_two_texts_of_one_name_are_told_apart_by_their_files() -> None:
    page = shown(opened(Comparing({"a": VALBRUME, "b": VALBRUME.replace("6 mois", "3 mois")})))
    assert "Valbrume 2024-2028 (a)" in page
    assert "Valbrume 2024-2028 (b)" in page


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Un préavis de 6 mois.", "Un préavis de 6 mois.", "même texte"),
        ("Un préavis de 6 mois.", "Un préavis de 3 mois.", "1 passage différent"),
        ("Un long préavis écrit de 6 mois.", "Un préavis de 3 mois.", "2 passages différents"),
        ("Un préavis de 6 mois.", "Le tribunal tranche.", "autre rédaction"),
    ],
)
def test_the_state_of_a_pair_in_words(before: str, after: str, said: str) -> None:
    assert state_words(word_diff(before, after)) == said


def test_a_long_list_of_changes_is_cut_and_says_so() -> None:
    before = " ; ".join(f"mot{n} stable" for n in range(12))
    assert "et 4 de plus" in changes_html(word_diff(before, before.replace("mot", "autre")))


def test_what_has_no_equivalent_says_so_on_either_side() -> None:
    more = ROCHEMORTE + "\nARTICLE 3 – COMMUNICATION\nLes logos figurent sur les supports.\n"
    faces = side_by_side("a", "b", Comparing({"a": VALBRUME, "b": more}))
    assert "sans équivalent" in faces_html(faces, "A", "B")
    assert "3 parties se répondent ; 0 seulement dans « A » ; 1 seulement dans « B »." in counted_html(faces, "A", "B")


def test_a_clause_that_each_words_its_own_way_says_so() -> None:
    other = ROCHEMORTE.split("ARTICLE 1")[0] + "ARTICLE 1 – OBJET\nTout autre chose, sans un mot commun avec elle.\n"
    assistant = Comparing({"a": VALBRUME, "b": other})
    rows = {row.key: row for row in clause_map(["a", "b"], assistant)}
    assert row_words(rows["objet"]) == "chacune a sa rédaction"
    assert row_words(rows["denonciation"]) == "une seule rédaction"
    cards = {card.id: card for card in assistant.documents()}
    assert "Aucune clause trouvée dans : Rochemorte" in map_html(list(rows.values()), cards, 2)
