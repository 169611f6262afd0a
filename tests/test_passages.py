"""Passages are slices of one section, short enough to be quoted, named as an agent would."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conventions import CARD, SEED
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import PageSpan, Passage
from ctgbot.text.passages import cut_passages, embedded_text, vector_key
from ctgbot.text.structure import find_sections


def cut(text: str, pages: tuple[PageSpan, ...] = ()) -> tuple[Passage, ...]:
    return cut_passages(CARD, text, find_sections(text, pages), pages)


def is_sound(text: str, passages: tuple[Passage, ...]) -> bool:
    """Slices in order, none across two sections, none over 80 words, each with its own id."""
    sections = {section.id: section for section in find_sections(text)}
    return (
        all(text[p.start : p.end] == p.text == p.text.strip() != "" for p in passages)
        and all(sections[p.section_id].start <= p.start < p.end <= sections[p.section_id].end for p in passages)
        and all(a.end <= b.start for a, b in pairwise(passages))
        and all(len(p.text.split()) <= 80 and len(p.text) <= 2_000 for p in passages)
        and len({p.id for p in passages}) == len(passages)
    )


REFERENCES = [  # a piece of the seed, reference, article
    ("délai de prévenance de 6 mois", "art. 13 › Résiliation par consentement mutuel", 13),
    ("arrêt immédiat des engagements", "art. 13 › Effets de la résiliation", 13),
    ("ressort du Tribunal administratif", "art. 14 › Recours contentieux", 14),
    ("secret professionnel", "art. 15", 15),
    ("comité de pilotage semestriel", "art. 7", 7),
    ("Vu l'arrêté du 3 octobre 2001", "visas", None),
    ("Ci-après dénommée « la Commune »", "parties", None),
    ("Les quatre missions emblématiques", "préambule", None),
    ("En autant d'exemplaires", "signatures", None),
    ("deux animateurs du comité", "mode projet", None),
]


def test_the_passages_of_the_seed_are_sound() -> None:
    assert is_sound(SEED, cut(SEED))


@pytest.mark.parametrize(("piece", "reference", "article"), REFERENCES)
def test_a_passage_of_the_seed_is_named_as_an_agent_would(piece: str, reference: str, article: int | None) -> None:
    found = [passage for passage in cut(SEED) if piece in passage.text]
    assert [(passage.reference, passage.article) for passage in found] == [(reference, article)]


def test_every_word_of_the_seeds_articles_is_in_a_passage() -> None:
    covered = {at for passage in cut(SEED) for at in range(passage.start, passage.end)}
    for section in find_sections(SEED):
        if section.kind not in ("sommaire", "article", "clause", "preambule"):
            continue
        lost = "".join(SEED[at] for at in range(section.start, section.end) if at not in covered).strip()
        assert section.kind == "sommaire" or lost in (section.trail[-1], f"▪ **{section.title}**")


def test_articles_of_the_sommaire_are_not_indexed_and_its_annexes_are() -> None:
    found = [passage.text for passage in cut(SEED) if passage.kind == "sommaire"]
    assert len(found) == 1
    assert found[0].startswith("Annexe 1 : Présentation statistique")
    assert "Article" not in found[0]


NAMES = [  # text, references of its passages
    ("Article 8 – Pilotage\n8.2. Le comité siège chaque année avec ses\nmembres.", ["art. 8.2"]),
    ("Article 8 – Pilotage\n8.2. Séances\nLe comité siège chaque année.", ["art. 8.2 › Séances"]),
    ("Article A – Durée\nLa durée est portée à cinq ans.", ["article A"]),
    ("Fin.\nANNEXE II – LE BUDGET\nLe budget est joint.", ["titre", "annexe II"]),
    ("Annexe 2 – Séances\nLe comité siège.\n\n## Dates\n\nEn mai.", ["annexe 2", "annexe 2 › Dates"]),
    ("TITRE I – PROJET\nUn texte.\nArticle 1 – Objet\nUn but.", ["TITRE I – PROJET", "art. 1"]),
    ("Une note.", ["texte"]),
]


@pytest.mark.parametrize(("text", "references"), NAMES)
def test_a_reference_names_the_place(text: str, references: list[str]) -> None:
    assert [passage.reference for passage in cut(text)] == references


BODIES = [  # what the only passage of an article begins with
    ("Article 4 – Fin\n\nLa fin est libre.", "La fin est libre."),
    ("Article 4\n\nLa fin du projet\n\nElle est libre.", "Elle est libre."),
    ("ARTICLE 4 – LES ACTIONS COMMUNES DES PARTENAIRES DU\nTERRITOIRE\n\nElles sont libres.", "Elles sont libres."),
    ("Article 4 – La fin de la convention est libre pour toute partie.", "Article 4 – La fin"),
]


@pytest.mark.parametrize(("text", "first"), BODIES)
def test_a_heading_is_in_the_trail_and_its_text_is_never_lost(text: str, first: str) -> None:
    (passage,) = cut(text)
    assert passage.text.startswith(first)


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    text = (
        "Un paragraphe sur autre chose " + "et encore " * 15 + ".\n\nLe comité :\n\n- suit ;\n- valide ;\n\n- conclut."
    )
    assert cut(text)[-1].text == "Le comité :\n\n- suit ;\n- valide ;\n\n- conclut."


def test_a_paragraph_that_leans_on_the_one_before_goes_with_it() -> None:
    text = "Le comité réunit " + "les élus et " * 14 + "la Caf.\n\nIl siège deux fois par an."
    assert len(cut(text)) == 1


def test_the_page_of_a_passage_is_its_own_and_not_its_sections() -> None:
    long = "La commune suit le projet avec la Caf et le dit chaque année à toutes les familles du canton de Verlac. "
    text = "Article 1 – Objet\n\n" + long * 3 + "\n\n" + long * 3
    pages = (PageSpan(3, 0, 300), PageSpan(4, 300, len(text)))
    assert [passage.page for passage in cut(text, pages)] == [3, 4]


def test_what_is_embedded_is_the_trail_and_the_text() -> None:
    passage = next(passage for passage in cut(SEED) if "délai de prévenance" in passage.text)
    trail = "ARTICLE 13 – LA FIN DE LA CONVENTION > Résiliation par consentement mutuel"
    assert embedded_text(passage) == f"{trail}\n{passage.text}"
    assert embedded_text(cut("Une note.")[0]) == "CTG Verlac\nUne note."
    assert vector_key("a") == vector_key("a") != vector_key("b")


def test_the_identifier_of_a_passage_depends_on_its_text_and_place_only() -> None:
    first, moved = cut("Article 1 – Objet\n\nUn but."), cut("Article 2 – Objet\n\nUn but.")
    assert [passage.id for passage in first] == [passage.id for passage in moved]
    assert first[0].id != cut("Article 1 – Objet\n\nUn lot.")[0].id


ROWS = "\n".join(f"Axe {n}\tOuvrir un lieu d'accueil dans le canton n° {n}\tCaf et commune" for n in range(1, 30))
TABLE = "champ\taction\tpilote\n" + ROWS


def test_each_piece_of_a_long_table_is_read_with_its_header_row() -> None:
    first, *others = cut("Article 5 – Actions\n\n" + TABLE)
    assert others
    assert (first.context, first.text.split("\n")[0]) == ("", "champ\taction\tpilote")
    assert {passage.context for passage in others} == {"champ | action | pilote"}
    for passage in others:
        assert embedded_text(passage) == f"Article 5 – Actions\nchamp | action | pilote\n{passage.text}"
        assert all(line.count("\t") == 2 for line in passage.text.split("\n"))  # no row is cut


@pytest.mark.parametrize("first", ["Siège\t12, rue des Lilas, à Verlac.", "12\t15", "Un lieu\t" + "et encore " * 20])
def test_a_first_row_of_values_is_no_header(first: str) -> None:
    assert {passage.context for passage in cut("Article 5 – Actions\n\n" + first + "\n" + ROWS)} == {""}


def test_a_row_longer_than_a_passage_is_cut_at_its_sentences() -> None:
    sentence = "La commune et la Caf ouvrent ensemble un lieu dans chaque canton du territoire et le tiennent ouvert. "
    found = cut("Article 5 – Actions\n\nConstat\t" + sentence * 12)
    assert len(found) > 1
    assert all(passage.text.endswith("ouvert.") for passage in found)


ALONE = [  # text, passages
    ("Article 1 – Objet\n\nArticle 2 – Durée\n", ["Article 1 – Objet", "Article 2 – Durée"]),
    ("TITRE I – PROJET\n\nArticle 1 – Objet\n\nUn but.\n", ["Un but."]),
    ("Article 1 – Objet\n\nUn but.\n\nANNEXES\n", ["Un but.\n\nANNEXES"]),
]


@pytest.mark.parametrize(("text", "passages"), ALONE)
def test_a_heading_with_neither_text_nor_parts_can_still_be_found(text: str, passages: list[str]) -> None:
    assert [passage.text for passage in cut(text)] == passages


def test_a_passage_of_a_recognised_page_says_so() -> None:
    text = "Article 1 – Objet\n\nUn but."
    assert [passage.ocr for passage in cut(text, (PageSpan(1, 0, len(text), "ocr", 91.0),))] == [True]
    assert [passage.ocr for passage in cut(text, (PageSpan(1, 0, len(text)),))] == [False]


@given(st.text())
def test_passages_of_any_text_are_sound(text: str) -> None:
    assert is_sound(text, cut(text))


@given(st.lists(st.sampled_from(SEED.split("\n")), max_size=40))
def test_passages_of_any_run_of_real_lines_are_sound(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert is_sound(text, cut(text))


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_passages_of_a_hostile_text_are_sound(text: str) -> None:
    assert is_sound(text, cut(text))
