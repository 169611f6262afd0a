"""A language model behind any chat API that LangChain knows: asked once, heard as it writes, stopped when told.

Nothing is imported before the first request, nothing is sent anywhere but to the address of the settings, and neither
the key nor a word of the server's own messages goes into an error: a 401 may quote the key.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ctgbot.adapters.llm_errors import foreign_errors, is_too_long, is_worth_a_retry, read_failure, retry_after
from ctgbot.errors import BadSetting, Cancelled, ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from ctgbot.settings import Settings
    from ctgbot.text.quote_prompt import Prompt

PACKAGES = {"openai": "langchain-openai", "ollama": "langchain-ollama", "mistralai": "langchain-mistralai"}
_POLL = 0.05  # seconds between two looks at the clock and at the person who may cancel
_MOST_HEARD = 400_000  # characters: a server that never stops is left
_LONGEST_WAIT = 20.0  # seconds before a retry, whatever the server asks
_PIECE = {
    "type": "object",
    "properties": {"passage": {"type": "integer"}, "quote": {"type": "string"}, "sentence": {"type": "string"}},
    "required": ["passage", "quote", "sentence"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "title": "reponse",
    "description": "Les citations qui répondent à la question, chacune avec sa phrase ; aucune si rien ne répond.",
    "type": "object",
    "properties": {"pieces": {"type": "array", "items": _PIECE}},
    "required": ["pieces"],
    "additionalProperties": False,
}


def open_model(settings: Settings) -> ChatModel:
    """Opens no connection. Raises BadSetting when no model is configured or its package is not installed."""
    if not settings.llm_model:
        raise BadSetting(
            "Aucun modèle de langue n'est configuré (CTGBOT_LLM_MODEL, CTGBOT_LLM_URL). "
            "Utilisez --engine extractive, qui n'en demande pas."
        )
    package = PACKAGES[settings.llm_provider]
    if find_spec(package.replace("-", "_")) is None:
        raise BadSetting(
            f"Le fournisseur « {settings.llm_provider} » demande le paquet {package}, qui n'est pas installé : "
            f'.venv/bin/pip install "ctgbot[{settings.llm_provider}]"'
        )
    if settings.llm_provider == "openai" and not settings.llm_url:
        raise BadSetting(
            "L'adresse du modèle de langue manque : CTGBOT_LLM_URL, par exemple http://127.0.0.1:8000/v1 "
            "(vLLM, llama.cpp, Albert API)."
        )
    return ChatModel(settings)


class ChatModel:
    """`llm_answer.LanguageModel` over LangChain's chat models."""

    def __init__(self, settings: Settings, first_wait: float = 0.5) -> None:
        self._settings = settings
        self._first_wait = first_wait

    @property
    def name(self) -> str:
        """As the answer's `engine` says it."""
        return self._settings.llm_model

    @property
    def prompt_tokens(self) -> int:
        """What a prompt may take of the context, the answer's share put aside."""
        return max(256, self._settings.llm_context_tokens - self._settings.llm_output_tokens)

    def write(self, prompt: Prompt, on_text: Callable[[str], None], cancelled: Callable[[], bool]) -> str:
        """The model's JSON, `on_text` having been given what had come each time that more had. Raises Cancelled,
        ContextOverflow, ModelUnavailable with its reason; whatever came before stays with `on_text`."""
        return asyncio.run(self._write(prompt, on_text, cancelled))

    async def _write(self, prompt: Prompt, on_text: Callable[[str], None], cancelled: Callable[[], bool]) -> str:
        from langsmith import tracing_context

        begun, wait = time.monotonic(), self._first_wait
        with tracing_context(enabled=False):  # whatever LANGSMITH_TRACING says: questions go nowhere else
            for left in reversed(range(self._settings.llm_retries + 1)):
                heard: list[str] = []
                failure = await self._once(prompt, heard, _Watch(on_text, cancelled, begun))
                if failure is None or is_too_long(failure):  # its finished pieces are as good as others
                    return "".join(heard)
                if heard or not left or not is_worth_a_retry(failure):
                    raise read_failure(failure, bool(heard)) from None  # its own message may hold the key
                await self._pause(min(max(wait, retry_after(failure)), _LONGEST_WAIT), cancelled, begun)
                wait *= 2
        raise AssertionError("the last attempt returns or raises")

    async def _pause(self, seconds: float, cancelled: Callable[[], bool], begun: float) -> None:
        until = time.monotonic() + seconds
        if until - begun > self._settings.llm_total_seconds:
            raise ModelUnavailable("le serveur est saturé : réessayez plus tard")
        while time.monotonic() < until:
            if cancelled():
                raise Cancelled
            await asyncio.sleep(min(_POLL, seconds))

    async def _once(self, prompt: Prompt, heard: list[str], watch: _Watch) -> Exception | None:
        """One request, into `heard`; what the library raised is given back."""
        try:
            model, close = self._client()
        except foreign_errors() as exc:
            return exc
        messages = [("system", prompt.system), ("user", prompt.user)]
        reading = asyncio.ensure_future(_hear(model.astream(messages), heard))
        asked, said = time.monotonic(), 0
        try:
            while not reading.done():
                await asyncio.wait({reading}, timeout=_POLL)
                if watch.cancelled():
                    raise Cancelled
                if len(heard) > said:
                    said = len(heard)
                    watch.on_text("".join(heard))
                if not reading.done():
                    self._check_clock(asked, watch.begun, bool(heard))
            return _failure_of(reading)
        finally:  # a request that nobody reads any more is cut: the server stops computing
            reading.cancel()
            await asyncio.wait({reading})
            await close()

    def _check_clock(self, asked: float, begun: float, has_begun_to_speak: bool) -> None:
        now = time.monotonic()
        if now - begun > self._settings.llm_total_seconds:
            raise ModelUnavailable("délai dépassé (CTGBOT_LLM_TOTAL_SECONDS)")
        if not has_begun_to_speak and now - asked > self._settings.llm_first_token_seconds:
            raise ModelUnavailable("aucun mot reçu dans le délai (CTGBOT_LLM_FIRST_TOKEN_SECONDS)")

    def _client(self) -> tuple[Runnable[Any, Any], Callable[[], Any]]:
        """A model bound to the schema, in the event loop of this request, and what closes it."""
        from langchain.chat_models import init_chat_model
        from langchain_core.runnables import RunnableSequence

        options, close = self._options()
        model = init_chat_model(
            self._settings.llm_model, model_provider=self._settings.llm_provider, temperature=0, **options
        )
        # Its parser raises on JSON that stops short; what stands before it is the model with the schema, heard raw.
        strict = {"strict": True} if self._settings.llm_provider == "openai" else {}
        structured = model.with_structured_output(SCHEMA, method="json_schema", **strict)
        return (structured.first if isinstance(structured, RunnableSequence) else model), close

    def _options(self) -> tuple[dict[str, Any], Callable[[], Any]]:
        """What each provider calls its address, its key and its limits."""
        settings = self._settings
        key, url = settings.llm_key.get_secret_value(), settings.llm_url or None
        if settings.llm_provider == "ollama":
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            client = {"timeout": settings.llm_total_seconds, "headers": headers}
            sizes = {"num_predict": settings.llm_output_tokens, "num_ctx": settings.llm_context_tokens}
            return {"base_url": url, "client_kwargs": client, **sizes}, _nothing
        common = {"api_key": key or "aucune", "max_retries": 0, "max_tokens": settings.llm_output_tokens}
        if settings.llm_provider == "mistralai":
            return {
                **common,
                "timeout": int(settings.llm_total_seconds),
                **({"base_url": url} if url else {}),
            }, _nothing
        from openai import DefaultAsyncHttpxClient, Timeout

        # A key is always given: without one, OPENAI_API_KEY of the machine would be sent to this address.
        timeout = Timeout(settings.llm_total_seconds, connect=settings.llm_connect_seconds)
        http = DefaultAsyncHttpxClient(timeout=timeout)
        return {**common, "base_url": url, "timeout": timeout, "http_async_client": http}, http.aclose


class _Watch:
    """Who hears a request, who may stop it, and when the first attempt began."""

    def __init__(self, on_text: Callable[[str], None], cancelled: Callable[[], bool], begun: float) -> None:
        self.on_text, self.cancelled, self.begun = on_text, cancelled, begun


def _failure_of(reading: asyncio.Future[None]) -> Exception | None:
    try:
        reading.result()
    except foreign_errors() as exc:
        return exc
    return None


async def _hear(chunks: AsyncIterator[Any], heard: list[str]) -> None:
    size = 0
    async for chunk in chunks:
        text = str(chunk.text)
        if text:
            heard.append(text)
            size += len(text)
        if size > _MOST_HEARD:
            return


async def _nothing() -> None:
    """A library that closes by itself."""
