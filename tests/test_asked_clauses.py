"""A question that is nothing but a parameter of the registry, and the many that only look like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import convention

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.answering import Sources
from ctgbot.ask import ask
from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.files import FoundFile
from ctgbot.ingest import prepare
from ctgbot.model import PageSpan, SourceText
from ctgbot.settings import Settings
from ctgbot.text.asked_clauses import asked_parameters
from ctgbot.text.matching import count_stems
from ctgbot.text.question import read_question

EXAMPLES = Path(__file__).parents[1] / "corpus" / "exemples"


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("Quel est le délai de prévenance ?", "denonciation_preavis"),
        ("Quel est le préavis ?", "denonciation_preavis"),
        ("Quel préavis faut-il respecter pour dénoncer la convention ?", "denonciation_preavis"),
        ("Combien de temps à l'avance faut-il prévenir pour quitter la convention ?", "denonciation_preavis"),
        ("Quel est le délai de la mise en demeure ?", "mise_en_demeure_delai"),
        ("À quelle fréquence se réunit le comité de pilotage ?", "copil_frequence"),
        ("Tous les combien se réunit le copil ?", "copil_frequence"),
        ("Combien de fois par an le comité technique se réunit-il ?", "cotech_frequence"),
        ("Qui assure le secrétariat du comité de pilotage ?", "copil_secretariat"),
        ("Qui anime le copil ?", "copil_animation"),
        ("Qui compose le comité de pilotage ?", "copil_composition"),
        ("Jusqu'à quand court la convention ?", "date_fin"),
        ("Quand la convention prend-elle effet ?", "date_effet"),
        ("Quelle est la durée de la convention ?", "duree"),
        ("La convention est-elle reconduite tacitement ?", "reconduction"),
        ("Qui sont les signataires de la convention ?", "signataires"),
        ("Quel tribunal est compétent en cas de litige ?", "juridiction"),
        ("Faut-il une conciliation préalable ?", "reglement_amiable"),
        ("Dans quel cas la convention est-elle résiliée sans mise en demeure ?", "resiliation_sans_mise_en_demeure"),
        ("Quels sont les effets de la résiliation ?", "resiliation_effets"),
        ("Quelles conséquences la résiliation entraîne-t-elle ?", "resiliation_effets"),
        ("L'obligation de confidentialité dure-t-elle après la fin de la convention ?", "confidentialite_apres_terme"),
        ("Faut-il l'avis préalable du DPO ?", "avis_dpo_prealable"),
        ("Qui valide le plan d'actions ?", "plan_action_validation"),
        ("Quelle est la durée maximale de la convention ?", "duree_maximale"),
        ("Y a-t-il une durée maximale, renouvellements compris ?", "duree_maximale"),
        ("Le préavis doit-il être envoyé en recommandé ?", "denonciation_forme"),
        ("Sous quelle forme faut-il dénoncer la convention ?", "denonciation_forme"),
        ("À partir de quand courent les 6 mois de préavis ?", "denonciation_point_de_depart"),
        ("Le préavis court-il de l'envoi ou de la réception de la lettre ?", "denonciation_point_de_depart"),
        ("La mise en demeure doit-elle être envoyée par lettre recommandée ?", "mise_en_demeure_forme"),
        ("De quand part le délai de la mise en demeure ?", "mise_en_demeure_point_de_depart"),
        ("Le préavis a-t-il été modifié par l'avenant ?", "denonciation_preavis"),
        ("Quand le plan d'actions doit-il être prêt ?", "plan_action_echeance"),
        ("Quelles annexes accompagnent la convention ?", "annexes"),
        ("Quelle période couvre la convention ?", "periode"),
        ("À quel rythme le bilan est-il fait ?", "evaluation"),
        ("La convention parle-t-elle du bonus territoire ?", "bonus_territoire"),
        ("La commune doit-elle maintenir ses financements ?", "maintien_financement_collectivite"),
        ("Quelle période couvre le schéma départemental ?", "sdsf_reference"),
        ("Qui préside le copil ?", "copil_animation"),
        ("Devant quel juge aller en cas de différend ?", "juridiction"),
        ("Une conciliation est-elle obligatoire avant de saisir le juge ?", "reglement_amiable"),
        ("Quel délai pour résilier sans mise en demeure ?", "resiliation_sans_mise_en_demeure"),
    ],
)
def test_a_parameter_is_asked_for_and_nothing_else(question: str, parameter: str) -> None:
    (part,) = read_question(question, (), str).parts
    assert asked_parameters(part) == (parameter,)


def test_a_delay_and_its_form_are_asked_together() -> None:
    (part,) = read_question("Quels délai et forme pour dénoncer la convention ?", (), str).parts
    assert asked_parameters(part) == ("denonciation_preavis", "denonciation_forme")


@pytest.mark.parametrize(
    "question",
    [
        "Quel préavis pour les agents de la crèche ?",
        "Quel est le délai de résiliation ?",
        "Quelle est la durée du mandat du maire ?",
        "Combien de signataires ?",
        "Peut-on dénoncer la convention ?",
        "La MSA est-elle signataire ?",
        "Quelle est la forme du règlement du copil ?",
        "Combien d'annexes la convention compte-t-elle ?",
        "Que contient l'annexe 2 ?",
        "Qui évalue la convention ?",
        "À qui est versé le bonus territoire ?",
        "Quel juge a condamné la Caf en 2019 ?",
        "Combien de temps dure-t-elle ?",
        "Qui paie le secrétariat du copil ?",
        "Quand se réunit le comité des parents ?",
        "Quel est le budget du comité de pilotage ?",
        "Quelle est la durée de conservation des données ?",
        "À quelle date le plan d'actions prend-il fin ?",
        "Que fait le comité technique ?",
        "Quels sont les effets de la résiliation sur les places de crèche ?",
        "Le secret des affaires couvre-t-il les marchés après la fin ?",
        "Qui valide le budget du plan d'actions ?",
        "L'avis du DPO sur les photos est-il requis ?",
        "Quelles sont les conséquences d'un retard ?",
        "Le tribunal de commerce a-t-il jugé la Caf ?",
    ],
)
def test_a_word_about_something_else_leaves_the_question_to_the_search(question: str) -> None:
    assert [asked_parameters(part) for part in read_question(question, (), str).parts] == [()]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    assistant = open_assistant(Settings(index=tmp_path_factory.mktemp("examples")))
    names = ("ctg-l-aubraie", "avenant-1", "ctg-les-hauts", "ctg-le-vaudrecy")
    assistant.ingest([next(EXAMPLES.glob(f"{name}*")) for name in names])
    return assistant


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Quel est le préavis à L'Aubraie-sur-Esquerre ?", "six mois"),
        ("Jusqu'à quand court la convention du Vaudrecy ?", "31 décembre 2026"),
        ("Quel est le préavis au Vaudrecy ?", "trois mois"),
    ],
)
def test_the_clause_in_force_answers_first(examples: Assistant, question: str, words: str) -> None:
    answer = examples.ask(question)
    assert answer.status == "answered"
    assert words in answer.body.citations[0].quote
    assert all(sentence.verified for sentence in answer.body.sentences)


def test_a_convention_without_the_clause_says_so(examples: Assistant) -> None:
    answer = examples.ask("Quel est le préavis aux Hauts-de-Sourdanne ?")
    assert answer.status == "refused"
    assert "ne prévoit rien pour « Dénonciation : préavis »" in answer.body.text


def test_a_page_that_nobody_has_read_is_said_beside_a_no(tmp_path: Path) -> None:
    text = convention("Verlac").replace("moyennant un délai de prévenance de 6 mois", "par écrit")
    pages = (PageSpan(1, 0, len(text)), PageSpan(2, len(text), len(text), "a_oceriser"))
    file = FoundFile(tmp_path / "ctg.pdf", "0" * 64, 1, True)
    catalogue = SqlCatalogue.in_folder(tmp_path)
    catalogue.save_all([prepare("verlac", file, SourceText(text, pages))])
    sources = Sources(lambda _query, _top, _ids: (), catalogue, lambda _ids: count_stems(()), catalogue.clauses)
    answer = ask("Quel est le préavis ?", (), (), sources)
    assert answer.status == "refused"
    assert "ne prévoit rien pour « Dénonciation : préavis »" in answer.body.text
    assert "des pages sont des images qui n'ont pas été lues (p. 2)" in answer.body.text


def one_convention(text: str, tmp_path: Path) -> Assistant:
    assistant = open_assistant(Settings(index=tmp_path / "index"))
    (tmp_path / "ctg.txt").write_text(text, encoding="utf-8")
    assistant.ingest([tmp_path / "ctg.txt"])
    return assistant


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("Sous quelle forme faut-il dénoncer la convention ?", "la forme"),
        ("Le préavis court-il de l'envoi ou de la réception ?", "point de départ"),
    ],
)
def test_a_clause_that_leaves_it_open_is_half_an_answer(tmp_path: Path, question: str, silence: str) -> None:
    answer = one_convention(convention("Verlac"), tmp_path).ask(question)
    assert answer.status == "partial"
    assert "6 mois" in answer.body.citations[0].quote
    assert silence in answer.body.text


def test_what_no_clause_foresees_is_a_no(tmp_path: Path) -> None:
    answer = one_convention(convention("Verlac"), tmp_path).ask("Une conciliation préalable est-elle prévue ?")
    assert answer.status == "refused"


def test_a_value_that_the_registry_has_read_is_no_blank(tmp_path: Path) -> None:
    text = (
        convention("Verlac") + "\n\nSa durée totale ne peut excéder cinq ans (*N+4 au maximum*), fin le JJ/MM/AAAA.\n"
    )
    answer = one_convention(text, tmp_path).ask("Quelle est la durée maximale de la convention ?")
    assert answer.reason != "placeholder"
