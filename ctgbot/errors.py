"""The one tree of errors. Every message is French, for the person at the screen, and says what to do.

CtgbotError
├── BadRequest                  the question or the command cannot be taken as it is
│   ├── UnknownDocument         no document has this id
│   └── BadSetting              a setting is missing or wrong
├── UnreadableFile(code)        one file cannot be read; a batch goes on
├── Cancelled                   the person has stopped a long task
├── IndexBusy                   another process is writing
├── IndexMismatch               the index was built by another model or another version
├── IndexEmpty                  nothing has been indexed yet
└── ModelUnavailable            the embedding model or the language model cannot be loaded or reached
    └── ContextOverflow         the language model was given more text than it can read
"""

from __future__ import annotations


class CtgbotError(Exception):
    """Root of the tree: caught by `app.py` and `cli.py` only."""


class BadRequest(CtgbotError):
    """The question or the command cannot be taken as it is."""


class UnknownDocument(BadRequest):
    """No document of the index has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"Aucun document « {document_id} » dans l'index. La liste des identifiants : ctgbot documents."
        )


class BadSetting(BadRequest):
    """A setting is missing or wrong."""


class UnreadableFile(CtgbotError):
    """One file cannot be read. `code` is stable: empty, no_text, not_a_pdf, damaged, unsupported, unreadable…"""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Cancelled(CtgbotError):
    """The person has stopped a long task. Raised by whoever watches its progress; what was done is kept."""

    def __init__(self) -> None:
        super().__init__("Interrompu à votre demande. Ce qui était déjà fait est gardé.")


class IndexBusy(CtgbotError):
    """Another process is writing in the index."""


class IndexMismatch(CtgbotError):
    """The index was built by another model or another version of the program."""


class IndexEmpty(CtgbotError):
    """Nothing has been indexed yet."""

    def __init__(self) -> None:
        super().__init__("L'index est vide. Ajoutez des documents : ctgbot ingest corpus")


class ModelUnavailable(CtgbotError):
    """The embedding model or the language model cannot be loaded or reached."""


class ContextOverflow(ModelUnavailable):
    """The language model was given more text than it can read at once."""

    def __init__(self) -> None:
        super().__init__("texte trop long pour ce modèle : réduisez CTGBOT_LLM_CONTEXT_TOKENS")
