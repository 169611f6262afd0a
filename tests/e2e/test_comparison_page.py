"""The Comparaison page in a real Chromium, over the seed and shipped examples: chosen, read, opened, taken away."""

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

FILES = (
    "conventions/ctg-lys-lez-lannoy-2024-2028.txt",
    "exemples/ctg-l-aubraie-sur-esquerre-2021-2025.odt",
    "exemples/avenant-1-l-aubraie-sur-esquerre-2026.docx",
)


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`ctgbot serve` over two conventions and an avenant. Asks for the browser first: nothing is indexed in vain."""
    assert browser
    folder = tmp_path_factory.mktemp("compare")
    (folder / "corpus").mkdir()
    for file in FILES:
        shutil.copy(ROOT / "corpus" / file, folder / "corpus")
    environment = os.environ | {"CTGBOT_INDEX": str(folder / "index"), "CTGBOT_CORPUS": str(folder / "corpus")}
    subprocess.run([BIN / "ctgbot", "ingest", folder / "corpus"], env=environment, cwd=ROOT, check=True)
    port = free_port()
    with served([str(BIN / "ctgbot"), "serve", "--port", str(port)], environment, port, folder) as url:
        yield url


def test_two_conventions_are_compared_opened_and_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/comparaison")
    row = page.get_by_role("row").filter(has_text="5 ans : 1 convention ; non prévu : 1")
    expect(row).to_contain_text("≠", timeout=SLOWEST_MS)
    assert overflow(page) == 0
    same = page.locator("details.ctg-same").filter(has_text="Dénonciation : préavis : 6 mois")
    same.locator("summary").first.click()
    amended = same.locator("details").filter(has_text="par l'avenant n° 1")
    amended.locator("summary").click()
    expect(amended.locator(".ctg-quote").first).to_be_visible()
    expect(amended).to_contain_text("Avant, remplacé par l'avenant n° 1 : 3 mois")
    page.get_by_role("button", name="Gouvernance").click()
    expect(page.get_by_text("Comité de pilotage : réunions par an").first).to_be_visible(timeout=SLOWEST_MS)
    assert overflow(page) == 0
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger en Excel").click()
    waited.value.save_as(tmp_path / "comparaison.xlsx")
    book = load_workbook(tmp_path / "comparaison.xlsx")
    assert {cell.value for cell in book["Valeurs"]["A"][1:]} == {"Lys-lez-Lannoy", "L'Aubraie-sur-Esquerre"}
    page.get_by_role("tab", name="Répartition").click()
    expect(page.locator(".ctg-chart").first).to_be_visible(timeout=SLOWEST_MS)
    page.get_by_role("tab", name="Périodes").click()
    expect(page.locator(".ctg-periods")).to_contain_text("2021-2026", timeout=SLOWEST_MS)
    assert overflow(page) == 0
