"""Page « Contrôle » as Streamlit runs it, around a double: remarks, clauses with their proof, delays, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from doubles_audit import CheckingDouble
from doubles_web import ATTACK, NOTICE, avenant, hostile, scan, seed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from ctgbot.audit_rules.finding import Finding
from ctgbot.errors import UnreadableFile
from ctgbot.model import Clause, Document, Standing
from ctgbot.settings import Settings
from ctgbot.web.listing import control_order
from ctgbot.web.remarks import PER_PART, kept, parts_of, remarks_of

APP = str(Path(__file__).parent.parent / "app.py")
TEXT = seed().text
START = TEXT.index("JJ/MM/AAAA jusqu'au")
DATE = Finding(
    "placeholder.date", "haute", "Date à compléter.", "art. 11", None, START, START + 10, "JJ/MM/AAAA", "Dater."
)
AVENANT = Finding("completude.avenant", "basse", "Aucun avenant prévu.", "document entier", None, None, None, "", "")
FINDINGS = (DATE, AVENANT)


@pytest.fixture
def assistant(tmp_path: Path) -> CheckingDouble:
    settings = Settings(index=tmp_path / "index", corpus=tmp_path / "corpus")
    double = CheckingDouble(library=[seed(), scan(), avenant()], settings=settings, findings=FINDINGS)
    double.registry = (
        Clause("lys", "denonciation_preavis", "rempli", "P6M", double.quoted("lys", NOTICE, "art. 13", 4)),
        Clause("lys", "date_effet", "a_completer", None, double.quoted("lys", "JJ/MM/AAAA jusqu'au", "art. 11")),
        Clause("lys", "avenant", "absent"),
    )
    return double


def opened(assistant: CheckingDouble) -> AppTest:
    app = AppTest.from_string("from ctgbot.web.control import control\n\ncontrol()", default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def checked(assistant: CheckingDouble, document_id: str = "lys", tab: str = "Remarques") -> AppTest:
    app = opened(assistant)
    app.selectbox[0].set_value(document_id).run()
    if tab != "Remarques":
        app.session_state[f"check-{document_id}"] = tab
        app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """The page's own HTML and captions, spaces made plain."""
    said = [element.body for element in app.html] + [caption.value for caption in app.caption]
    return "\n".join(said).replace("\u00a0", " ").replace("&#x27;", "'")


def button(app: AppTest, label: str) -> Button:
    return next(found for found in app.button if found.label == label)


def never(_document_id: str) -> Document:
    raise AssertionError("a text was read")


def test_nothing_is_read_before_a_document_is_chosen_among_a_thousand(assistant: CheckingDouble) -> None:
    one = seed()
    assistant.library = [replace(one, card=replace(one.card, id=f"ctg-{number:04}")) for number in range(1000)]
    assistant.show = never  # type: ignore[method-assign, assignment]
    app = opened(assistant)
    assert not app.exception
    assert len(app.selectbox[0].options) == 1000
    assert assistant.audited == []
    assert not app.tabs


def test_drafts_and_conventions_come_first(assistant: CheckingDouble) -> None:
    ordered = control_order((avenant().card, scan().card, seed().card))
    assert [card.id for card in ordered] == ["lys", "scan", "avenant"]
    assert opened(assistant).selectbox[0].options[0].startswith("convention · Lys-lez-Lannoy")


def test_an_empty_corpus_says_where_to_begin(assistant: CheckingDouble) -> None:
    assistant.library = []
    assert "Aucun document pour l'instant" in shown(opened(assistant))


def test_remarks_are_counted_and_shown_with_what_to_do(assistant: CheckingDouble) -> None:
    said = shown(checked(assistant))
    for words in (
        "2 remarques : 1 de gravité haute, 1 de gravité basse",
        "Gravité haute", "art. 11", "Date à compléter.", "Dater.", "document entier",
    ):  # fmt: skip
        assert words in said


def test_a_quote_opens_in_its_section(assistant: CheckingDouble) -> None:
    opened_quote = shown(checked(assistant)).split('class="ctg-extract"')[1].split("</details>")[0]
    assert "est conclue à compter de <mark>JJ/MM/AAAA</mark> jusqu'au 31 décembre" in opened_quote


def test_remarks_are_filtered_by_gravity_and_by_family(assistant: CheckingDouble) -> None:
    app = checked(assistant)
    assert app.pills[0].options == ["Haute (1)", "Basse (1)"]
    app.pills[0].set_value(["basse"]).run()
    assert "Date à compléter." not in shown(app)
    assert "Aucun avenant prévu." in shown(app)
    app.pills[1].set_value(["placeholder"]).run()
    assert "Aucune remarque ne correspond" in shown(app)
    assert assistant.audited == ["lys"]


def test_a_document_without_remarks_says_so(assistant: CheckingDouble) -> None:
    assistant.findings = ()
    app = checked(assistant)
    assert "Aucune remarque." in shown(app)
    assert "une faute peut lui échapper" in shown(app)
    assert not app.pills


