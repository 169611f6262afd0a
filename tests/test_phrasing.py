"""Every sentence of the program has its English counterpart; quotes and titles stay as they are."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from ctgbot.clauses import deadlines
from ctgbot.clauses.parameters import PARAMETERS
from ctgbot.text import phrasing
from ctgbot.text.answer_types import TYPES, AnswerType, asked_types
from ctgbot.text.english import is_english
from ctgbot.text.phrases import ENGLISH, FRENCH, phrases
from ctgbot.text.places import Places

_CODE = Path(phrasing.__file__).parent.parent
# Says where a quote stands, or names documents: the same in any language.
_THE_DOCUMENTS_OWN = {"quoted", "headline", "label", "files"}
_TEMPLATES = [field.name for field in fields(FRENCH) if isinstance(getattr(FRENCH, field.name), str)]


def _holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("name", _TEMPLATES)
def test_each_sentence_is_said_in_english_with_the_same_facts(name: str) -> None:
    french, english = getattr(FRENCH, name), getattr(ENGLISH, name)
    assert english not in ("", french)
    assert _holes(english) == _holes(french)
    assert not re.search(r"[éèêàçùœ’]", english)


@pytest.mark.parametrize("file", ["ask.py", "text/remarks.py", "text/claims.py"])
def test_what_the_answering_line_says_can_be_said_in_both_languages(file: str) -> None:
    tree = ast.parse((_CODE / file).read_text("utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "phrasing"
    }
    of_language = set(inspect.signature(phrasing.silence).parameters)
    for name in used - _THE_DOCUMENTS_OWN:
        said = getattr(phrasing, name)
        if isinstance(said, str):
            assert hasattr(ENGLISH, name.lower()), name
        elif inspect.isfunction(said) and said.__module__ == phrasing.__name__:
            assert "language" in of_language & set(inspect.signature(said).parameters), name


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_each_kind_of_answer_can_be_missing_in_english(kind: AnswerType) -> None:
    assert phrasing.silence([kind], "en") == f"The text does not specify {ENGLISH.things[kind.name]}."


def test_a_count_that_is_missing_names_its_thing() -> None:
    kinds = [kind for kind in asked_types("Combien de crèches sont financées ?") if kind.name.startswith("count")]
    assert phrasing.silence(kinds) == "Le texte ne précise pas le nombre de « creches »."
    assert phrasing.silence(kinds, "en") == "The text does not specify the number of « creches »."


def test_each_parameter_of_the_registry_has_its_english_name() -> None:
    assert set(ENGLISH.labels) == {parameter.label for parameter in PARAMETERS}


def test_each_remark_on_a_delay_has_its_english() -> None:
    said = {
        text
        for name, value in vars(deadlines).items()
        if name in ("_STARTS", "_FORMS", "_ONLY_IF", "_NO_START", "_NO_FORM")
        for text in (value.values() if isinstance(value, dict) else [value])
    }
    assert len(said) == 8
    for text in said:
        assert phrasing.remark_of_delay(text) == text
        assert phrasing.remark_of_delay(text, "en") not in ("", text)


def test_sentences_in_english() -> None:
    assert phrasing.missing_documents(["CTG de Hem"], "en").startswith("« CTG de Hem »: this document is not in")
    assert phrasing.missing_documents(["Hem", "Anstaing"], "en").startswith("« Hem », « Anstaing »: these documents")
    assert phrasing.missing_places(Places((18,), (2,)), (), "en").startswith("There is no article 18 in ")
    assert phrasing.not_spoken_of(["crèche"], "en") == "The text quoted does not speak of « crèche »."
    assert phrasing.not_foreseen((), ["Durée"], "en").startswith(
        "The text was read and provides nothing for « Duration »"
    )
    assert phrasing.day_words(date(2027, 6, 30), "en") == "Wednesday 30 June 2027"
    assert is_english(phrases("en").not_understood)


def test_sentences_in_french_are_those_of_always() -> None:
    assert phrasing.missing_documents(["CTG de Hem"]) == (
        "« CTG de Hem » : ce document n'est pas dans le corpus. Ajoutez-le pour que je puisse répondre ; "
        "je ne suppose rien de son contenu."
    )
    assert phrasing.missing_places(Places((18,), ()), ()) == "Il n'y a pas d'article 18 dans ."
    assert phrasing.day_words(date(2027, 7, 1)) == "jeudi 1er juillet 2027"
    assert not is_english(phrases("fr").not_understood)
