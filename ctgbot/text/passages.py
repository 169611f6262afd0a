"""Sections → passages: verbatim slices, never across two sections, that retrieval finds and a citation shows.

What is embedded (trail + text) is never what is stored or shown.
"""

from __future__ import annotations

import re
from hashlib import sha256

from ctgbot.model import DocumentCard, PageSpan, Passage, Section
from ctgbot.text.headings import recognise
from ctgbot.text.lines import Line, split_lines
from ctgbot.text.normalise import fold, level
from ctgbot.text.sentences import split_sentences
from ctgbot.text.sommaire import entry

MOST_WORDS = 80  # docs/benchmarks.md: granularity
FEWEST_WORDS = 30  # shorter paragraphs join the next one of the same section

Span = tuple[int, int]
# « Cette instance : », « En contrepartie, … »: the subject stands in the paragraph before, and stays with it.
_LEANS = re.compile(
    r"^\W*(?:cette?|ces|cet|celui-ci|celle-ci|celles-ci|ceux-ci|il|elle|ils|elles|en contrepartie|a ce titre|dans ce cadre|par ailleurs|toutefois|cependant|neanmoins|a defaut|dans ce cas|de meme)\b"
)
_KIND_NAMES = {
    "titre": "titre",
    "sommaire": "sommaire",
    "parties": "parties",
    "visas": "visas",
    "preambule": "préambule",
    "signature": "signatures",
    "texte": "texte",
}
_LETTER = re.compile(r"^article\s+([a-z])\b")
_DECIMAL = re.compile(r"^(\d{1,2}\.\d{1,2})\s*(.*)$")


def cut_passages(
    card: DocumentCard, text: str, sections: tuple[Section, ...], pages: tuple[PageSpan, ...] = ()
) -> tuple[Passage, ...]:
    """Every passage of a document, in the order of its text. The headings themselves are in the trail only."""
    passages: list[Passage] = []
    for section in sections:
        for start, end in _slices(text, section):
            page = next((page.number for page in pages if page.start <= start < page.end), section.page)
            passages.append(_passage(card, text, section, (start, end), page))
    return tuple(passages)


def _passage(card: DocumentCard, text: str, section: Section, span: Span, page: int | None) -> Passage:
    start, end = span
    key = sha256(f"{card.id}\0{start}\0{end}\0{text[start:end]}".encode()).hexdigest()[:16]
    return Passage(
        id=f"{card.id}:{key}",
        document_id=card.id,
        document_title=card.identity.title,
        section_id=section.id,
        kind=section.kind,
        reference=reference_of(section),
        trail=section.trail,
        article=article_of(section),
        page=page,
        start=start,
        end=end,
        text=text[start:end],
    )


def embedded_text(passage: Passage) -> str:
    """What the model reads: the headings above, or the document's title where there are none, then the text."""
    trail = [part for part in passage.trail if part != "Titre"] or [passage.document_title]
    return " > ".join(trail) + "\n" + passage.text


def vector_key(embedded: str) -> str:
    """Identical clauses of two hundred conventions have one key, hence one vector."""
    return sha256(embedded.encode()).hexdigest()


def article_of(section: Section) -> int | None:
    """The article that a citation of this section names; none inside an annexe."""
    return section.number if section.kind in ("article", "clause") else None


def reference_of(section: Section) -> str:
    """« art. 13 › Résiliation par consentement mutuel », « art. 14.2 », « annexe 2 », « préambule »."""
    if section.kind in _KIND_NAMES:
        return _KIND_NAMES[section.kind]
    if section.kind == "complement":
        return section.title.lower()
    number = article_of(section)
    if number is None:
        return " › ".join(_short_label(label) for label in section.trail)
    if section.kind == "article":
        return f"art. {number}"
    label = section.trail[-1]
    decimal = _DECIMAL.match(label)
    if decimal:
        return f"art. {decimal[1]}" + (f" › {decimal[2]}" if decimal[2] else "")
    return f"art. {number} › {label}"


def _short_label(label: str) -> str:
    """« Annexe 2 – Instances et calendrier » → « annexe 2 », « Article C – Comité de pilotage » → « article C »."""
    folded = fold(label)
    annexe = re.match(r"^annexes?\s*(?:n\s*[°o]\s*)?(\d{1,2}|[ivx]+|[a-h])\b", folded)
    if annexe:
        return f"annexe {annexe[1] if annexe[1].isdigit() else annexe[1].upper()}"
    letter = _LETTER.match(folded)
    return f"article {letter[1].upper()}" if letter else label


