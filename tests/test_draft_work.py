"""An agent at work on a draft: decisions, own words checked again, blanks filled, nothing lost when it follows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ctgbot.draft_check import doubts
from ctgbot.draft_variants import variants
from ctgbot.draft_work import (
    Filled,
    Piece,
    Place,
    Request,
    Steps,
    Work,
    begun,
    copy_text,
    decided,
    edited,
    filled,
    final,
    followed,
    open_gaps,
    varied,
)
from ctgbot.drafting.french import whole
from ctgbot.drafting.lines import blank, gap_of
from ctgbot.kept_drafts import work_json, work_of
from ctgbot.model import Citation, Draft, DraftSentence, Fact, Gap, Scale

PLACE = "Lys-lez-Lannoy"
QUOTE = "Ces éléments sont décrits dans le diagnostic partagé figurant en annexe 1 et portant sur 5 ans."
CITED = Citation(1, "lys", "Convention de Lys-lez-Lannoy", "art. 2", 2, None, 0, len(QUOTE), QUOTE, QUOTE)
GAP = gap_of("equipements_finances")
FIELD = Gap("collectivite_jeunesse", "structures pour les jeunes", "services de la collectivité")


def fact(key: str, value: str, unit: str = "foyers", scale: Scale = "territoire") -> Fact:
    number = Decimal(value)
    return Fact(key, number, unit, "Cnaf", 2023, scale, PLACE, whole(number), None, "")


HOUSEHOLDS = fact("foyers_allocataires", "2850")
ALONE = fact("foyers_monoparentaux", "471")
BASE = (HOUSEHOLDS, ALONE)
FIRST = "En 2023, les services de la Caf accompagnent 2\u202f850 foyers allocataires à Lys-lez-Lannoy."
SECOND = "On y compte 471 foyers monoparentaux."
THIRD = f"Sont financés {blank(GAP)} au titre de l'action sociale."
LAST = "Ces éléments sont détaillés dans le diagnostic partagé."


def sentence(text: str, *facts: str, cites: bool = False, formula: bool = False) -> DraftSentence:
    return DraftSentence(text, (1,) if cites else (), facts, True, formula)


def drafted(third: str = THIRD, *, first: str = FIRST, gaps: tuple[Gap, ...] = (GAP,)) -> Draft:
    paragraphs = (
        (sentence(first, "foyers_allocataires"), sentence(SECOND, "foyers_monoparentaux")),
        (sentence(third), sentence(LAST, cites=True, formula=True)),
    )
    return Draft(2, PLACE, paragraphs, (CITED,), BASE, gaps)


def work(draft: Draft | None = None) -> Work:
    return begun(Request(2, PLACE, "lys", (), BASE), draft or drafted())


def test_a_draft_begins_with_every_sentence_proposed_and_its_blanks_visible() -> None:
    text = copy_text(work())
    assert FIRST in text
    assert blank(GAP) in text
    assert text.count("\n\n") == 1
    assert open_gaps(work()) == (GAP,)


def test_a_refused_sentence_leaves_the_text_and_comes_back_when_it_is_proposed_again() -> None:
    refused = decided(work(), (0, 1), "refusee")
    assert SECOND not in copy_text(refused)
    assert SECOND in copy_text(decided(refused, (0, 1), "proposee"))


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        ("On y compte 471 foyers monoparentaux, dont l'accompagnement est une priorité.", ""),
        ("On y compte 417 foyers monoparentaux.", "417"),
        ("On y compte 471 foyers monoparentaux, soit 17 % des foyers.", "17 %"),
        ("En 2024, on y compte 471 foyers monoparentaux.", "2024"),
        ("On y compte 471 crèches.", "471"),
        ("On y compte quinze équipements.", "quinze"),
        ("On y compte 471 foyers monoparentaux, suivis par l'association Graines de Vie.", "Graines"),
        ("Roubaix compte 471 foyers monoparentaux.", "Roubaix"),
        ("Lys-lez-Lannoy compte 471 foyers monoparentaux.", ""),
        ("La Caf du Nord y compte 471 foyers monoparentaux.", "Nord"),
        ("La moitié des foyers sont monoparentaux.", "moitié"),
        ("Un tiers des foyers sont monoparentaux.", "Un tiers"),
        ("Le litige ne regarde pas les tiers.", ""),
        ("Une douzaine de crèches est financée.", "douzaine"),
        ("Une vingtaine de crèches est financée.", "vingtaine"),
        ("Le nombre de foyers a doublé.", "doublé"),
        ("On y compte plus de 2 850 foyers allocataires.", "plus de"),
        ("On y compte ½ foyer.", "½"),
        ("On y compte 471k foyers.", "471k"),
        ("La majorité des foyers est monoparentale.", "majorité"),
        ("On y compte 471 foyers, comme le dit l'article 9.", "article 9"),
        ("La crèche « Les Petits Loups » accueille les enfants.", "Loups"),
        ("On y compte 471 foyers monoparentaux et 471 crèches.", "471"),
        ("On y compte ٤٧١ crèches.", "٤٧١"),
        ("Désormais, on y compte 471 foyers monoparentaux et 2 850 allocataires.", ""),
    ],
)
def test_an_edited_sentence_is_checked_again_and_told_what_it_cannot_prove(words: str, doubted: str) -> None:
    piece = edited(work(), (0, 1), words).piece((0, 1))
    assert piece.author == "agent"
    assert piece.said.replace("\u202f", " ") == words
    assert bool(piece.doubts) == bool(doubted)
    assert any(doubted in doubt.replace("\u202f", " ") for doubt in piece.doubts) or not doubted


def test_a_number_of_the_quoted_sentence_needs_no_fact() -> None:
    piece = edited(work(), (1, 1), "Ces éléments figurent en annexe 1 et portent sur 5 ans.").piece((1, 1))
    assert piece.doubts == ()


def test_an_edited_sentence_without_proof_is_no_part_of_the_text_until_it_is_accepted() -> None:
    wrong = edited(work(), (0, 1), "On y compte 417 foyers monoparentaux.")
    assert "417" not in copy_text(wrong)
    accepted = decided(wrong, (0, 1), "acceptee")
    assert "417" in copy_text(accepted)
    kept = final(accepted).paragraphs[0][1]
    assert (kept.verified, kept.is_formula, kept.facts) == (False, False, ())
    assert "« On y compte 417 foyers monoparentaux. »" in final(accepted).warnings[0]


def test_the_figures_of_an_agent_are_set_as_those_of_the_draft() -> None:
    piece = edited(work(), (0, 0), "En 2024 et 2025,\n 12 850 foyers, 14 % et\u00a03,5 %.").piece((0, 0))
    assert piece.said == "En 2024 et 2025, 12\u202f850 foyers, 14\u202f% et\u00a03,5\u202f%."


def test_an_edited_sentence_rests_on_the_figures_that_it_writes() -> None:
    own = edited(work(), (0, 1), "On y compte 471 foyers monoparentaux sur 2 850 foyers allocataires.")
    assert set(final(own).paragraphs[0][1].facts) == {"foyers_monoparentaux", "foyers_allocataires"}


def test_an_emptied_sentence_is_the_drafted_one_again() -> None:
    assert edited(edited(work(), (0, 1), "Autre chose."), (0, 1), "  ") == work()


def test_undoing_goes_back_one_action_at_a_time_and_no_further_than_the_beginning() -> None:
    steps = Steps(work())
    once = steps.then(decided(steps.now, (0, 0), "refusee"))
    twice = once.then(decided(once.now, (0, 1), "refusee"))
    assert twice.back() == once
    assert twice.back().back().back() == steps
    assert twice.then(twice.now) is twice


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        SECOND,
        "En [à compléter : année – source], les services de la Caf accompagnent 2 850 foyers allocataires à Lys.",
        "En décembre 2023, on y compte 471 foyers monoparentaux, soit 16,5 % des foyers allocataires.",
        "La Caf y contribue par [à compléter : type de financement – Caf].",
        "Ces foyers représentent 5 900 personnes couvertes.",
        "En 2023, 9 gestionnaires représentant 14 équipements sont financés au titre de l'action sociale, soit 1,25 %.",
        "La Caf y consacre 2 % de son budget d'action sociale.",
        "Pour le logement et le cadre de vie, la collectivité intervient par [à compléter : actions – services].",
        "Pour l'enfance, la Caf et la collectivité soutiennent [à compléter : accueils – services].",
    ],
)
def test_every_wording_of_a_sentence_keeps_its_figures_and_its_blanks(text: str) -> None:
    others = variants(text)
    assert others
    for other in others:
        assert sorted(filter(str.isdigit, other)) == sorted(filter(str.isdigit, text))
        assert other.count("[à compléter") == text.count("[à compléter")
        assert doubts(other, (), [text], [PLACE, "Lys"]) == ()


def test_a_wording_agrees_with_its_field() -> None:
    first = variants("Pour le logement et le cadre de vie, la collectivité intervient par des actions.")[0]
    assert first == "Dans le domaine du logement et du cadre de vie, la collectivité intervient par des actions."


def test_the_wordings_turn_round_to_the_drafted_one() -> None:
    seen, now = [], work()
    for _ in range(3):
        now = varied(now, (0, 1))
        seen.append(now.piece((0, 1)).said)
    assert seen == ["Le territoire compte 471 foyers monoparentaux.", "On y dénombre 471 foyers monoparentaux.", SECOND]
    assert now == work()


def test_words_fill_a_blank_in_the_drafted_sentence_and_in_the_agents_own() -> None:
    draft = drafted(f"Pour la jeunesse, la collectivité intervient par {blank(FIELD)}.", gaps=(FIELD,))
    own = edited(work(draft), (0, 1), f"Les jeunes ont {blank(FIELD)}.")
    done = filled(own, Filled(FIELD, "2 accueils de jeunes gérés par Les Francas", "service jeunesse", 2025))
    assert done.piece((1, 0)).said.endswith("par 2 accueils de jeunes gérés par Les Francas.")
    assert done.piece((0, 1)).said == "Les jeunes ont 2 accueils de jeunes gérés par Les Francas."
    assert done.piece((0, 1)).doubts == ()
    assert open_gaps(done) == ()
    (given,) = [one for one in final(done).facts if one.key == FIELD.key]
    assert (given.source, given.year, given.display) == ("service jeunesse", 2025, done.filled[0].text)


def with_figure(before: Work, *more: Fact) -> Work:
    request = Request(2, PLACE, "lys", (), (*BASE, *more))
    return followed(before, request, drafted("Sont financés 14 équipements au titre de l'action sociale.", gaps=()))


EQUIPMENT = fact("equipements_finances", "14", "équipements")


def test_the_text_follows_a_new_figure() -> None:
    now = with_figure(work(), EQUIPMENT)
    assert "Sont financés 14 équipements" in copy_text(now)
    assert open_gaps(now) == ()


def test_refused_and_edited_sentences_are_kept_when_the_text_follows() -> None:
    before = edited(decided(work(), (0, 0), "refusee"), (0, 1), "On y dénombre 471 foyers monoparentaux.")
    before = edited(before, (1, 0), f"La Caf soutient {blank(GAP)} au titre de l'action sociale.")
    now = with_figure(before, EQUIPMENT)
    assert now.piece((0, 0)).state == "refusee"
    assert now.piece((0, 1)).said == "On y dénombre 471 foyers monoparentaux."
    assert now.piece((1, 0)).said == "La Caf soutient 14 équipements au titre de l'action sociale."
    assert now.piece((1, 0)).doubts == ()


def test_an_accepted_sentence_whose_words_change_is_proposed_again() -> None:
    before = decided(decided(work(), (0, 0), "acceptee"), (1, 0), "acceptee")
    now = with_figure(before, EQUIPMENT)
    assert now.piece((0, 0)).state == "acceptee"
    assert now.piece((1, 0)).state == "proposee"


def test_the_agents_words_outlive_the_sentence_that_they_were_written_for() -> None:
    own = edited(work(), (1, 0), "La ville finance un relais.")
    one = Draft(2, PLACE, ((sentence(FIRST, "foyers_allocataires"),),), (), BASE)
    now = followed(own, Request(2, PLACE, "lys", (), BASE), one)
    assert "La ville finance un relais." in copy_text(now)


def test_a_figure_that_goes_leaves_a_mark_on_the_words_that_used_it() -> None:
    own = edited(work(), (0, 1), "Le territoire a 471 foyers monoparentaux.")
    bare = Draft(2, PLACE, ((sentence(FIRST), sentence("Le nombre de foyers n'est pas connu.")),), (), (HOUSEHOLDS,))
    now = followed(own, Request(2, PLACE, "lys", (), (HOUSEHOLDS,)), bare)
    pieces = [piece for row in now.paragraphs for piece in row if piece.author == "agent"]
    assert any("471" in doubt for doubt in pieces[0].doubts)


@pytest.mark.parametrize("place", [(0, 0), (1, 1)])
def test_a_working_copy_is_read_back_as_it_was(place: Place) -> None:
    one = filled(edited(decided(work(), place, "refusee"), (0, 1), "Trois crèches."), Filled(FIELD, "x", "y"))
    assert work_of(work_json(one)) == one


def test_a_drafted_sentence_that_is_not_verified_says_why() -> None:
    draft = Draft(2, PLACE, ((DraftSentence("On y compte 99 foyers."),),))
    piece = begun(Request(2, PLACE), draft).piece((0, 0))
    assert isinstance(piece, Piece)
    assert "99" in piece.doubts[0]
    assert not piece.is_kept
