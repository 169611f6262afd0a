"""A draft as plain text with marks (Markdown): the text, its sources, its sums, what is left to be filled in."""

from __future__ import annotations

from ctgbot.drafting.checks import place_of
from ctgbot.drafting.ledger import shown
from ctgbot.model import Draft, DraftSentence, Fact


def markdown(made: Draft) -> str:
    """Numbers in brackets are those of the sources below the text."""
    out = [f"# Article {made.article} – {made.territoire}", "", "Proposition à relire ; rien n'est supposé.", ""]
    for paragraph in made.paragraphs:
        out += [" ".join(_marked(sentence) for sentence in paragraph), ""]
    out += _listed(
        "Sources", [f"[{c.id}] {c.document_title}, {c.reference} : « {_flat(c.quote)} »" for c in made.citations]
    )
    out += _listed("Chiffres", [_figure(fact) for fact in made.facts])
    out += _listed("À compléter", [f"{gap.label} – {gap.where_to_find}" for gap in made.gaps])
    out += _listed("À vérifier", list(made.warnings))
    return "\n".join(out).rstrip() + "\n"


def _marked(sentence: DraftSentence) -> str:
    marks = "".join(f" [{number}]" for number in sentence.citations)
    return f"{_escaped(sentence.text)}{marks}{'' if sentence.verified else ' (non vérifié)'}"


def _figure(fact: Fact) -> str:
    year = f", {fact.year}" if fact.year else ""
    how = f" = {fact.formula}" if fact.formula else ""
    return f"{fact.label} : {shown(fact)}{how}{year} ({place_of(fact)})"


def _listed(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {_escaped(line)}" for line in lines), ""] if lines else []


def _flat(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """A cell of a table is text: no link, no picture, no markup comes from it."""
    return _flat(text).replace("<", "&lt;").replace("![", "!\\[").replace("](", "]\\(")
