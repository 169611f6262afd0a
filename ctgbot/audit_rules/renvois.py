"""References to articles and paragraphs that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Subject

# « l'article 14 », « aux articles 5 et 6 », « au paragraphe 14.6 », « l'article 14.6 »
_ARTICLE = re.compile(
    r"\b(?:articles?|paragraphes?|alineas?|points?|§)\s+(?:n\s*[°o]\s*)?(?P<names>\d{1,2}(?:er)?(?:\.\d{1,2})?"
    r"(?:\s*(?:,|et|ou|a)\s*\d{1,2}(?:\.\d{1,2})?(?![\d/]))*)(?![\d/-])"
)
_OF_ANOTHER = re.compile(
    r"^\s*,?\s*(?:(?:alinea|paragraphe|§)\s*\d+\s*)?(?:(?:du|de la|de l'|des|dudit|de ce|d'un)\s*(?!present"
    r"|la presente)"
    r"(?:meme |susvise |decret|code|rgpd|reglement|loi|ordonnance|arrete|circulaire|directive|casf|css|cgct"
    r"|convention d"
    r"|convention initiale|convention territoriale|ctg|traite|schema|sdsf|cog|contrat|livre)|(?:rgpd|casf|css|cgct)\b"
    r"|modifiee?)"
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_LABEL = re.compile(r"^\W*(?:article\s+(?:n\s*[°o]\s*)?)?(?P<n>\d{1,2}\.\d{1,2})\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.renvoi_article: in an avenant, an article is the convention's and cannot be checked here."""
    if subject.document.card.identity.nature == "avenant":
        return
    articles = {section.number for section in subject.document.sections if section.number and section.kind == "article"}
    paragraphs = _paragraphs(subject)
    if len(articles) < 2:
        return
    for statement in subject.statements:
        if statement.section.kind in ("visas", "sommaire", "titre"):
            continue
        for match in _ARTICLE.finditer(statement.flat):
            if _OF_ANOTHER.match(statement.flat[match.end() :]):
                continue
            for name in _NUMBER.findall(match["names"]):
                if not _exists(name, articles, paragraphs):
                    message = f"Renvoi à l’article {name}, qui n’existe pas dans ce document."
                    suggestion = "Corriger le renvoi."
                    yield subject.of(statement, "incoherence.renvoi_article", "haute", message, suggestion)


def _paragraphs(subject: Subject) -> frozenset[str]:
    """« 14.2 »: the paragraphs that bear a number."""
    found = set()
    for section in subject.document.sections:
        match = _LABEL.match(section.trail[-1].lower()) if section.trail else None
        if match:
            found.add(match["n"])
    for statement in subject.statements:
        match = _LABEL.match(statement.flat)
        if match:
            found.add(match["n"])
    return frozenset(found)


def _exists(name: str, articles: set[int], paragraphs: frozenset[str]) -> bool:
    """A paragraph can be missed only in an article whose paragraphs are numbered."""
    article, _, paragraph = name.partition(".")
    if not paragraph or not any(one.startswith(f"{article}.") for one in paragraphs):
        return int(article) in articles
    return name in paragraphs
