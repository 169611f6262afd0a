"""The Corpus page in a real Chromium: a file is dropped, listed, put right, read again, and taken out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_chat
from playwright.sync_api import Browser, Locator, Page, expect
from test_chat import BIN, SLOWEST_MS, free_port, overflow, served

pytestmark = pytest.mark.e2e

browser, page = test_chat.browser, test_chat.page  # fixtures of this module too

TEXT = """CONVENTION TERRITORIALE GLOBALE 2025 - 2029

Exemple fictif : ce document ne lie personne.

Territoire : BRUYERE {width}

ARTICLE 1 - OBJET

La convention fixe un délai de prévenance de quatre mois.
"""
CORRECTED = "Bruyère-sur-Ondelle"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus-page") / "corpus"


@pytest.fixture(scope="module")
def address(browser: Browser, corpus: Path) -> Iterator[str]:
    """`ctgbot serve` over an empty index. Asks for the browser first: nothing is served in vain."""
    assert browser
    corpus.mkdir()
    environment = os.environ | {"CTGBOT_INDEX": str(corpus.parent / "index"), "CTGBOT_CORPUS": str(corpus)}
    port = free_port()
    with served([str(BIN / "ctgbot"), "serve", "--port", str(port)], environment, port, corpus.parent) as url:
        yield url


def test_a_dropped_file_is_listed_put_right_read_again_and_taken_out(page: Page, address: str, corpus: Path) -> None:
    width = str(page.viewport_size["width"] if page.viewport_size else 0)
    page.goto(f"{address}/corpus")
    expect(page.get_by_role("heading", name="Corpus")).to_be_visible(timeout=SLOWEST_MS)
    drop(page, f"bruyere-{width}.txt", TEXT.format(width=width))
    expect(report(page)).to_contain_text("1 ajouté", timeout=SLOWEST_MS)
    assert overflow(page) == 0

    page.get_by_role("button", name=re.compile(f"Bruyere {width}")).click()
    territoire = page.get_by_role("textbox", name=re.compile("^Territoire"))
    territoire.fill(CORRECTED)
    page.get_by_role("button", name="Enregistrer les corrections").click()
    expect(page.get_by_text("La correction est enregistrée").first).to_be_visible(timeout=SLOWEST_MS)
    expect(page.get_by_text("corrigé", exact=True)).to_be_visible()
    assert overflow(page) == 0

    file = corpus / "ajouts" / f"bruyere-{width}.txt"
    file.write_text(file.read_text(encoding="utf-8") + "\nARTICLE 2 - FIN\n\nElle finit en 2029.\n", encoding="utf-8")
    page.get_by_role("button", name="Tous les documents").click()
    page.get_by_role("button", name="Relire le dossier du corpus").click()
    expect(report(page)).to_contain_text("1 mis à jour", timeout=SLOWEST_MS)

    page.get_by_role("button", name=re.compile(CORRECTED)).click()
    expect(territoire).to_have_value(CORRECTED)
    page.get_by_role("tab", name="Plan").click()
    page.locator("summary").filter(has_text="ARTICLE 2").click()
    expect(page.get_by_text("Elle finit en 2029.")).to_be_visible()

    page.get_by_role("tab", name="Retrait").click()
    page.get_by_role("button", name="Retirer ce document").click()
    expect(page.get_by_role("alert")).to_contain_text("Le fichier d'origine reste à sa place")
    assert overflow(page) == 0
    page.get_by_role("button", name="Retirer définitivement").click()
    expect(page.get_by_text("est retiré")).to_be_visible(timeout=SLOWEST_MS)
    expect(page.get_by_role("button", name=re.compile(CORRECTED))).to_have_count(0)
    assert file.exists()
    file.unlink()


def test_a_refused_file_is_said_with_its_reason(page: Page, address: str, corpus: Path) -> None:
    page.goto(f"{address}/corpus")
    expect(page.get_by_role("heading", name="Corpus")).to_be_visible(timeout=SLOWEST_MS)
    drop(page, "<b>vide.pdf", "ceci n'est pas un PDF")
    expect(report(page)).to_contain_text("1 refusé", timeout=SLOWEST_MS)
    expect(page.get_by_role("list", name="Fichiers refusés")).to_contain_text("vide")
    assert not list((corpus / "ajouts").glob("*vide*"))


def drop(page: Page, name: str, text: str) -> None:
    field = page.get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()})
    expect(page.get_by_text(name)).to_be_visible()
    page.get_by_role("button", name="Ajouter les documents").click()


def report(page: Page) -> Locator:
    return page.locator(".st-key-report [role=status]")
