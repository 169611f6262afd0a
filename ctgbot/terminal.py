"""What a person reads in the terminal, in French. Text of documents is never taken as markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ctgbot.model import (
    Ailment,
    Answer,
    Citation,
    Document,
    DocumentCard,
    IngestReport,
    PageSpan,
    ReadingMethod,
    ScoredPassage,
    SourcedSentence,
    Standing,
)

_STATUS = {
    "answered": ("Réponse", "green"),
    "partial": ("Réponse partielle", "yellow"),
    "refused": ("Pas de réponse", "red"),
}
_METHODS: tuple[tuple[ReadingMethod, str], ...] = (
    ("texte", "en texte"),
    ("second", "par le second lecteur"),
    ("ocr", "en texte reconnu (OCR)"),
    ("a_oceriser", "à océriser"),
)
_ROW = (
    ("articles cités", "articles"),
    ("extraits montrés", "quotes_shown"),
    ("extraits manquants", "quotes_missing"),
    ("nombres sans preuve", "unsupported_numbers"),
)
_RECOGNISED = "texte reconnu (OCR)"
_EXCERPT = 300  # characters of a passage in a list


# Terminal codes, and marks that turn the order of letters: a file may be named « convention<ESC>[2J.pdf ».
_ACTING = [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SHOWN = dict.fromkeys((code for code in _ACTING if chr(code) not in "\n\t"), "\N{REPLACEMENT CHARACTER}")


def without_codes(text: str) -> str:
    """What acts on a screen instead of being read is shown as a sign of its own, so that no name looks like another."""
    return text.translate(_SHOWN)


def console() -> Console:
    """Stdout; no highlighting, so that a copied line is the line."""
    return Console(highlight=False, soft_wrap=False, markup=False, emoji=False)


def show_report(out: Console, report: IngestReport) -> None:
    for label, cards in (("Ajouté", report.added), ("Mis à jour", report.updated)):
        for card in cards:
            _line(out, f"{label} : {card.identity.title}  [{card.id}], {card.passages} passages")
            for warning in card.warnings:
                _line(out, f"  Attention : {warning}", "yellow")
    counts = (
        (len(report.added), "ajouté(s)"),
        (len(report.updated), "mis à jour"),
        (len(report.unchanged), "inchangé(s)"),
        (len(report.rejected), "refusé(s)"),
    )
    _line(out, ", ".join(f"{count} {word}" for count, word in counts) + f" en {report.seconds:.1f} s.")


def show_cards(out: Console, cards: Sequence[DocumentCard], standings: Mapping[str, Standing] | None = None) -> None:
    """Each document on two lines, and how it stands among the others where that is known."""
    if not cards:
        out.print("L'index est vide. Ajoutez des documents : ctgbot ingest corpus")
        return
    for card in cards:
        _line(out, card.id, "bold")
        _line(out, "    " + " · ".join((card.identity.title, *_facts(card))))
        for said in _standing(standings.get(card.id) if standings else None):
            _line(out, f"    {said}")


def show_document(out: Console, document: Document, standing: Standing | None = None) -> None:
    """Its identity, how its pages were read, what went wrong, and the plan of its text."""
    card = document.card
    _line(out, card.identity.title, "bold")
    _line(out, f"{card.id} · {card.path}", "dim")
    _line(out, " · ".join(_facts(card)))
    for signataire in card.identity.signataires:
        parts = (signataire.organisme, signataire.representant, signataire.qualite)
        _line(out, f"  Signataire : {', '.join(part for part in parts if part)}")
    if card.identity.modifie:
        _line(out, f"Modifie : {card.identity.modifie}")
    for said in _standing(standing):
        _line(out, said)
    if document.pages:
        _line(out, f"Lecture : {_page_counts(document.pages)}")
    for warning in card.warnings:
        _line(out, f"Attention : {warning}", "yellow")
    for section in document.sections:
        heading = section.trail[-1] if section.trail else section.title
        page = f"  p. {section.page}" if section.page else ""
        indent = 2 * max(0, len(section.trail) - 1)
        out.print(Padding(Text(without_codes(f"{heading}{page}")), (0, 0, 0, indent)))


def show_results(out: Console, results: Sequence[ScoredPassage]) -> None:
    if not results:
        out.print("Aucun passage trouvé.")
    for rank, result in enumerate(results, start=1):
        _show_passage(out, f"{rank}. ", result, f"  ({result.score:.3f})")


def show_answer(out: Console, answer: Answer) -> None:
    label, style = _STATUS[answer.status]
    _line(out, label, f"bold {style}")
    for sentence in answer.body.sentences:
        _line(out, _with_calls(sentence))
    for citation in answer.body.citations:
        _show_citation(out, citation)
    for warning in answer.warnings:
        _line(out, f"Attention : {warning}", "yellow")
    if answer.nearest:
        _line(out, "\nPassages les plus proches (ce ne sont pas des réponses) :", "bold")
    for near in answer.nearest:
        _show_passage(out, "– ", near, "")


def show_ailments(out: Console, ailments: Sequence[Ailment]) -> None:
    if not ailments:
        out.print("Tout est en ordre.")
    for ailment in ailments:
        _line(out, f"{ailment.store} : {ailment.message}{' Réparé.' if ailment.repaired else ''}")


def show_rows(out: Console, rows: Sequence[dict[str, object]]) -> None:
    """One line per question: status, articles cited, quotes shown and missing, numbers that nothing proves."""
    for row in rows:
        _line(out, f"{row['id']} : {row['status']}", "bold")
        for name, key in _ROW:
            values = row[key]
            if isinstance(values, Sequence) and values:
                _line(out, f"    {name} : {', '.join(str(value) for value in values)}")


def show_measures(out: Console, measures: dict[str, object]) -> None:
    """One line per measure; a nested one is shown on its line."""
    table = Table("Mesure", "Valeur", show_header=False)
    for name, value in measures.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {inner}" for key, inner in value.items())
        table.add_row(Text(name), Text(f"{value:.3f}" if isinstance(value, float) else str(value)))
    out.print(table)


def _facts(card: DocumentCard) -> Iterator[str]:
    identity = card.identity
    yield identity.nature + (f" n° {identity.numero}" if identity.numero else "")
    if identity.territoire:
        yield identity.territoire
    if identity.periode:
        yield f"{identity.periode.start}–{identity.periode.end}"
    if identity.statut != "inconnu":
        yield "projet" if identity.statut == "projet" else "signé"
    if identity.date:
        yield f"signature : {date.fromisoformat(identity.date):%d/%m/%Y}"
    if card.pages:
        yield f"{card.pages} page{'s' if card.pages > 1 else ''}"
    yield f"{card.passages} passages"
    if identity.exemple:
        yield "exemple fictif"


def _standing(standing: Standing | None) -> Iterator[str]:
    if standing is None:
        return
    if standing.convention:
        yield f"Avenant de : {standing.convention}"
    if standing.avenants:
        yield f"Modifié par : {', '.join(standing.avenants)}"
    if standing.replaced_by:
        yield f"Remplacé par : {standing.replaced_by}"
    if standing.older:
        yield f"Remplace : {', '.join(standing.older)}"


def _page_counts(pages: Sequence[PageSpan]) -> str:
    """« 12 pages : 10 en texte, 2 reconnues (OCR) : p. 3, 4 »."""
    said = []
    for method, words in _METHODS:
        numbers = [str(page.number) for page in pages if page.method == method]
        if numbers:
            listed = f" (p. {', '.join(numbers)})" if method != "texte" else ""
            said.append(f"{len(numbers)} {words}{listed}")
    return f"{len(pages)} page{'s' if len(pages) > 1 else ''} : {', '.join(said)}"


def _line(out: Console, text: str, style: str = "") -> None:
    """Left to the terminal to wrap: a copied or piped line is one line."""
    out.print(Text(without_codes(text), style=style), soft_wrap=True)


def _with_calls(sentence: SourcedSentence) -> str:
    calls = "".join(f" [{number}]" for number in sentence.citations)
    doubt = " (non vérifié)" if sentence.citations and not sentence.verified else ""
    return sentence.text + calls + doubt


def _show_citation(out: Console, citation: Citation) -> None:
    page = (f", p. {citation.page}" if citation.page else "") + (f", {_RECOGNISED}" if citation.ocr else "")
    _line(out, f"\n[{citation.id}] {citation.document_title}, {citation.reference}{page}", "cyan")
    out.print(Padding(Text(without_codes(f"« {citation.quote.strip()} »")), (0, 0, 0, 4)))


def _show_passage(out: Console, mark: str, result: ScoredPassage, score: str) -> None:
    passage = result.passage
    page = (f", p. {passage.page}" if passage.page else "") + (f", {_RECOGNISED}" if passage.ocr else "")
    _line(out, f"{mark}{passage.document_title}, {passage.reference}{page}{score}", "cyan")
    text = without_codes(" ".join(passage.text.split()))
    out.print(Padding(Text(text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"), (0, 0, 1, 4)))
