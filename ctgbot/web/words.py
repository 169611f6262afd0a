"""The French words of the screen for what the model holds as codes; a state is always said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath

from ctgbot.model import Answer, Citation, DocumentCard, IngestReport, Nature, Period, Progress, Reason, Statut
from ctgbot.text.normalise import fold

NATURES: dict[Nature, str] = {
    "convention": "convention",
    "avenant": "avenant",
    "sdsf": "schéma départemental",
    "annexe": "annexe",
    "diagnostic": "diagnostic",
    "autre": "document",
}
RECOGNISED = "texte reconnu (OCR)"  # beside every quote whose words were recognised in an image
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!<>:$~|&-])")
_FOUND_LATER = re.compile(r":(?=/|\w)|\bwww(?=\.)|@(?=\w)", re.IGNORECASE)
STATUTS: dict[Statut, str] = {"signe": "signé", "projet": "projet", "inconnu": "statut inconnu"}
_STATUSES = {
    "answered": "Réponse prouvée",
    "partial": "Réponse partielle",
    "refused": "Pas de réponse",
}
_COPIED_PARTLY = "Réponse prouvée, phrases non vérifiées laissées de côté"
REFUSALS: dict[Reason, str] = {
    "not_in_corpus": "Pas dans les textes",
    "document_missing": "Document manquant",
    "annex_missing": "Annexe non jointe",
    "placeholder": "Non renseigné",
    "personal_data": "Donnée personnelle",
    "out_of_scope": "Hors du sujet",
}
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_STAGES = {"Encodage": "Préparation de la recherche"}
_REASONS: dict[Reason, str] = {
    "not_in_corpus": "Les documents interrogés ne traitent pas ce point.",
    "document_missing": "Le document qu'il faudrait lire n'est pas dans l'index.",
    "annex_missing": "L'annexe annoncée n'est pas jointe aux documents.",
    "placeholder": "La clause existe, mais elle est restée à compléter.",
    "personal_data": "La réponse demanderait des données personnelles.",
    "out_of_scope": "La question sort du champ des conventions.",
}


def status_words(answer: Answer) -> str:
    """« Réponse prouvée » is never said of a text that holds a sentence without proof; a no is said by its kind."""
    if answer.status == "refused" and answer.reason:
        return REFUSALS[answer.reason]
    words = _STATUSES[answer.status]
    return f"{words}, sauf les phrases marquées « non vérifié »" if has_doubt(answer) else words


def has_doubt(answer: Answer) -> bool:
    """An answer that holds a sentence without proof."""
    return answer.status == "answered" and not all(sentence.verified for sentence in answer.body.sentences)


def reason_words(answer: Answer) -> str:
    """Why there is no whole answer; a partial one says something, so that only a part is missing."""
    if answer.status == "partial" and answer.reason == "not_in_corpus":
        return "Les documents interrogés n'en disent pas plus."
    return _REASONS[answer.reason] if answer.reason else ""


def period_words(period: Period | None) -> str:
    return f"{period.start}-{period.end}" if period else ""


def document_tags(card: DocumentCard) -> tuple[str, ...]:
    """What must be read beside the title wherever the document is named."""
    tags = ("projet",) if card.identity.statut == "projet" else ()
    return (*tags, "exemple fictif") if card.identity.exemple else tags


def document_facts(card: DocumentCard) -> tuple[str, ...]:
    """Nature, territoire, période, statut: « convention », « Lys-lez-Lannoy », « 2024-2028 », « projet »."""
    identity = card.identity
    facts = (NATURES[identity.nature], identity.territoire, period_words(identity.periode), STATUTS[identity.statut])
    example = ("exemple fictif",) if identity.exemple else ()
    return tuple(fact for fact in facts if fact) + example


def document_line(card: DocumentCard) -> str:
    """One document on one line, what tells it from the others first: conventions often share their title."""
    identity = card.identity
    facts = (identity.territoire, period_words(identity.periode), *document_tags(card), identity.title)
    return " · ".join(fact for fact in facts if fact)


def examples_words(cards: Sequence[DocumentCard]) -> str:
    """« 11 des 13 documents interrogés sont inventés… »; empty when none is."""
    number = sum(card.identity.exemple for card in cards)
    if not number:
        return ""
    if number == len(cards):
        who = "Le document interrogé est inventé" if number == 1 else f"Les {number} documents interrogés sont inventés"
    else:
        who = f"{number} des {len(cards)} documents interrogés {'est inventé' if number == 1 else 'sont inventés'}"
    return f"{who} pour la démonstration : aucun territoire réel n'est engagé par ce qu'ils disent."


def understood_words(answer: Answer) -> str:
    """The question as it was read; empty when it was read as it was typed, spaces, capitals and accents aside."""
    understood = answer.understood.strip()
    return understood if _plain(understood) != _plain(answer.question) else ""


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).rstrip(" ?!.")


def when_words(at: str, today: date) -> str:
    """« aujourd'hui », « hier », « 3 novembre », « 3 novembre 2025 » from an ISO 8601 time."""
    day = datetime.fromisoformat(at).astimezone().date()
    ago = (today - day).days
    if ago in (0, 1):
        return ("aujourd'hui", "hier")[ago]
    name = f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]}"
    return name if day.year == today.year else f"{name} {day.year}"


