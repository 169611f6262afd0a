"""The Rédaction page in a real Chromium, over the seed: figures typed, drafted, filled in, edited, taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import test_chat
from playwright.sync_api import Browser, Page, expect
from test_chat import BIN, ROOT, SLOWEST_MS, free_port, overflow, served

pytestmark = pytest.mark.e2e

browser, page = test_chat.browser, test_chat.page  # fixtures of this module too

SEED = "conventions/ctg-lys-lez-lannoy-2024-2028.txt"
FIGURES = "En 2024 : 2 850 allocataires, 640 000 dans le département"
BUDGET = "part du budget d'action sociale"


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`ctgbot serve` over the seed. Asks for the browser first: nothing is indexed in vain."""
    assert browser
    folder = tmp_path_factory.mktemp("draft")
    (folder / "corpus").mkdir()
    shutil.copy(ROOT / "corpus" / SEED, folder / "corpus")
    environment = os.environ | {"CTGBOT_INDEX": str(folder / "index"), "CTGBOT_CORPUS": str(folder / "corpus")}
    subprocess.run([BIN / "ctgbot", "ingest", folder / "corpus"], env=environment, cwd=ROOT, check=True)
    port = free_port()
    with served([str(BIN / "ctgbot"), "serve", "--port", str(port)], environment, port, folder) as url:
        yield url


def test_figures_are_typed_drafted_filled_in_edited_and_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/redaction")
    page.get_by_label("Ou une phrase").fill(FIGURES, timeout=SLOWEST_MS)
    page.get_by_role("button", name="Lire la phrase").click()
    expect(page.get_by_text("Chiffres lus : 2.")).to_be_visible(timeout=SLOWEST_MS)
    page.get_by_role("button", name="Rédiger").click()
    first = page.get_by_role("group", name="Phrase 1", exact=True)
    expect(first).to_contain_text("2\u202f850 foyers allocataires", timeout=SLOWEST_MS)
    expect(first).to_contain_text("0,45\u202f%")
    expect(page.get_by_text("= 2\u202f850 / 640\u202f000 × 100")).to_be_visible()
    assert overflow(page) == 0
    fill_the_budget(page)
    edit_with_a_wrong_number(page)
    assert overflow(page) == 0
    # A file is made when its button is clicked: the button of a run that has ended is nobody's.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger en Word").click()
    waited.value.save_as(tmp_path / "article-2.docx")
    written = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "article-2.docx")).paragraphs)
    assert "1,5" in written
    assert "999" not in written
    found_again_after_a_reload(page)


def fill_the_budget(page: Page) -> None:
    blank = page.locator(".ctg-blank").filter(has_text=BUDGET)
    expect(blank).to_have_count(1)
    fold = page.get_by_role("group").filter(has=page.locator("summary").filter(has_text=BUDGET)).last
    page.locator("summary").filter(has_text=BUDGET).click()
    fold.get_by_label("Valeur").fill("1,5")
    fold.get_by_label("Source").fill("Caf du Nord")
    fold.get_by_role("button", name="Compléter").click()
    expect(blank).to_have_count(0, timeout=SLOWEST_MS)
    expect(page.get_by_text("La Caf y consacre 1,5").first).to_be_visible()


def edit_with_a_wrong_number(page: Page) -> None:
    page.get_by_role("button", name="Modifier").first.click()
    words = page.get_by_label("Votre phrase")
    words.fill("La Caf accompagne 9 999 foyers allocataires.", timeout=SLOWEST_MS)
    page.get_by_role("button", name="Enregistrer").click()
    first = page.get_by_role("group", name="Phrase 1", exact=True)
    expect(first).to_contain_text("modifiée par l'agent", timeout=SLOWEST_MS)
    expect(first).to_contain_text("non vérifiée")
    expect(page.locator(".ctg-copied")).not_to_contain_text("999")


def found_again_after_a_reload(page: Page) -> None:
    page.reload()
    page.get_by_text("Rédactions gardées (").click(timeout=SLOWEST_MS)
    page.get_by_role("button", name="Article 2, Lys-lez-Lannoy").first.click()
    first = page.get_by_role("group", name="Phrase 1", exact=True)
    expect(first).to_contain_text("modifiée par l'agent", timeout=SLOWEST_MS)
