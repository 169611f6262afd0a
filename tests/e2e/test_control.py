"""The Contrôle page in a real Chromium, over the seed and an avenant with its convention: read, opened, taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_chat
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from test_chat import BIN, ROOT, SLOWEST_MS, free_port, overflow, served

pytestmark = pytest.mark.e2e

browser, page = test_chat.browser, test_chat.page  # fixtures of this module too

SEED = "ctg-lys-lez-lannoy-2024-2028"
AMENDED = "ctg-l-aubraie-sur-esquerre-2021-2025"
FILES = (
    f"conventions/{SEED}.txt",
    f"exemples/{AMENDED}.odt",
    "exemples/avenant-1-l-aubraie-sur-esquerre-2026.docx",
)


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`ctgbot serve` over three documents. Asks for the browser first: nothing is indexed in vain."""
    assert browser
    folder = tmp_path_factory.mktemp("control")
    (folder / "corpus").mkdir()
    for file in FILES:
        shutil.copy(ROOT / "corpus" / file, folder / "corpus")
    environment = os.environ | {"CTGBOT_INDEX": str(folder / "index"), "CTGBOT_CORPUS": str(folder / "corpus")}
    subprocess.run([BIN / "ctgbot", "ingest", folder / "corpus"], env=environment, cwd=ROOT, check=True)
    port = free_port()
    with served([str(BIN / "ctgbot"), "serve", "--port", str(port)], environment, port, folder) as url:
        yield url


def test_a_draft_is_checked_filtered_opened_and_handed_over(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/controle")
    choice = page.get_by_role("combobox", name="Document à contrôler")
    expect(choice).to_be_visible(timeout=SLOWEST_MS)
    assert overflow(page) == 0
    choice.click()
    page.get_by_role("option").filter(has_text="Lys-lez-Lannoy").click()
    expect(page.get_by_role("status").filter(has_text="de gravité haute")).to_be_visible(timeout=SLOWEST_MS)
    page.get_by_role("button", name="Haute (").click()
    remark = page.locator("article.ctg-remark").filter(has_text="art. 11").first
    expect(page.locator("article.ctg-basse")).to_have_count(0)
    remark.locator("summary").first.click()
    expect(remark.locator("mark").first).to_be_visible()
    assert overflow(page) == 0
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger en Excel").click()
    waited.value.save_as(tmp_path / "controle.xlsx")
    sheet = load_workbook(tmp_path / "controle.xlsx")["Remarques"]
    assert "haute" in {cell.value for cell in sheet["B"]}
    keep_picture(page)


def test_what_an_avenant_has_replaced_and_the_dates_that_follow(page: Page, address: str) -> None:
    page.goto(f"{address}/controle?document={AMENDED}")
    page.get_by_role("tab", name="Clauses").click(timeout=SLOWEST_MS)
    row = page.get_by_role("row").filter(has_text="Dénonciation : préavis")
    expect(row).to_contain_text("En vigueur, par l'avenant n° 1", timeout=SLOWEST_MS)
    expect(row.locator(".ctg-replaced")).to_contain_text("3 mois")
    row.locator("summary").first.click()
    expect(row.locator("mark").first).to_contain_text("six mois")
    assert overflow(page) == 0
    page.get_by_role("tab", name="Délais").click()
    expect(page.locator("article.ctg-remark").first).to_contain_text("prévenir au plus tard le", timeout=SLOWEST_MS)
    assert overflow(page) == 0


def keep_picture(page: Page) -> None:
    """CTGBOT_SCREENSHOTS=docs/images makes the guide's picture again, from the real check."""
    folder = os.environ.get("CTGBOT_SCREENSHOTS")
    if folder and page.viewport_size and page.viewport_size["width"] == 1280:
        page.mouse.move(0, 0)
        page.wait_for_timeout(1_000)
        page.screenshot(path=Path(folder) / "controle-1280.png")
