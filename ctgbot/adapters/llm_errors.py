"""What libraries and servers raise → the two ways in which a language model is away, in French and without a secret."""

from __future__ import annotations

import re
from functools import cache

from ctgbot.errors import ContextOverflow, ModelUnavailable

_ROOTS = ("HTTPError", "InvalidURL", "StreamError", "ResponseError", "RequestError")
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REASONS = {
    401: "clé d'accès refusée : vérifiez CTGBOT_LLM_KEY",
    403: "accès refusé : vérifiez CTGBOT_LLM_KEY",
    404: "adresse ou modèle inconnu : vérifiez CTGBOT_LLM_URL et CTGBOT_LLM_MODEL",
    413: "demande trop longue pour le serveur",
    422: "demande refusée par le serveur",
    429: "le serveur est saturé : réessayez plus tard",
}
# « This model's maximum context length is 4096 tokens », « exceeds the available context size », « prompt is too long »
_OVERFLOW = re.compile(
    r"context.{0,20}(?:length|size|window)|exceed_context|maximum context|(?:prompt|input).{0,20}too (?:long|large)",
    re.IGNORECASE,
)


@cache
def foreign_errors() -> tuple[type[Exception], ...]:
    """What a request may raise: the libraries' own errors, and those of a server that answers nonsense."""
    found: list[type[Exception]] = [
        OSError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError
    ]  # fmt: skip
    from openai import OpenAIError

    found.append(OpenAIError)
    for module in ("httpx", "httpx2", "ollama"):
        found.extend(_errors_of(module))
    return tuple(found)


def _errors_of(module: str) -> list[type[Exception]]:
    """The roots of a library's errors, where it is installed."""
    try:
        library = __import__(module)
    except ImportError:
        return []
    roots = (getattr(library, name, None) for name in _ROOTS)
    return [root for root in roots if isinstance(root, type) and issubclass(root, Exception)]


def read_failure(exc: Exception, has_begun: bool) -> ModelUnavailable:
    """The error of our own tree. Its message names a status and a setting, never what the server wrote."""
    status = _status_of(exc)
    if status in (400, 413, 422, 500) and _OVERFLOW.search(str(exc)):
        return ContextOverflow()
    if status is not None:
        return ModelUnavailable(_REASONS.get(status, f"erreur {status} du serveur"))
    if has_begun:
        return ModelUnavailable("la réponse s'est interrompue")
    if is_connection(exc):
        return ModelUnavailable("serveur injoignable : vérifiez CTGBOT_LLM_URL")
    return ModelUnavailable("réponse illisible du serveur")


def is_worth_a_retry(exc: Exception) -> bool:
    """Whether the same request may succeed a moment later: too many, a fault of the server, no connection."""
    status = _status_of(exc)
    if status is None:
        return is_connection(exc)
    return status in _RETRIED and not _OVERFLOW.search(str(exc))


def is_too_long(exc: Exception) -> bool:
    """The answer reached `llm_output_tokens`: nothing is wrong with what had come."""
    return type(exc).__name__ == "LengthFinishReasonError"


def is_connection(exc: Exception) -> bool:
    """« APIConnectionError », « ConnectError », « RemoteProtocolError », « ConnectionResetError »."""
    if isinstance(exc, OSError) and not isinstance(exc, TimeoutError):
        return True
    names = {kind.__name__ for kind in type(exc).__mro__}
    return bool(names & {"APIConnectionError", "TransportError"})


def retry_after(exc: Exception) -> float:
    """Seconds that the server asks to wait; 0 when it does not say."""
    headers = getattr(getattr(exc, "response", None), "headers", None) or {}
    asked = str(headers.get("retry-after", ""))
    return float(asked) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", asked) else 0.0


def _status_of(exc: Exception) -> int | None:
    for source in (exc, getattr(exc, "response", None)):
        status = getattr(source, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None
