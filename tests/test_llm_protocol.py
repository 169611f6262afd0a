"""What goes over the wire: streams, refusals, faults and silences of a server, and what is done about each."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from llm_server import Reply, Scripted, scripted_server
from test_llm_answer import EXTRACTIVE, MATERIAL, QUESTION, RIGHT, said

from ctgbot.adapters.llm import ChatModel, open_model
from ctgbot.errors import BadSetting, Cancelled, ContextOverflow, ModelUnavailable
from ctgbot.llm_answer import write_with
from ctgbot.settings import Settings
from ctgbot.text.quote_prompt import Prompt

KEY = "sk-tres-secret-0123456789"
PROMPT = Prompt("consignes", "question")
OUTPUT = said(RIGHT)
OK = Reply([OUTPUT[:30], OUTPUT[30:]])
OVERFLOWS = (
    Reply(status=400, body={"error": {"message": "the request exceeds the available context size", "code": 400}}),
    Reply(status=400, body={"error": {"message": "This model's maximum context length is 4096 tokens."}}),
    Reply(status=400, body={"error": {"message": "exceed_context_size_error"}}),
)


def model_at(url: str, **changed: object) -> ChatModel:
    values = {"llm_model": "essai", "llm_url": url, "llm_key": KEY, **changed}
    return ChatModel(Settings.model_validate(values), first_wait=0.01)


def heard_from(script: Scripted, **changed: object) -> tuple[str, list[str]]:
    heard: list[str] = []
    return model_at(script.url, **changed).write(PROMPT, heard.append, lambda: False), heard


def failure_of(*replies: Reply, **changed: object) -> tuple[ModelUnavailable, Scripted]:
    with scripted_server(*replies) as script, pytest.raises(ModelUnavailable) as caught:
        heard_from(script, **changed)
    return caught.value, script


def test_the_request_says_what_shape_is_wanted() -> None:
    with scripted_server(OK) as script:
        assert heard_from(script)[0] == OUTPUT
    request = script.requests[0]
    assert request["model"] == "essai"
    assert request["stream"] is True
    assert request["temperature"] == 0
    assert [message["content"] for message in request["messages"]] == ["consignes", "question"]
    assert request["response_format"]["type"] == "json_schema"
    shape = request["response_format"]["json_schema"]
    assert shape["strict"] is True
    assert set(shape["schema"]["properties"]["pieces"]["items"]["required"]) == {"passage", "quote", "sentence"}
    assert "tools" not in request
    assert script.keys == [f"Bearer {KEY}"]


def test_words_are_heard_while_the_server_is_still_speaking() -> None:
    heard: list[str] = []
    with scripted_server(Reply(["un début"], ending="silent")) as script:
        with pytest.raises(Cancelled):
            model_at(script.url).write(PROMPT, heard.append, lambda: bool(heard))
        assert script.left.wait(10)
    assert heard == ["un début"]


def test_cancelling_before_the_first_word_closes_the_connection() -> None:
    with scripted_server(Reply(ending="silent")) as script:
        with pytest.raises(Cancelled):
            model_at(script.url).write(PROMPT, lambda _text: None, lambda: bool(script.requests))
        assert script.left.wait(10)


@pytest.mark.parametrize(
    ("status", "says"), [(401, "CTGBOT_LLM_KEY"), (403, "CTGBOT_LLM_KEY"), (404, "LLM_URL"), (400, "400")]
)
def test_a_refused_request_is_not_repeated(status: int, says: str) -> None:
    failure, script = failure_of(Reply(status=status, body={"error": {"message": f"Incorrect API key: {KEY}"}}))
    assert says in str(failure)
    assert len(script.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with scripted_server(Reply(status=status, body={}), OK) as script:
        assert heard_from(script)[0] == OUTPUT
    assert len(script.requests) == 2


def test_a_server_that_stays_busy_is_left_after_the_last_retry() -> None:
    failure, script = failure_of(Reply(status=503, body={}), llm_retries=2)
    assert "503" in str(failure)
    assert len(script.requests) == 3


def test_a_server_may_not_ask_to_wait_longer_than_the_whole_time_allowed() -> None:
    failure, script = failure_of(Reply(status=429, headers={"Retry-After": "3600"}), llm_total_seconds=5)
    assert "saturé" in str(failure)
    assert len(script.requests) == 1


@pytest.mark.parametrize("reply", OVERFLOWS)
def test_too_much_text_is_told_apart_from_other_refusals(reply: Reply) -> None:
    failure, script = failure_of(reply)
    assert isinstance(failure, ContextOverflow)
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(raw=b"data: {ceci n'est pas du JSON\n\n"),
        Reply(raw=b'data: {"error": {"message": "boum", "code": 500}}\n\n'),
        Reply(body=[1, 2, 3]),
        Reply(body={"choices": "rien"}),
    ],
)
def test_a_server_that_answers_nonsense_is_away(reply: Reply) -> None:
    assert "illisible" in str(failure_of(reply)[0])


def test_a_server_that_dies_in_mid_answer_is_not_asked_twice_and_what_it_said_is_kept() -> None:
    with scripted_server(Reply([OUTPUT], ending="dies")) as script:
        answer = write_with(model_at(script.url), QUESTION, EXTRACTIVE, MATERIAL)
    assert len(script.requests) == 1
    assert answer.engine == "llm:essai"
    assert "interrompu" in answer.warnings[-1]


def test_a_server_that_dies_before_its_first_word_is_asked_again() -> None:
    with scripted_server(Reply(ending="dies"), OK) as script:
        assert heard_from(script)[0] == OUTPUT


@pytest.mark.parametrize(
    ("pieces", "limit", "says"),
    [
        ((), {"llm_first_token_seconds": 2}, "CTGBOT_LLM_FIRST_TOKEN_SECONDS"),
        (("un début",), {"llm_total_seconds": 2}, "CTGBOT_LLM_TOTAL_SECONDS"),
    ],
)
def test_a_server_that_falls_silent_is_left(pieces: tuple[str, ...], limit: dict[str, float], says: str) -> None:
    with scripted_server(Reply(pieces, ending="silent")) as script:
        with pytest.raises(ModelUnavailable, match=says):
            heard_from(script, **limit)
        assert script.left.wait(10)


def test_nobody_at_the_address_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="injoignable"):
        model_at(f"http://127.0.0.1:{port}/v1").write(PROMPT, lambda _text: None, lambda: False)


@pytest.mark.parametrize("url", ["pas une adresse", "ftp://127.0.0.1/v1", "http://", "http://[::1"])
def test_an_address_that_is_none_is_a_failure_like_another(url: str) -> None:
    with pytest.raises(ModelUnavailable):
        model_at(url).write(PROMPT, lambda _text: None, lambda: False)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=401, body={"error": {"message": f"Incorrect API key provided: {KEY}"}}),
        Reply(status=500, body={"error": {"message": KEY}}),
        Reply(raw=f'data: {{"error": {{"message": "{KEY}"}}}}\n\n'.encode()),
        Reply([OUTPUT], ending="dies"),
        OK,
    ],
)
def test_the_key_is_nowhere_to_be_read(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), scripted_server(reply) as script:
        model = model_at(script.url)
        answer = write_with(model, QUESTION, EXTRACTIVE, MATERIAL)
    shown = (caplog.text, repr(answer), repr(model), repr(vars(model)))
    assert all(KEY not in text for text in shown)


def test_an_error_does_not_carry_the_servers_words() -> None:
    failure, _ = failure_of(Reply(status=401, body={"error": {"message": KEY}}))
    assert KEY not in str(failure)
    assert failure.__suppress_context__


def test_keys_and_tracing_of_the_machine_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-celle-d-un-autre")
    with scripted_server(OK) as script, scripted_server(OK) as elsewhere:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-cle")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.url)
        monkeypatch.setenv("LANGSMITH_GATEWAY", elsewhere.url)
        monkeypatch.setenv("OPENAI_BASE_URL", elsewhere.url)
        assert heard_from(script, llm_key="")[0] == OUTPUT
    assert script.keys == ["Bearer aucune"]
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"llm_model": ""}, "--engine extractive"),
        ({"llm_model": "m"}, "CTGBOT_LLM_URL"),
        ({"llm_model": "m", "llm_provider": "mistralai"}, r"langchain-mistralai.*pip install"),
        ({"llm_model": "m", "llm_provider": "ollama"}, r"langchain-ollama.*pip install"),
    ],
)
def test_what_is_missing_to_use_a_model_is_said(changed: dict[str, str], says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        open_model(Settings.model_validate(changed))


def test_a_configured_model_is_opened_without_a_connection() -> None:
    settings = Settings(llm_model="essai", llm_url="http://127.0.0.1:9/v1", llm_context_tokens=4_096)
    model = open_model(settings)
    assert (model.name, model.prompt_tokens) == ("essai", 3_496)


def test_nothing_of_the_libraries_is_loaded_before_a_request() -> None:
    code = (
        "import sys, ctgbot.cli, ctgbot.bootstrap, ctgbot.llm_answer\n"
        "from ctgbot.adapters.llm import open_model\n"
        "from ctgbot.settings import Settings\n"
        "open_model(Settings(llm_model='essai', llm_url='http://127.0.0.1:9/v1'))\n"
        "print(sorted({'langchain', 'langchain_core', 'openai', 'langsmith'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_key_can_stand_in_the_file_of_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ctgbot.toml").write_text(f'llm_model = "m"\nllm_key = "{KEY}"\n', encoding="utf-8")
    assert Settings().llm_key.get_secret_value() == KEY
    assert KEY not in repr(Settings())