def body_start(text: str, section: Section) -> int:
    """Where the text of a section starts, behind the lines that are its heading."""
    if section.kind in ("titre", "visas", "texte", "complement"):
        return section.start
    wanted = fold(section.trail[-1])
    seen = ""
    for line in split_lines(text[section.start : section.end])[:4]:
        bare = re.sub(r"^(\d{1,2}\.\d{1,2})[.):–—-]\s", r"\1 ", fold(line.square_title or line.bare))
        seen = f"{seen} {bare}".strip()
        if seen == wanted or seen.rstrip(" :.") == wanted:
            return min(section.start + line.end + 1, section.end)
        if not wanted.startswith(seen):
            break
    return section.start


def _slices(text: str, section: Section) -> list[Span]:
    if section.kind == "sommaire":
        return _annexes_of_sommaire(text, section)
    start = body_start(text, section)
    return _grouped(text, _blocks(text, start, section.end))


def _annexes_of_sommaire(text: str, section: Section) -> list[Span]:
    """Of a contents page only the annexes are worth finding: the articles stand in the text itself."""
    lines = split_lines(text[section.start : section.end])
    first = next((line.start for line in lines if (heading := entry(line)) and heading.kind == "annexe"), None)
    if first is None:
        return []
    return [_trim(text, section.start + first, section.end)]


def _blocks(text: str, start: int, end: int) -> list[Span]:
    """Paragraphs; a line that introduces a list stays with its items, and a table with its rows."""
    blocks: list[Span] = []
    opened: Span | None = None
    previous: Line | None = None
    for line in split_lines(text[start:end]):
        if line.is_blank:
            continue
        span = (start + line.start, start + line.end)
        if opened and previous and _continues(previous, line, text[opened[0] : opened[1]]):
            opened = (opened[0], span[1])
        else:
            if opened:
                blocks.append(opened)
            opened = span
        previous = line
    return [*blocks, opened] if opened else blocks


def _continues(previous: Line, line: Line, opened: str) -> bool:
    in_list = line.is_bullet or line.text.startswith((" ", "\t"))
    if in_list:
        return opened.rstrip().endswith(":") or "\n" in opened or previous.is_bullet
    if "|" in line.text and "|" in previous.text:
        return True
    if previous.text.rstrip().endswith(":") and len(previous.text.split()) <= 40 and recognise(line) is None:
        return not previous.is_bullet and line.text.strip()[:1].islower()
    return not re.search(r"[.;:!?»)]\s*$", previous.text) and line.text.strip()[:1].islower()


def _grouped(text: str, blocks: list[Span]) -> list[Span]:
    out: list[Span] = []
    for block in blocks:
        for span in _cut_long(text, block):
            joins = bool(out) and (_words(text, out[-1]) < FEWEST_WORDS or bool(_LEANS.match(level(text[span[0] : span[1]]))))
            if joins and _words(text, (out[-1][0], span[1])) <= MOST_WORDS:
                out[-1] = (out[-1][0], span[1])
            else:
                out.append(span)
    return [trimmed for trimmed in (_trim(text, *span) for span in out) if trimmed[0] < trimmed[1]]


def _cut_long(text: str, block: Span) -> list[Span]:
    """A block of more than MOST_WORDS words at its sentences or items, at words when one sentence is too long."""
    if _words(text, block) <= MOST_WORDS:
        return [block]
    pieces: list[Span] = []
    for start, end in split_sentences(text[block[0] : block[1]]):
        for span in _cut_sentence(text, (block[0] + start, block[0] + end)):
            if pieces and _words(text, (pieces[-1][0], span[1])) <= MOST_WORDS:
                pieces[-1] = (pieces[-1][0], span[1])
            else:
                pieces.append(span)
    return pieces


def _cut_sentence(text: str, span: Span) -> list[Span]:
    words = list(re.finditer(r"\S+", text[span[0] : span[1]]))
    return [
        (span[0] + group[0].start(), span[0] + group[-1].end())
        for index in range(0, len(words), MOST_WORDS)
        if (group := words[index : index + MOST_WORDS])
    ]


def _words(text: str, span: Span) -> int:
    return len(text[span[0] : span[1]].split())


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