def page_words(page: int | None) -> str:
    return f"page {page}" if page is not None else ""


def scope_words(documents: tuple[str, ...], total: int) -> str:
    """What was asked, under each answer: « les 12 documents », « 2 documents sur 12 »."""
    if documents:
        return f"{_count(len(documents), 'document')} sur {total}"
    return "le seul document de l'index" if total == 1 else f"les {total} documents de l'index"


def progress_words(progress: Progress | None) -> str:
    """« Lecture — ctg-2024.pdf, page 3 sur 12 »."""
    if progress is None:
        return "Préparation…"
    stage = _STAGES.get(progress.stage, progress.stage)
    file = _file_of(progress)
    page = f", page {progress.page}" if file and progress.page else ""
    of = f" sur {progress.pages}" if page and progress.pages else ""
    return f"{stage} — {file}{page}{of}" if file else stage


def pace_words(progress: Progress | None) -> str:
    """« 3 fichiers prêts sur 12 · 40 par minute · encore environ 20 s »."""
    if progress is None:
        return ""
    where = f"{_count(progress.done, 'fichier')} prêt{'s' if progress.done > 1 else ''} sur {progress.total}"
    rate = f"{progress.files_per_minute:.0f} par minute" if progress.files_per_minute else ""
    parts = (where if progress.total else "", rate, _time_left(progress.seconds_left))
    return " · ".join(part for part in parts if part)


def share_done(progress: Progress | None, elapsed: float) -> float:
    """0 to 1: by the time left (`elapsed` in seconds) where it is known; else by files, a page for its part of one."""
    if progress is None or not progress.total:
        return 0.0
    within = (progress.page - 1) / progress.pages if progress.page and progress.pages else 0.0
    by_files = min(1.0, (progress.done + within) / progress.total)
    if progress.seconds_left is None:
        return by_files
    return max(by_files, elapsed / max(elapsed + progress.seconds_left, 0.001))


def report_words(report: IngestReport) -> str:
    """« 2 documents ajoutés, 1 inchangé. »"""
    parts = (
        _agreed(len(report.added), "ajouté"),
        _agreed(len(report.updated), "mis à jour", plural="mis à jour"),
        _agreed(len(report.unchanged), "inchangé"),
        _agreed(len(report.rejected), "refusé"),
    )
    said = [part for part in parts if part]
    nothing = "Aucun document n'était encore prêt." if report.cancelled else "Aucun document trouvé."
    result = f"Documents : {', '.join(said)}." if said else nothing
    return f"Interrompu à votre demande. {result} Le reste sera lu à la reprise." if report.cancelled else result


def plain_text(answer: Answer, cards: dict[str, DocumentCard]) -> str:
    """The answer as an adviser pastes it into a mail: its status, its sources and their quotes.

    A sentence without proof stays on the screen, and its sources with it; how many were left out is said.
    """
    proved = [sentence for sentence in answer.body.sentences if sentence.verified]
    cited = {number for sentence in proved for number in sentence.citations}
    lines = [answer.question, "", f"[{_COPIED_PARTLY if has_doubt(answer) else status_words(answer)}]"]
    for sentence in proved:
        lines.append(f"{sentence.text}{''.join(f' [{number}]' for number in sentence.citations)}")
    left_out = len(answer.body.sentences) - len(proved)
    if left_out:
        lines.append(f"({_count(left_out, 'phrase')} non vérifiée{'s' if left_out > 1 else ''} : à lire à l'écran.)")
    sources = [citation for citation in answer.body.citations if citation.id in cited]
    if sources:
        lines += ["", "Sources"]
        lines += [_source_line(citation, cards.get(citation.document_id)) for citation in sources]
    if answer.warnings:
        lines += ["", *(f"Attention : {warning}" for warning in answer.warnings)]
    return "\n".join(lines)


def as_markdown(text: str) -> str:
    """For Streamlit's own boxes, which read Markdown: a file name such as « a_b_c[x](y).pdf » is shown as it is.

    Addresses (« www.exemple.fr », « a@b.fr ») and « :material/home: » are found after escapes are read: a sign without
    width keeps them from being links and icons.
    """
    return _MARKDOWN.sub(r"\\\1", _FOUND_LATER.sub("\\g<0>\u2060", text))


def _source_line(citation: Citation, card: DocumentCard | None) -> str:
    tags = document_tags(card) if card else ()
    name = card.identity.title if card else citation.document_title
    title = f"{name} ({', '.join(tags)})" if tags else name
    recognised = RECOGNISED if citation.ocr else ""
    where = ", ".join(part for part in (title, citation.reference, page_words(citation.page), recognised) if part)
    return f"[{citation.id}] {where} : « {' '.join(citation.quote.split())} »"


def _file_of(progress: Progress) -> str:
    """The name alone: where the page stands is said from its own numbers."""
    detail = progress.detail.removesuffix(f" (page {progress.page} sur {progress.pages})")
    return PurePath(detail).name


def _time_left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        return f"encore environ {max(1, round(seconds))} s"
    return f"encore environ {round(seconds / 60)} min"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


def _agreed(number: int, participle: str, plural: str = "") -> str:
    if not number:
        return ""
    return f"{number} {plural or participle + 's' if number > 1 else participle}"
