"""« Vérifie la numérotation des annexes », asked in the conversation → what the close reading found on that subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.audit_rules.finding import Finding
from ctgbot.model import Answer, Citation, Document, Passage, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.citing import cite, quoted, said
from ctgbot.text.grounding import renumbered
from ctgbot.text.normalise import level
from ctgbot.text.units import Unit, units_of

_MOST = 12
_MOST_PIECES = 4  # of one finding: « Annexe 1 : … », « Annexe 2 : … », « Annexe 3 : … »
# What a request names → the codes that are about it; the first that is named decides.
_SUBJECTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"numerot\w*.*\bannexes?|\bannexes?\b.*numerot"), re.compile(r"\.annexe_n[^.]*$|\.annexe_delib")),
    (re.compile(r"\bannexes?\b"), re.compile(r"annexe")),
    (re.compile(r"\b(?:renvois?|numerot\w*|references?)\b"), re.compile(r"renvoi|nombre_articles|annexe_n")),
    (re.compile(r"\b(?:signat\w*|cosign\w*)"), re.compile(r"signat|bilateral|designation")),
    (re.compile(r"\b(?:dates?|durees?|periodes?|echeances?|calendrier)\b"), re.compile(r"date|duree|annee|plan")),
    (re.compile(r"\b(?:visas?|perime\w*|textes? (?:cites|vises)|references? legales?)\b"),
     re.compile(r"visas|cog|perime")),
    (re.compile(r"\b(?:vides?|blancs?|trous?|a completer|non rempli\w*|renseign\w*|laisse\w*)\b"),
     re.compile(r"^placeholder")),
    (re.compile(r"\b(?:orthographe|fautes?|typographi\w*|coquilles?|style|langue|sigles?)\b"), re.compile(r"^langue")),
    (re.compile(r"\b(?:manqu\w*|oubli\w*|complet\w*|completude|absen\w*)\b"), re.compile(r"^completude")),
    (re.compile(r"\b(?:incoheren\w*|contradict\w*|coheren\w*)\b"), re.compile(r"^incoherence")),
)  # fmt: skip
_COUNTED_ANNEXES = re.compile(r"\b(?:\d+|deux|trois|quatre|cinq|six|sept) annexes\b")
_NOTHING = "Rien à signaler sur ce point dans {title}, d'après les règles de relecture de la page « Contrôle »."
_MORE = "{count} autres remarques sont dans la page « Contrôle »."
_FOUND = "À corriger ou à trancher dans {title} ({count}) :"


def check_answer(question: str, document: Document, passages: Sequence[Passage], findings: Sequence[Finding]) -> Answer:
    """The gravest first, each with the sentence that it is about."""
    about = on_subject(question, findings)
    title = phrasing.named([document.card])
    shown = about[:_MOST]
    units = [unit for passage in passages for unit in units_of(passage)]
    sentences = [said(_heading(len(about), title))]
    citations: list[Citation] = []

    def show(unit: Unit) -> None:
        if not any(known.start <= unit.start < known.end for known in citations):
            citations.append(cite(unit, document.card, len(citations) + 1))
            sentences.extend(quoted(citations[-1:], document).sentences)

    for finding in shown:
        sentences.append(said(f"{finding.message} {finding.suggestion}".strip()))
        for unit in _units_of(units, finding):
            show(unit)
    for unit in _counting(question, units):
        show(unit)
    if len(about) > _MOST:
        sentences.append(said(_MORE.format(count=len(about) - _MOST)))
    body = renumbered(SourcedText(tuple(sentences), tuple(citations)))
    return Answer(question, "answered", None, body)


def on_subject(question: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that a request is about, all when it names no subject; gravest first."""
    flat = level(question)
    codes = next((codes for subject, codes in _SUBJECTS if subject.search(flat)), re.compile(""))
    rank = {"haute": 0, "moyenne": 1, "basse": 2}
    return tuple(sorted((f for f in findings if codes.search(f.code)), key=lambda finding: rank[finding.severity]))


def _heading(count: int, title: str) -> str:
    return _FOUND.format(count=count, title=title) if count else _NOTHING.format(title=title)


def _counting(question: str, units: Sequence[Unit]) -> list[Unit]:
    """« les 3 annexes énumérées dans le sommaire », when the annexes are what is checked."""
    if not re.search(r"\bannexes?\b", level(question)):
        return []
    return [unit for unit in units if _COUNTED_ANNEXES.search(level(unit.text))]


def _units_of(units: Sequence[Unit], finding: Finding) -> list[Unit]:
    """The quotable pieces that a finding is about: the one it starts in, and those that it goes on over."""
    if finding.start is None or finding.end is None:
        return []
    over = [unit for unit in units if unit.start < finding.end and finding.start < unit.end]
    return over[:_MOST_PIECES]
