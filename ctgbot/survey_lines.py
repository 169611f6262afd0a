"""What was counted → the sentences of the answer: values, conventions with their proof, what could not be decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ctgbot.clauses.display import display
from ctgbot.clauses.in_force import History
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Citation, Clause, DocumentCard, Proof, SourcedSentence, SourcedText, SourceText
from ctgbot.text import phrasing, survey_phrasing
from ctgbot.text.grounding import Claim, ground, renumbered
from ctgbot.text.survey_condition import Survey
from ctgbot.text.survey_counts import Counted, Tally

ClausesOf = Callable[[Collection[str], Collection[str]], Sequence[Clause]]
CardsOf = Callable[[Collection[str]], Sequence[DocumentCard]]
TextsOf = Callable[[Collection[str]], Mapping[str, SourceText]]
_Sentence = SourcedSentence | Claim

_SAID_ONCE = ("given", "missing", "is")  # the first sentence has said the value of all that follow
_AROUND = 300  # characters of the text shown on each side of a quote, to the ends of its paragraph


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked and counted; `changed`: the clause in force where there are avenants; `examples`: how many of the
    conventions are fictional; `most`: lines to show."""

    survey: Survey
    counted: Counted
    changed: Mapping[str, History]
    examples: int
    most: int


@dataclass(frozen=True, slots=True)
class _Proofs:
    """What the lines stand on: the clauses in force by convention, the cards and the texts of all that is shown."""

    clauses: Mapping[str, History]
    cards: Mapping[str, DocumentCard]
    texts: Mapping[str, SourceText]

    def title(self, document: str) -> str:
        return phrasing.label(self.cards[document]) if document in self.cards else document


def lines(shown: Shown, clauses_of: ClausesOf, cards_of: CardsOf, texts_of: TextsOf) -> SourcedText:
    """The answer, proven."""
    chosen = _chosen(shown)
    proofs = _proofs(shown, chosen, clauses_of, cards_of, texts_of)
    citations: list[Citation] = []
    sentences: list[_Sentence] = [_said(survey_phrasing.headline(_label(shown.survey), shown.survey, shown.counted))]
    for tally, documents in chosen:
        if shown.survey.relation not in _SAID_ONCE:
            sentences.append(_said(survey_phrasing.heading(_value(tally, shown.survey), len(tally.documents))))
        sentences += [_line(document, proofs, citations) for document in documents]
    sentences += [_said(text) for text in _last(shown, chosen, proofs)]
    return _proven(sentences, citations, proofs)


def _chosen(shown: Shown) -> list[tuple[Tally, tuple[str, ...]]]:
    """The conventions to show, group by group, within the lines there are; a group that is only counted is kept."""
    left = shown.most
    chosen = []
    for tally in shown.counted.met:
        chosen.append((tally, tally.documents[:left]))
        left -= len(tally.documents[:left])
    return chosen


def _proofs(
    shown: Shown,
    chosen: Sequence[tuple[Tally, tuple[str, ...]]],
    clauses_of: ClausesOf,
    cards_of: CardsOf,
    texts_of: TextsOf,
) -> _Proofs:
    conventions = [document for _, documents in chosen for document in documents]
    plain = [document for document in conventions if document not in shown.changed]
    clauses = {
        c.document_id: History(c) for c in clauses_of(plain, [shown.survey.topic.parameter]) if not c.superseded_by
    }
    clauses |= {document: shown.changed[document] for document in conventions if document in shown.changed}
    cited = {clause.document_id for standing in clauses.values() for clause in (standing.clause, *standing.replaced)}
    named = {d for one in shown.counted.open for d in one.documents[: survey_phrasing.MOST_NAMED]}
    cards = {card.id: card for card in cards_of([*cited.union(conventions, named)])}
    return _Proofs(clauses, cards, texts_of([*cited]))


def _label(survey: Survey) -> str:
    thing = survey.topic.thing if survey.relation in ("given", "missing") else ""
    return thing or BY_KEY[survey.topic.parameter].label


def _value(tally: Tally, survey: Survey) -> str:
    if tally.value is None:
        return survey_phrasing.ABSENT
    if tally.value is True:
        return "prévu"
    return display(tally.value, survey.topic.parameter)