def test_what_is_not_a_convention_says_that_its_clauses_are_not_asked_for(assistant: CheckingDouble) -> None:
    words = "Les clauses à prévoir ne sont cherchées que dans une convention"
    assert words in shown(checked(assistant, "avenant"))
    assert words not in shown(checked(assistant, "lys"))


def test_the_same_remark_is_said_once_for_its_places() -> None:
    again = [replace(DATE, start=place, end=place + 1) for place in range(5)]
    first, other = remarks_of([*again, AVENANT])
    assert (len(first.places), other.first) == (5, AVENANT)


def test_what_is_not_the_same_place_or_gravity_stays_apart() -> None:
    assert len(remarks_of([DATE, replace(DATE, reference="art. 2"), replace(DATE, severity="basse")])) == 3


def test_many_remarks_come_in_parts() -> None:
    many = remarks_of([replace(DATE, message=f"Remarque {number}") for number in range(PER_PART + 1)])
    assert [len(part) for part in parts_of(many)] == [PER_PART, 1]
    assert parts_of(()) == ((),)


def test_no_choice_keeps_everything() -> None:
    assert kept(FINDINGS, (), ()) == FINDINGS
    assert kept(FINDINGS, ("haute",), ("completude",)) == ()


def test_the_audit_is_handed_over_as_word_and_excel(assistant: CheckingDouble) -> None:
    app = checked(assistant)
    assert [found.label for found in app.download_button] == ["Télécharger en Word", "Télécharger en Excel"]
    file = docx.Document(BytesIO(assistant.audit_file("lys", ".docx")))
    assert "Date à compléter." in file.tables[0].rows[1].cells[1].text


def test_a_remark_of_a_pdf_shows_its_page(assistant: CheckingDouble) -> None:
    assistant.findings = (replace(DATE, page=2, start=0, end=4, quote="Page"), AVENANT)
    app = checked(assistant, "scan")
    button(app, "Voir la page 2").click().run()
    assert assistant.pictures == [("scan", 2, "Page")]
    button(app, "Masquer la page 2").click().run()
    assert "Voir la page 2" in [found.label for found in app.button]


def test_a_page_that_cannot_be_drawn_says_so(assistant: CheckingDouble) -> None:
    assistant.findings = (replace(DATE, page=2, start=0, end=4, quote="Page"),)
    assistant.picture = UnreadableFile("damaged", "Le fichier est abîmé.")
    app = checked(assistant, "scan")
    button(app, "Voir la page 2").click().run()
    assert "Le fichier est abîmé" in app.warning[0].value


def test_a_text_has_no_page_to_show(assistant: CheckingDouble) -> None:
    assert not [found for found in checked(assistant).button if "la page" in found.label]


def test_nothing_of_a_document_is_read_as_html(assistant: CheckingDouble) -> None:
    trap = hostile()
    start = trap.text.index(ATTACK)
    assistant.library = [trap]
    planted = replace(DATE, message=ATTACK, suggestion=ATTACK, reference=ATTACK, quote=ATTACK)
    assistant.findings = (
        replace(planted, start=start, end=start + len(ATTACK)),
        replace(planted, start=None, end=None),
    )
    proof = assistant.quoted("piege", ATTACK, ATTACK)
    assistant.registry = (
        Clause("piege", "juridiction", "rempli", ATTACK, proof),
        Clause("piege", "denonciation_preavis", "contradictoire", "P3M", proof, (("P6M", proof),)),
    )
    for tab in ("Remarques", "Clauses", "Délais"):
        said = shown(checked(assistant, "piege", tab))
        assert "<script" not in said
        assert "<img" not in said
        assert "&lt;script&gt;" in said


def test_clauses_are_shown_with_value_state_and_proof(assistant: CheckingDouble) -> None:
    said = shown(checked(assistant, tab="Clauses"))
    assert "3 clauses cherchées : 1 renseignée, 1 à compléter, 1 sans clause trouvée" in said
    row = said.split("Dénonciation : préavis")[1].split("</tr>")[0]
    for words in ("6 mois", "renseignée", "art. 13, page 4", f"<mark>{NOTICE}</mark>"):
        assert words in row
    assert "à compléter" in said.split("Date d’effet")[1].split("</tr>")[0]
    assert "aucune clause trouvée" in said.split("Modification par avenant")[1].split("</tr>")[0]


def test_both_values_of_a_text_that_contradicts_itself_are_shown(assistant: CheckingDouble) -> None:
    six, year = assistant.quoted("lys", NOTICE, "art. 13"), assistant.quoted("lys", "JJ/MM/AAAA jusqu'au", "art. 11")
    assistant.registry = (Clause("lys", "denonciation_preavis", "contradictoire", "P6M", six, (("P1Y", year),)),)
    row = shown(checked(assistant, tab="Clauses")).split("Dénonciation : préavis")[1].split("</tr>")[0]
    for words in ("6 mois", "1 an", "art. 13", "art. 11", "contradictoire"):
        assert words in row


def amended(assistant: CheckingDouble) -> None:
    assistant.ties = {"scan": Standing(avenants=("avenant",)), "avenant": Standing(convention="scan")}
    old, new = assistant.quoted("scan", "Page lue.", "art. 13"), assistant.quoted("avenant", "six ans", "art. 1")
    assistant.registry = (
        Clause("scan", "denonciation_preavis", "rempli", "P3M", old, superseded_by="avenant"),
        Clause("avenant", "denonciation_preavis", "rempli", "P6M", new),
    )


