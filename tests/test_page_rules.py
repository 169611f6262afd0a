"""Rules about the lines of pages, on lines met in conventions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.line_hyphens import rejoined
from ctgbot.text.page_columns import column_regions
from ctgbot.text.page_furniture import furniture
from ctgbot.text.page_lines import PageLines, PlacedLine, with_blank_lines
from ctgbot.text.page_quality import looks_enciphered, quality
from ctgbot.text.page_search import Ink, find_over, find_quote

BODY = "Le comité de pilotage se réunit une fois par an"
TOP, MIDDLE, BOTTOM = 40.0, 400.0, 810.0


def pages(*margins: tuple[tuple[str, float], ...]) -> list[PageLines]:
    """One page for each group of lines, each with a body line in its middle."""
    return [
        PageLines(number, tuple(PlacedLine(text, top) for text, top in (*lines, (f"{BODY} {number}", MIDDLE))))
        for number, lines in enumerate(margins, start=1)
    ]


def kept(document: list[PageLines]) -> list[list[str]]:
    out = furniture(document)
    return [[line.text for line in page.without(places).lines] for page, places in zip(document, out, strict=True)]


def bodies(count: int) -> list[list[str]]:
    return [[f"{BODY} {number}"] for number in range(1, count + 1)]


@pytest.mark.parametrize(
    "lines",
    [
        [(("Convention territoriale globale 2023-2027", TOP), (f"Page {n}", BOTTOM)) for n in range(1, 5)],
        [((f"{n}", BOTTOM),) for n in range(1, 4)],
        [((f"- {n + 2} -", BOTTOM),) for n in range(1, 4)],  # the count starts at the third sheet
        [((f"CTG Val-Mésange · {n}/2", BOTTOM),) for n in (1, 2)],
        [((f"Page {n} sur 12", BOTTOM),) for n in (1,)],
        [(("Préfecture", TOP),) if n % 2 else (("Caf", TOP),) for n in range(6)],  # left-hand and right-hand pages
        [(), *[(("Convention", TOP),)] * 4],  # no header on the first page
        [(), (), (), (), (), (), *[(("Gouvernance et suivi", TOP),)] * 3],
    ],
)
def test_what_repeats_in_the_margins_is_furniture(lines: list[tuple[tuple[str, float], ...]]) -> None:
    assert kept(pages(*lines)) == bodies(len(lines))


def test_a_header_that_was_recognised_in_two_ways_is_one_header() -> None:
    headers = ["Caf du Nord · CTG · page 1", "Caf du Nord · CTG · page 2", "Caf du Nord - CTG · page 3", "Fin"]
    document = pages(*(((header, TOP),) for header in headers))
    assert [len(places) for places in furniture(document, misread={2, 3})] == [1, 1, 1, 0]
    assert [len(places) for places in furniture(document)] == [1, 1, 0, 0]


def test_a_running_title_that_may_be_the_title_itself_stays_once() -> None:
    lines: list[tuple[tuple[str, float], ...]] = [(), (), (), (), *[(("TITRE II – GOUVERNANCE", TOP),)] * 3]
    assert [len(page) for page in kept(pages(*lines))] == [1, 1, 1, 1, 2, 1, 1]


@pytest.mark.parametrize(
    "lines",
    [
        [((f"Fiche action n° {n}", TOP),) for n in range(1, 6)],
        [((f"ARTICLE {n} – OBJET", TOP),) for n in range(1, 6)],
        [((f"Bilan de l'année {2019 + n * n}", TOP),) for n in range(1, 6)],  # the digits do not follow the page
        [(("Convention", MIDDLE - 100),)] * 5,  # not in a margin
        [(("Fait à Lys", BOTTOM),), ()],
        [(("Signatures", TOP),), (("Signatures", TOP),)],
        [(("Le préavis est de", TOP),), (("Le préavis est", TOP + 30),), (("Le préavis est de", TOP + 60),)],
    ],
)
def test_what_only_looks_repeated_stays(lines: list[tuple[tuple[str, float], ...]]) -> None:
    assert kept(pages(*lines)) == [
        [*(text for text, _ in line), *body] for line, body in zip(lines, bodies(len(lines)), strict=True)
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("La dénon-", "ciation de la convention", ["La dénonciation", "de la convention"]),
        ("La dénon\u00ad", "ciation", ["La dénonciation"]),
        ("Le rendez-", "vous annuel", ["Le rendez-vous", "annuel"]),
        ("celui-", "ci est tenu", ["celui-ci", "est tenu"]),
        ("à Lys-", "lez-Lannoy, ce", ["à Lys-lez-Lannoy,", "ce"]),
        ("Rivemont-", "Estuaire", ["Rivemont-Estuaire"]),
        ("les années 2023-", "2027", ["les années 2023-", "2027"]),
        ("Caf -", "service", ["Caf -", "service"]),
        ("le co-", "pilotage ; co-pilotage oblige", ["le co-pilotage", "; co-pilotage oblige"]),
        ("une phrase", "qui suit", ["une phrase", "qui suit"]),
    ],
)
def test_a_word_cut_at_a_line_end_is_joined_as_the_document_writes_it(
    above: str, below: str, joined: list[str]
) -> None:
    assert rejoined([[above, below]]) == [joined]


@given(st.lists(st.lists(st.text("ab-é ,", max_size=8), max_size=4), max_size=4))
def test_joining_words_loses_no_letter(lines: list[list[str]]) -> None:
    def letters(pages: list[list[str]]) -> str:
        return "".join(c for page in pages for line in page for c in line if c.isalpha())

    out = rejoined(lines)
    assert letters(out) == letters(lines)
    assert len(out) == len(lines)


def test_a_blank_line_stands_where_the_page_leaves_room() -> None:
    tops = (100.0, 130.0, 144.0, 158.0, 180.0, 194.0, None, 60.0)
    lines = tuple(PlacedLine(str(place), top) for place, top in enumerate(tops))
    assert with_blank_lines(lines) == ["0", "", "1", "2", "3", "", "4", "5", "6", "7"]
    assert with_blank_lines(()) == []


PAGE = f"{BODY}, pour examiner le bilan des actions de l'année et les priorités de la suivante. " * 4


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        (PAGE, True),
        ("ARTICLE 4 – Gouvernance", True),
        ("Habitants 58 300 471 900\n23,9 % 22,4 %", True),
        ("• Copil – « bilan » … 12 000 € ✓ ▪ œuvre", True),
        (PAGE.replace(" ", ""), False),
        (" ".join(PAGE), False),
        ("\ufffd" * 50 + BODY, False),
        ("\ue001\ue002\ue003" * 40 + BODY, False),
        ("(cid:12)(cid:45)(cid:3)" * 20, False),
        ("12 345 – 6", False),
    ],
)
def test_a_page_whose_letters_or_spaces_were_lost_is_not_readable(text: str, readable: bool) -> None:
    assert quality(text).is_readable is readable


def test_a_font_without_its_table_of_characters_is_recognised() -> None:
    shifted = "".join(chr(ord(c) + 3) if c.isalpha() else c for c in PAGE)
    assert looks_enciphered(shifted)
    assert not looks_enciphered(PAGE)
    assert not looks_enciphered("The committee meets twice a year to review the work of the past months. " * 4)


@pytest.mark.parametrize(
    ("quote", "page", "found"),
    [
        ("délai de 6 mois", "un délai de\n6 mois court", "délaide6mois"),
        ("l’œuvre", "de l'oeuvre", "l'oeuvre"),
        ("la dénonciation vaut", "la dénon-\nciation vaut", "ladénonciationvaut"),
        ("délai de 6 mois", "un délai de 16 semaines", ""),
        ("", "un délai", ""),
    ],
)
def test_a_quote_is_found_among_the_characters_of_its_page(quote: str, page: str, found: str) -> None:
    assert "".join(page[place] for place in find_quote(quote, Ink.of(page))) == found


def test_a_quote_over_two_pages_is_found_around_their_footer_and_header() -> None:
    page, following = "Elle vaut dénon-\nCaf – page 3", "Convention\nciation de la CTG. Suite."
    first, second = find_over("vaut dénonciation de la CTG", Ink.of(page), Ink.of(following))
    assert "".join(page[place] for place in first) == "vautdénon"
    assert "".join(following[place] for place in second) == "ciationdelaCTG"
    assert find_over("vaut dénonciation de 9 mois", Ink.of(page), Ink.of(following)) == ((), ())


def test_a_list_of_two_short_columns_keeps_the_order_of_the_file() -> None:
    rows = [(72.0, 700.0 - 14 * at, 140.0, 710.0 - 14 * at) for at in range(10)]
    cells = [(330.0, 700.0 - 14 * at, 360.0 + at * 20, 710.0 - 14 * at) for at in range(10)]
    assert column_regions([box for pair in zip(rows, cells, strict=True) for box in pair], 595) == ()