def _line(document: str, proofs: _Proofs, citations: list[Citation]) -> _Sentence:
    """One convention with the clause in force, then the one that it replaced."""
    standing = proofs.clauses.get(document)
    if standing is None or standing.clause.proof is None:
        return _said(survey_phrasing.silent(proofs.title(document)))
    now = [_cited(standing.clause, proof, proofs, citations) for proof in _all_proofs(standing.clause)]
    before = [
        _cited(clause, clause.proof, proofs, citations) for clause in standing.replaced[:1] if clause.proof is not None
    ]
    text = " ".join(phrasing.quoted(_place(citation), citation.quote) for citation in now)
    for citation in before:
        text += f" {survey_phrasing.BEFORE} : {phrasing.quoted(_place(citation), citation.quote)}"
    return Claim(text, tuple(citation.id for citation in (*now, *before)))


def _all_proofs(clause: Clause) -> list[Proof]:
    return [proof for proof in (clause.proof, *(other for _, other in clause.others)) if proof is not None]


def _place(citation: Citation) -> str:
    """« CTG Hem (projet), art. 13 », and what was recognised in an image says so."""
    marks = [phrasing.RECOGNISED] if citation.ocr else []
    return ", ".join([citation.document_title, citation.reference, *marks])


def _cited(clause: Clause, proof: Proof, proofs: _Proofs, citations: list[Citation]) -> Citation:
    source = proofs.texts[clause.document_id]
    page = next((page for page in source.pages if page.start <= proof.start < page.end), None)
    citation = Citation(
        id=len(citations) + 1,
        document_id=clause.document_id,
        document_title=proofs.title(clause.document_id),
        reference=proof.reference,
        article=proof.article,
        page=proof.page,
        start=proof.start,
        end=proof.end,
        quote=proof.quote,
        text_at=around(source.text, proof),
        ocr=page is not None and page.method == "ocr",
    )
    citations.append(citation)
    return citation


def around(text: str, proof: Proof) -> str:
    """The paragraph of a quote, cut between words where it is long."""
    before = text.rfind("\n\n", 0, proof.start)
    start = max(before + 2 if before >= 0 else 0, proof.start - _AROUND)
    after = text.find("\n\n", proof.end)
    end = min(len(text) if after < 0 else after, proof.end + _AROUND)
    while 0 < start < proof.start and not text[start - 1].isspace():
        start += 1
    while proof.end < end < len(text) and not text[end].isspace():
        end -= 1
    return text[start:end].strip()


def _last(shown: Shown, chosen: Sequence[tuple[Tally, tuple[str, ...]]], proofs: _Proofs) -> list[str]:
    """What is counted and not shown, the other values, the conventions read and those that could not be decided."""
    counted = shown.counted
    out = []
    hidden = counted.met_total - sum(len(documents) for _, documents in chosen)
    if hidden:
        out.append(survey_phrasing.more(hidden))
    if counted.others:
        out.append(_others(shown))
    out.append(survey_phrasing.total(counted, shown.examples))
    for one in counted.open:
        names = [proofs.title(document) for document in one.documents[: survey_phrasing.MOST_NAMED]]
        out.append(survey_phrasing.undecided(one.doubt, names, len(one.documents)))
    return out


def _others(shown: Shown) -> str:
    if shown.survey.relation == "missing":
        return survey_phrasing.having(sum(len(tally.documents) for tally in shown.counted.others))
    return survey_phrasing.others(
        [(_value(tally, shown.survey), len(tally.documents)) for tally in shown.counted.others]
    )


def _proven(sentences: Sequence[_Sentence], citations: Sequence[Citation], proofs: _Proofs) -> SourcedText:
    """Each line checked against its own quotes; what the program counts is its own statement."""
    by_id = {citation.id: citation for citation in citations}
    kept: list[Citation] = []
    said: list[SourcedSentence] = []
    for sentence in sentences:
        if isinstance(sentence, SourcedSentence):
            said.append(sentence)
            continue
        own = [by_id[number] for number in sentence.citations]
        known = [survey_phrasing.BEFORE, phrasing.RECOGNISED, *(citation.document_title for citation in own)]
        proven = ground([sentence], own, lambda document: proofs.texts[document].text, known)
        said += proven.sentences
        kept += proven.citations
    return renumbered(SourcedText(tuple(said), tuple(kept)))


def _said(text: str) -> SourcedSentence:
    return SourcedSentence(text, (), True)