def test_a_clause_that_an_avenant_replaced_is_shown_under_the_one_in_force(assistant: CheckingDouble) -> None:
    amended(assistant)
    row = shown(checked(assistant, "scan", "Clauses")).split("Dénonciation : préavis")[1].split("</tr>")[0]
    in_force, replaced = row.split("ctg-replaced")
    assert "En vigueur, par l'avenant n° 1" in in_force
    assert "6 mois" in in_force
    assert "<mark>six ans</mark>" in in_force
    assert "remplacé par l'avenant n° 1" in replaced
    assert "3 mois" in replaced


def test_pages_that_were_not_read_are_said_beside_the_clauses(assistant: CheckingDouble) -> None:
    assistant.registry = (Clause("scan", "avenant", "absent"),)
    assert "n'ont pas été lues" in checked(assistant, "scan", "Clauses").warning[0].value


def test_a_document_without_clauses_says_so(assistant: CheckingDouble) -> None:
    assistant.registry = ()
    assert "Le registre ne tient que" in shown(checked(assistant, tab="Clauses"))


def test_an_avenant_is_said_to_say_only_what_it_changes(assistant: CheckingDouble) -> None:
    amended(assistant)
    assert "Ce que dit cet avenant : 1 renseignée" in shown(checked(assistant, "avenant", "Clauses"))


def on_the_day(app: AppTest, when: date) -> str:
    return shown(app.date_input[0].set_value(when).run())


def test_the_last_day_to_give_notice_follows_from_the_end(assistant: CheckingDouble) -> None:
    said = on_the_day(checked(assistant, tab="Délais"), date(2027, 12, 31))
    assert "Pour finir le vendredi 31 décembre 2027, prévenir au plus tard le mercredi 30 juin 2027." in said
    assert "Le texte ne précise pas la forme" in said
    assert f"<mark>{NOTICE}</mark>" in said


def test_the_first_day_of_the_end_follows_from_the_notice(assistant: CheckingDouble) -> None:
    app = checked(assistant, tab="Délais")
    app.segmented_control[0].set_value("Prévenu le…").run()
    said = on_the_day(app, date(2027, 3, 1))
    assert "prévenue le lundi 1er mars 2027, fin au plus tôt le mercredi 1er septembre 2027" in said


def test_a_day_that_is_past_is_said(assistant: CheckingDouble) -> None:
    app = checked(assistant, tab="Délais")
    assert "ce jour est passé" in on_the_day(app, datetime.now(tz=UTC).date())
    assert "ce jour est passé" not in on_the_day(app, date(2099, 12, 31))
    app.segmented_control[0].set_value("Prévenu le…").run()
    assert "ce jour est passé" not in on_the_day(app, date(2020, 1, 1))


def test_the_delays_of_an_avenant_are_those_of_its_convention_with_the_avenant(assistant: CheckingDouble) -> None:
    amended(assistant)
    said = on_the_day(checked(assistant, "avenant", "Délais"), date(2027, 12, 31))
    assert "délai de 6 mois, fixé par l'avenant n° 1" in said
    assert "avenants compris" in said


@pytest.mark.parametrize(
    ("document_id", "ties", "says"),
    [
        ("avenant", {}, "sur un avenant rattaché à la sienne"),
        ("scan", {"scan": Standing(replaced_by="lys")}, "version plus récente"),
        ("scan", {}, "Aucun délai n'est fixé"),
    ],
)
def test_a_text_without_delays_says_why(
    assistant: CheckingDouble, document_id: str, ties: dict[str, Standing], says: str
) -> None:
    assistant.ties = ties
    assert says in shown(checked(assistant, document_id, "Délais"))


def test_the_choice_is_in_the_address(assistant: CheckingDouble) -> None:
    assert checked(assistant).query_params["document"] == "lys"
    app = AppTest.from_string("from ctgbot.web.control import control\n\ncontrol()", default_timeout=60)
    app.session_state["assistant"] = assistant
    app.query_params["document"] = "scan"
    assert app.run().selectbox[0].value == "scan"


def test_an_address_of_a_document_that_has_gone_opens_the_choice(assistant: CheckingDouble) -> None:
    app = checked(assistant)
    assistant.library = [scan()]
    app.run()
    assert not app.exception
    assert app.selectbox[0].value is None


def test_a_fictional_example_says_so(assistant: CheckingDouble) -> None:
    assistant.library = [hostile()]
    assistant.findings = ()
    assert "Le document contrôlé est inventé pour la démonstration" in shown(checked(assistant, "piege"))


def test_the_sheet_of_a_document_leads_to_its_check(assistant: CheckingDouble) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["assistant"] = assistant
    button(app.run(), "Gérer les documents").click().run()
    app.button(key="open-lys").click().run()
    button(app, "Contrôler ce document").click().run()
    assert app.selectbox[0].value == "lys"
    assert assistant.audited == ["lys"]
