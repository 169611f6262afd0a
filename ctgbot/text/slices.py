"""One section → the spans of its passages: paragraphs, lists with what introduces them, never more than MOST_WORDS."""

from __future__ import annotations

import re

from ctgbot.model import Section
from ctgbot.text.headings import recognise
from ctgbot.text.lines import Line, split_lines
from ctgbot.text.normalise import fold, level
from ctgbot.text.sentences import sentences_of_row, split_sentences
from ctgbot.text.sommaire import entry
from ctgbot.text.spans import Span, trim

MOST_WORDS = 80  # docs/benchmarks.md: granularity
FEWEST_WORDS = 30  # shorter paragraphs join the next one of the same section
_CHARACTERS_A_WORD = 20  # on average at most: over this it is no prose (base64, a run of dots), counted by length
_LONGEST_WORD = 200
_HEAD_LINES = 5  # a heading and the title below it

# « Cette instance : », « En contrepartie, … »: the subject stands in the paragraph before, and stays with it.
_LEANS = re.compile(
    r"^\W{0,3}(?:cette?|ces|cet|celui-ci|celle-ci|celles-ci|ceux-ci|il|elle|ils|elles|en contrepartie|a ce titre"
    r"|dans ce cadre|par ailleurs|toutefois|cependant|neanmoins|a defaut|dans ce cas|de meme)\b"
)
_PIECE = re.compile(rf"\S{{1,{_LONGEST_WORD}}}")
_CLOSED = (".", ";", ":", "!", "?", "»", ")")


def slices(text: str, section: Section) -> list[Span]:
    """Spans of the passages of a section, in order, trimmed, none empty."""
    if section.kind == "sommaire":
        return _annexes_of_sommaire(text, section)
    return _grouped(text, _blocks(text, body_start(text, section), section.end))


def heading_slice(text: str, section: Section) -> list[Span]:
    """A heading that has neither text nor parts, so that what stands in the document can be found and quoted."""
    if section.kind not in ("article", "clause", "annexe", "partie") or fold(section.title) == "annexes":
        return []
    start, end = trim(text, section.start, section.end)
    return [(start, end)] if start < end and size(text, (start, end)) <= MOST_WORDS else []


def body_start(text: str, section: Section) -> int:
    """Where the text of a section starts, behind the lines that are its heading."""
    if section.kind in ("titre", "visas", "texte", "complement"):
        return section.start
    wanted = fold(section.trail[-1])
    seen = ""
    for line in split_lines(text[section.start : min(section.end, section.start + 2_000)])[:_HEAD_LINES]:
        heading = None if seen else recognise(line)
        is_titled = heading and heading.title and heading.shape != "fait"
        seen = f"{seen} {fold(heading.label if heading and is_titled else line.bare)}".strip()
        if seen == wanted or seen.rstrip(" :.") == wanted:
            return min(section.start + line.end + 1, section.end)
        if not wanted.startswith(seen):
            break
    return section.start


def _annexes_of_sommaire(text: str, section: Section) -> list[Span]:
    """Of a contents page only the annexes are worth finding: the articles stand in the text itself."""
    lines = split_lines(text[section.start : section.end])
    first = next((line.start for line in lines if (heading := entry(line)) and heading.kind == "annexe"), None)
    return [] if first is None else _cut_long(text, trim(text, section.start + first, section.end))


def _blocks(text: str, start: int, end: int) -> list[Span]:
    """Paragraphs; a line that introduces a list stays with its items, and a table with its rows."""
    blocks: list[Span] = []
    previous: Line | None = None
    several = False  # the open block has more than one line
    for line in split_lines(text[start:end]):
        if line.is_blank:
            continue
        if previous and _continues(previous, line, several):
            blocks[-1] = (blocks[-1][0], start + line.end)
            several = True
        else:
            blocks.append((start + line.start, start + line.end))
            several = False
        previous = line
    return blocks


def _continues(previous: Line, line: Line, several: bool) -> bool:
    above = previous.text.rstrip()
    if line.is_bullet or line.text.startswith((" ", "\t")):
        return several or previous.is_bullet or above.endswith(":")
    if ("|" in line.text and "|" in above) or (line.is_row and previous.is_row):
        return True
    starts_small = line.text.strip()[:1].islower()
    if above.endswith(":") and len(above) < 400 and recognise(line) is None:
        return starts_small and not previous.is_bullet
    return starts_small and not above.endswith(_CLOSED)


def _grouped(text: str, blocks: list[Span]) -> list[Span]:
    """A short paragraph takes the next one in, and one that leans on the paragraph before goes with it."""
    out: list[Span] = []
    for block in blocks:
        for span in _cut_long(text, block):
            if out and _joins(text, out[-1], span):
                out[-1] = (out[-1][0], span[1])
            else:
                out.append(span)
    return [span for span in (trim(text, *pair) for pair in out) if span[0] < span[1]]


def _joins(text: str, above: Span, span: Span) -> bool:
    short = size(text, above) < FEWEST_WORDS
    leans = bool(_LEANS.match(level(text[span[0] : min(span[1], span[0] + 30)])))
    return (short or leans) and size(text, (above[0], span[1])) <= MOST_WORDS


def _cut_long(text: str, block: Span) -> list[Span]:
    """A block of more than MOST_WORDS words at its sentences or items, at words when one sentence is too long."""
    if size(text, block) <= MOST_WORDS:
        return [block]
    pieces: list[Span] = []
    for start, end in split_sentences(text[block[0] : block[1]]):
        sentence = (block[0] + start, block[0] + end)
        short = size(text, sentence) <= MOST_WORDS
        for span in [sentence] if short else _shorter(text, sentence):
            if pieces and size(text, (pieces[-1][0], span[1])) <= MOST_WORDS:
                pieces[-1] = (pieces[-1][0], span[1])
            else:
                pieces.append(span)
    return pieces


def _shorter(text: str, span: Span) -> list[Span]:
    """The sentences of a long row; the words of a long sentence."""
    inside = sentences_of_row(text, *span)
    if len(inside) < 2:
        return _words(text, span)
    return [piece for one in inside for piece in ([one] if size(text, one) <= MOST_WORDS else _words(text, one))]


def _words(text: str, span: Span) -> list[Span]:
    return [match.span() for match in _PIECE.finditer(text, *span)]


def size(text: str, span: Span) -> int:
    """Words of a span; what is no prose counts by its length."""
    start, end = span
    by_length = (end - start) // _CHARACTERS_A_WORD
    return by_length if by_length > MOST_WORDS else max(by_length, len(text[start:end].split()))
