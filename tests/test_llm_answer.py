"""The answer with a language model behind it, the model being played: it phrases, the program decides and proves."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from test_llm_quote_mode import DELAY, DOCUMENT, GOOD, NOTICE, PASSAGES, RENEWAL

from ctgbot.errors import Cancelled, ContextOverflow, ModelUnavailable
from ctgbot.llm_answer import DOUBTFUL, STOPPED, UNPROVEN, Material, Watch, cited_passages, write_with
from ctgbot.model import Answer, Citation, Reason, SourcedSentence, SourcedText
from ctgbot.text.quote_prompt import Prompt

QUESTION = "Quel est le délai de prévenance ?"
MATERIAL = Material(PASSAGES[:1], lambda _id: DOCUMENT)


@dataclass
class Played:
    """A model that says what it is told, in as many pieces as there are; an error among them is raised."""

    says: Sequence[str | Exception]
    name: str = "essai"
    prompt_tokens: int = 3_000
    prompts: list[Prompt] = field(default_factory=list)

    def write(self, prompt: Prompt, on_text: Callable[[str], None], cancelled: Callable[[], bool]) -> str:
        self.prompts.append(prompt)
        heard = ""
        for said in self.says:
            if cancelled():
                raise Cancelled
            if isinstance(said, Exception):
                raise said
            heard += said
            on_text(heard)
        return heard


def cited(number: int, quote: str) -> Citation:
    start = DOCUMENT.index(quote)
    passage = next(p for p in PASSAGES if quote in p.text)
    return Citation(
        number,
        "ctg",
        "CTG Verlac",
        passage.reference,
        passage.article,
        1,
        start,
        start + len(quote),
        quote,
        passage.text,
    )


EXTRACTIVE = Answer(
    QUESTION,
    "answered",
    None,
    SourcedText((SourcedSentence(f"6 mois (art. 13) : « {NOTICE} »", (1,), True),), (cited(1, NOTICE),)),
    ("Le document est un projet non signé.",),
    timings_ms={"total": 10.0},
)


def said(*pieces: tuple[int, str, str]) -> str:
    rows = [{"passage": number, "quote": quote, "sentence": sentence} for number, quote, sentence in pieces]
    return json.dumps({"pieces": rows}, ensure_ascii=False)


RIGHT = (1, DELAY, GOOD.sentence)
INVENTED = (1, DELAY, "Le délai de prévenance est de 18 mois.")


def test_a_proven_sentence_comes_first_and_cites_the_same_clause() -> None:
    answer = write_with(Played([said(RIGHT)]), QUESTION, EXTRACTIVE, MATERIAL)
    assert [s.text for s in answer.body.sentences] == [GOOD.sentence, EXTRACTIVE.body.sentences[0].text]
    assert all(s.verified and s.citations == (1,) for s in answer.body.sentences)
    assert answer.body.citations == EXTRACTIVE.body.citations
    assert answer.engine == "llm:essai"
    assert (answer.status, answer.warnings) == ("answered", EXTRACTIVE.warnings)
    assert set(answer.timings_ms) == {"total", "llm"}


def test_an_invented_sentence_is_marked_carries_no_proof_and_comes_last() -> None:
    answer = write_with(Played([said(INVENTED, RIGHT)]), QUESTION, EXTRACTIVE, MATERIAL)
    assert [s.verified for s in answer.body.sentences] == [True, True, False]
    assert answer.body.sentences[-1].citations == ()
    assert answer.warnings[-1] == DOUBTFUL


@pytest.mark.parametrize(
    "output",
    [said(INVENTED), said(), "", "{}", "Je ne peux pas répondre.", said((9, DELAY, GOOD.sentence)), "{" * 9_999],
)
def test_when_nothing_is_proven_the_extractive_answer_is_given_with_a_notice(output: str) -> None:
    answer = write_with(Played([output]), QUESTION, EXTRACTIVE, MATERIAL)
    assert (answer.body, answer.engine) == (EXTRACTIVE.body, "extractive")
    assert answer.warnings == (*EXTRACTIVE.warnings, UNPROVEN)


def test_when_the_model_is_away_the_notice_says_why() -> None:
    answer = write_with(Played([ModelUnavailable("clé refusée")]), QUESTION, EXTRACTIVE, MATERIAL)
    assert (answer.body, answer.engine) == (EXTRACTIVE.body, "extractive")
    assert answer.warnings[-1].startswith("Le modèle de langue n'a pas répondu (clé refusée)")


def test_what_was_proven_before_the_server_died_is_kept() -> None:
    half = said(RIGHT, INVENTED)[:-40]
    answer = write_with(Played([half, ModelUnavailable("coupure")]), QUESTION, EXTRACTIVE, MATERIAL)
    assert answer.body.sentences[0] == SourcedSentence(GOOD.sentence, (1,), True)
    assert "interrompu (coupure)" in answer.warnings[-1]


def test_stopping_gives_the_extractive_answer() -> None:
    answer = write_with(Played([said(RIGHT)]), QUESTION, EXTRACTIVE, MATERIAL, Watch(cancelled=lambda: True))
    assert (answer.body, answer.warnings[-1]) == (EXTRACTIVE.body, STOPPED)


def test_each_finished_sentence_is_shown_as_it_comes() -> None:
    seen: list[SourcedText] = []
    output = said(RIGHT, (1, NOTICE, NOTICE), INVENTED)
    model = Played(list(output))
    answer = write_with(model, QUESTION, EXTRACTIVE, MATERIAL, Watch(on_piece=seen.append))
    assert [len(body.sentences) for body in seen] == [2, 2, 3]  # the second repeats the clause word for word
    assert seen[-1] == answer.body
    assert all(c.quote in DOCUMENT for body in seen for c in body.citations)


@pytest.mark.parametrize(
    "reason",
    ["not_in_corpus", "document_missing", "annex_missing", "placeholder", "personal_data", "out_of_scope"],
)
def test_a_refusal_is_the_programs_own_and_the_model_is_not_asked(reason: Reason) -> None:
    refused = replace(
        EXTRACTIVE, status="refused", reason=reason, body=SourcedText((SourcedSentence("Non.", (), True),))
    )
    model = Played([said(RIGHT)])
    assert write_with(model, QUESTION, refused, MATERIAL) == refused
    assert model.prompts == []


def test_a_half_answer_keeps_its_status_its_reason_and_its_notices() -> None:
    silence = SourcedSentence("Le texte ne précise pas le montant.", (), True)
    body = SourcedText((*EXTRACTIVE.body.sentences, silence), EXTRACTIVE.body.citations)
    partial = replace(EXTRACTIVE, status="partial", reason="not_in_corpus", body=body)
    answer = write_with(Played([said(RIGHT)]), QUESTION, partial, MATERIAL)
    assert (answer.status, answer.reason) == ("partial", "not_in_corpus")
    assert answer.body.sentences == (SourcedSentence(GOOD.sentence, (1,), True), *body.sentences)


def test_a_table_of_conventions_is_not_rephrased() -> None:
    many = tuple(replace(cited(1, NOTICE), id=number) for number in range(1, 20))
    table = replace(EXTRACTIVE, body=SourcedText(EXTRACTIVE.body.sentences, many))
    model = Played([said(RIGHT)])
    assert write_with(model, QUESTION, table, MATERIAL) == table
    assert model.prompts == []


def test_too_long_for_the_model_is_asked_once_more_with_half_of_the_passages() -> None:
    model = Played([ContextOverflow()])
    answer = write_with(model, QUESTION, EXTRACTIVE, replace(MATERIAL, passages=PASSAGES[:2]))
    assert [RENEWAL in prompt.user for prompt in model.prompts] == [True, False]
    assert answer.warnings[-1].startswith("Le modèle de langue n'a pas répondu (texte trop long")


def test_too_long_with_one_passage_is_given_up_at_once() -> None:
    model = Played([ContextOverflow()])
    write_with(model, QUESTION, EXTRACTIVE, MATERIAL)
    assert len(model.prompts) == 1


def test_what_the_question_assumes_proves_nothing() -> None:
    question = "Le maire Dupont peut-il la dénoncer en 3 mois ?"
    lie = (1, DELAY, "Le maire Dupont peut la dénoncer en 3 mois.")
    answer = write_with(Played([said(lie)]), question, EXTRACTIVE, MATERIAL)
    assert answer.warnings[-1] == UNPROVEN


def test_a_fault_of_the_page_is_not_taken_for_the_models() -> None:
    def broken(_body: SourcedText) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_with(Played([said(RIGHT)]), QUESTION, EXTRACTIVE, MATERIAL, Watch(on_piece=broken))


def test_the_model_gets_the_passages_that_are_cited_and_no_others() -> None:
    assert cited_passages(EXTRACTIVE, lambda _document: PASSAGES) == PASSAGES[:1]


def test_the_prompts_version_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="ctgbot.llm_answer"):
        write_with(Played([said(RIGHT)]), QUESTION, EXTRACTIVE, MATERIAL)
    assert "model=essai prompts=1 passages=1/1" in caplog.text
    assert QUESTION not in caplog.text
