"""Questions over all the conventions, answered from a real registry of short ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from samples import entry

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.model import Answer, Clause, PageSpan
from ctgbot.registry import consolidate
from ctgbot.stores import Entry
from ctgbot.survey import survey
from ctgbot.survey_roll import Roll, roll_of
from ctgbot.text.lineage import standings

TEXT = """CONVENTION TERRITORIALE GLOBALE 2024-2028
{mark}
Commune de {commune}

PREAMBULE
La commune de {commune} et la Caf décident ensemble des services aux familles du territoire.

ARTICLE 1 – LE COMITE DE PILOTAGE
{copil}

ARTICLE 2 – LA FIN DE LA CONVENTION
{end}
"""
NOTICE = "La présente convention peut être dénoncée moyennant un préavis de {} mois."
TWICE = "Le comité de pilotage se réunit deux fois par an. La Caf en assure le secrétariat."
ONCE = "Le comité de pilotage se réunit une fois par an. La commune en assure le secrétariat."
AVENANT = """AVENANT N° 1 A LA CONVENTION TERRITORIALE GLOBALE 2024-2028
Commune de Berlac

ARTICLE 1 – LE PREAVIS
La présente convention peut être dénoncée moyennant un préavis de 9 mois.
"""


def convention(commune: str, copil: str = ONCE, end: str = NOTICE.format(6), mark: str = "") -> Entry:
    return entry(commune.lower(), TEXT.format(commune=commune, copil=copil, end=end, mark=mark))


CORPUS = (
    convention("Arlac", TWICE, NOTICE.format(3)),
    convention("Berlac"),
    entry("berlac-avenant", AVENANT),
    convention("Corlac", end=NOTICE.format("XX")),
    convention("Dorlac", end="Les parties se rencontrent chaque année."),
    convention("Erlac", end=f"{NOTICE.format(3)}\n\n{NOTICE.format(12)}"),
    convention("Florlac", mark="Exemple fictif : ce document ne lie personne."),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> SqlCatalogue:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    catalogue.save_all(CORPUS)
    consolidate(catalogue)
    return catalogue


def ask(catalogue: SqlCatalogue, question: str, documents: Sequence[str] = ()) -> Answer:
    answer = survey(question, documents, catalogue, among(catalogue))
    assert answer is not None
    return answer


def among(catalogue: SqlCatalogue) -> Callable[[Sequence[str]], Roll]:
    return partial(roll_of, catalogue, standings(catalogue.cards()))


def cited(answer: Answer) -> list[str]:
    return [citation.document_id for citation in answer.body.citations]


def test_each_line_is_a_quote_of_the_clause_and_the_rest_is_counted(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Quelles conventions ont un préavis inférieur à 6 mois ?")
    assert cited(answer) == ["arlac"]
    assert "préavis de 3 mois" in answer.body.citations[0].quote
    assert "1 convention sur 4" in answer.body.text
    assert "6 conventions lues, dont 1 exemple fictif ; 2 sans réponse possible." in answer.body.text
    assert (answer.status, answer.reason) == ("partial", "not_in_corpus")


def test_a_blank_and_a_contradiction_are_undecided_and_named(catalogue: SqlCatalogue) -> None:
    said = ask(catalogue, "Quelles conventions ont un préavis inférieur à 6 mois ?").body.sentences
    blank, contradiction = (next(s.text for s in said if why in s.text) for why in ("à compléter", "se contredisent"))
    assert "Corlac" in blank
    assert "Erlac" in contradiction


def test_the_value_in_force_counts_and_the_one_it_replaced_is_quoted(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Quelles conventions ont un préavis supérieur à 6 mois ?")
    assert cited(answer) == ["berlac-avenant", "berlac"]
    line = next(sentence for sentence in answer.body.sentences if sentence.citations)
    assert line.citations == (1, 2)
    assert line.verified
    assert "9 mois" in line.text.split("Valeur remplacée")[0]
    assert "6 mois" in line.text.split("Valeur remplacée")[1]


def test_an_avenant_left_out_of_the_choice_changes_nothing(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Quelles conventions ont un préavis de 6 mois ?", ["arlac", "berlac"])
    assert cited(answer) == ["berlac"]
    assert "2 conventions lues ; aucune n'est restée sans réponse." in answer.body.text
    assert answer.status == "answered"


def test_what_is_not_foreseen_is_listed_without_a_quote(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Combien n'ont pas de clause de dénonciation ?")
    assert "1 convention sur 6 sans cette clause : Dénonciation." in answer.body.text
    assert any(s.text.startswith("CTG Dorlac") and not s.citations for s in answer.body.sentences)
    assert cited(answer) == []


def test_the_most_often_is_the_biggest_value_and_only_that(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Laquelle réunit son copil le plus souvent ?")
    assert cited(answer) == ["arlac"]
    assert "Les autres : 1 fois par an (5)." in answer.body.text
    assert answer.status == "answered"


def test_a_value_is_looked_up(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Dans quelles conventions la Caf assure-t-elle le secrétariat ?")
    assert cited(answer) == ["arlac"]
    assert "Les autres : la collectivité (5)." in answer.body.text


def test_the_spread_goes_by_value_then_by_title_and_marks_the_examples(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Compare les préavis des conventions")
    assert cited(answer) == ["arlac", "florlac", "berlac-avenant", "berlac"]
    headings = [s.text for s in answer.body.sentences if not s.citations][1:5]
    assert headings[:3] == ["3 mois : 1 convention.", "6 mois : 1 convention.", "9 mois : 1 convention."]
    assert headings[3] == "Non prévu : 1 convention."
    assert "(exemple fictif)" in answer.body.citations[1].document_title


def test_a_version_replaced_is_not_counted(catalogue: SqlCatalogue) -> None:
    draft = entry("arlac-projet", CORPUS[0].document.text.replace("2024-2028\n", "2024-2028\nPROJET\n"))
    catalogue.save_all([draft])
    assert "6 conventions lues" in ask(catalogue, "Quelles conventions ont un préavis de 3 mois ?").body.text


def test_pages_that_nobody_has_read_leave_what_is_absent_undecided(catalogue: SqlCatalogue) -> None:
    dorlac = CORPUS[4]
    pages = (PageSpan(1, 0, 10), PageSpan(2, 10, len(dorlac.document.text), "a_oceriser"))
    catalogue.save_all([replace(dorlac, document=replace(dorlac.document, pages=pages))])
    answer = ask(catalogue, "Combien n'ont pas de clause de dénonciation ?")
    assert "Sans réponse (des pages n'ont pas pu être lues) : « CTG Dorlac 2024-2028 »." in answer.body.text
    assert "Aucune convention sur 5 sans cette clause" in answer.body.text
    assert answer.status == "partial"


def test_a_committee_that_is_named_without_a_clause_is_undecided(catalogue: SqlCatalogue) -> None:
    catalogue.save_all(
        [
            convention("Gorlac", "Un comité technique prépare ses travaux."),
            convention("Horlac", "Le comité technique se réunit chaque trimestre."),
        ]
    )
    answer = ask(catalogue, "Quelles communes ont un comité technique ?")
    assert cited(answer) == ["horlac"]
    assert "Sans réponse (cité dans le texte, sans clause que le registre retienne) : « CTG Gorlac" in answer.body.text


def test_nothing_decided_is_refused(catalogue: SqlCatalogue) -> None:
    answer = ask(catalogue, "Quelles conventions ont un préavis de 3 mois ?", ["corlac", "erlac"])
    assert (answer.status, answer.reason, answer.body.citations) == ("refused", "not_in_corpus", ())
    assert "Corlac" in answer.body.text


def test_a_convention_whose_clauses_were_never_read_is_said(catalogue: SqlCatalogue) -> None:
    catalogue.save_all([replace(convention("Irlac"), clauses=())])
    answer = ask(catalogue, "Quelles conventions ont un préavis de 3 mois ?")
    assert "clauses non relevées" in answer.body.text
    assert "Irlac" in answer.body.text


def test_a_superlative_over_one_convention_is_a_question_about_it(catalogue: SqlCatalogue) -> None:
    known = among(catalogue)
    assert survey("Quel est le préavis le plus court ?", ["arlac"], catalogue, known) is None
    assert survey("Quel est le préavis le plus court ?", ["arlac", "florlac"], catalogue, known) is not None


@pytest.mark.parametrize("documents", [["inconnu"], ["berlac-avenant"]])
def test_a_choice_without_a_convention_goes_on_as_before(catalogue: SqlCatalogue, documents: list[str]) -> None:
    question = "Quelles conventions ont un préavis de 3 mois ?"
    assert survey(question, documents, catalogue, among(catalogue)) is None


def test_many_lines_are_counted_and_not_all_shown(tmp_path: Path) -> None:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    model = convention("Arlac")
    catalogue.save_all([_copy(model, f"ctg-{number:03}") for number in range(45)])
    answer = ask(catalogue, "Quelles conventions ont un préavis de 6 mois ?")
    assert len(answer.body.citations) == 30
    assert "45 conventions sur 45" in answer.body.text
    assert "… et 15 conventions de plus, non affichées." in answer.body.text


def _copy(model: Entry, document_id: str) -> Entry:
    """The same convention of another commune."""
    card = model.document.card
    identity = replace(card.identity, territoire=document_id, title=f"CTG {document_id}")
    clauses = tuple(_of(clause, document_id) for clause in model.clauses)
    document = replace(model.document, card=replace(card, id=document_id, identity=identity))
    return Entry(document, (), (), "", clauses)


def _of(clause: Clause, document_id: str) -> Clause:
    return replace(clause, document_id=document_id)
