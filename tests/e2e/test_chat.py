"""The whole line in a real Chromium: the seed on disk, the real model, the real server, a page that a person reads."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
QUESTION = "Quel est le délai de prévenance ?"
SLOWEST_MS = 120_000  # the first page loads the model; CI machines are slow

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        advice = "Chromium manque : apt-get update && apt-get install -y chromium fonts-dejavu"
        if os.environ.get("CTGBOT_REQUIRE_BROWSER") == "1":
            pytest.fail(advice)
        pytest.skip(advice)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`ctgbot serve` over a temporary index of the seed. Asks for the browser first: nothing is indexed in vain."""
    assert browser
    folder = tmp_path_factory.mktemp("e2e")
    shutil.copytree(ROOT / "corpus" / "conventions", folder / "corpus")
    environment = os.environ | {"CTGBOT_INDEX": str(folder / "index"), "CTGBOT_CORPUS": str(folder / "corpus")}
    subprocess.run([BIN / "ctgbot", "ingest", folder / "corpus"], env=environment, cwd=ROOT, check=True)
    port = free_port()
    with served([str(BIN / "ctgbot"), "serve", "--port", str(port)], environment, port, folder) as url:
        yield url


@contextmanager
def served(command: list[str], environment: dict[str, str], port: int, folder: Path) -> Iterator[str]:
    """A server started here and stopped here; its words are shown when it does not come up."""
    url = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            wait_for(f"{url}/_stcore/health", server, folder / "server.log")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server, on this machine
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=[1280, 390], ids=["1280 px", "390 px"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="fr-FR")
    context.set_default_timeout(SLOWEST_MS)
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.get_by_role("textbox", name="Posez votre question")).to_be_visible(timeout=SLOWEST_MS)
    return page


def overflow(page: Page) -> int:
    """Pixels by which the page or its scrolling part is wider than the window."""
    boxes = "[document.documentElement, document.querySelector('.stMain')]"
    return int(page.evaluate(f"Math.max(...{boxes}.map(box => box.scrollWidth - box.clientWidth))"))


def test_the_notice_period_is_answered_and_proved_in_the_page(page: Page, address: str) -> None:
    opened(page, address)
    assert overflow(page) == 0
    box = page.get_by_role("textbox", name="Posez votre question")
    box.fill(QUESTION)
    box.press("Enter")
    answer = page.get_by_role("article", name="Réponse")
    expect(answer).to_contain_text("Réponse prouvée", timeout=SLOWEST_MS)
    expect(answer).to_contain_text("6 mois")
    expect(answer).to_contain_text("art. 13")
    quote = answer.locator("mark").filter(has_text="délai de prévenance de 6 mois").first
    expect(quote).not_to_be_visible()
    answer.locator("a.ctg-mark").first.click()
    expect(quote).to_be_visible()
    expect(quote).to_be_in_viewport()
    assert overflow(page) == 0
    keep_picture(page)


def keep_picture(page: Page) -> None:
    """CTGBOT_SCREENSHOTS=docs/images makes the README's pictures again, from the real answer."""
    folder = os.environ.get("CTGBOT_SCREENSHOTS")
    if folder and page.viewport_size:
        page.mouse.move(0, 0)
        page.wait_for_timeout(1_000)
        page.locator(".ctg-question").evaluate("question => question.scrollIntoView()")
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / f"chat-{page.viewport_size['width']}.png")


def test_each_new_answer_is_brought_into_view(page: Page, address: str) -> None:
    opened(page, address)
    box = page.get_by_role("textbox", name="Posez votre question")
    for number, question in enumerate(("Comment résilier la CTG ?", "Qui est le maire ?", QUESTION), 1):
        box.fill(question)
        box.press("Enter")
        expect(page.get_by_role("article", name="Réponse")).to_have_count(number, timeout=SLOWEST_MS)
        expect(page.locator(".ctg-question").last).to_be_in_viewport()


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    opened(page, address)
    tab_to(page, "e => e.tagName === 'TEXTAREA'")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Réponse")
    expect(answer).to_contain_text("art. 13", timeout=SLOWEST_MS)
    tab_to(page, "e => e.matches('a.ctg-mark')")
    page.keyboard.press("Enter")
    expect(answer.locator("mark").first).to_be_visible()
    tab_to(page, "e => e.matches('.ctg-copy')")


def tab_to(page: Page, is_there: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"({is_there})(document.activeElement)"):
            return
    raise AssertionError(f"forty tabs do not lead to {is_there}")


def test_the_page_is_french_and_asks_nothing_of_the_outside(page: Page, address: str) -> None:
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    opened(page, address)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("button", name=QUESTION, exact=True).click()
    expect(page.get_by_role("article", name="Réponse")).to_contain_text("6 mois", timeout=SLOWEST_MS)
    expect(page.get_by_role("button", name="Envoyer la question")).to_be_attached()
    assert hosts <= {"127.0.0.1", None}


def test_a_thumb_and_its_reason_are_there_when_the_conversation_is_opened_again(page: Page, address: str) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    question = f"{QUESTION[:-1]}, vu à {width} pixels ?"
    opened(page, address)
    box = page.get_by_role("textbox", name="Posez votre question")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("article", name="Réponse")).to_be_visible(timeout=SLOWEST_MS)
    page.get_by_role("button", name="À revoir").click()
    page.get_by_role("button", name="mauvais article").click()
    page.get_by_role("textbox", name="Article(s) attendu(s)").fill("6")
    page.get_by_role("button", name="Enregistrer l'avis").click()
    expect(page.get_by_text("Avis enregistré")).to_be_visible()
    assert overflow(page) == 0
    page.reload()
    opened(page, address)
    expect(page.get_by_role("article", name="Réponse")).to_have_count(0)
    if width < 768:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.locator(".st-key-conversations").get_by_role("button", name=question[:40]).click()
    expect(page.get_by_role("article", name="Réponse")).to_have_count(1)
    expect(page.get_by_role("button", name="À revoir (votre avis)")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Article(s) attendu(s)")).to_have_value("6")


@contextmanager
def slow(folder: Path) -> Iterator[str]:
    """The app around answers that wait for the file `open` in `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "tests/e2e/slow_app.py"), f"--server.port={port}"]
    with served(command, os.environ | {"CTGBOT_TEST_GATE": str(folder / "open")}, port, folder) as address:
        yield address


def test_an_answer_is_stopped_and_another_question_asked(page: Page, tmp_path: Path) -> None:
    with slow(tmp_path) as address:
        opened(page, address)
        page.get_by_role("button", name=QUESTION).click()
        page.get_by_role("button", name="Arrêter").click()
        expect(page.get_by_text("Réponse arrêtée à votre demande.")).to_be_visible()
        expect(page.get_by_text("Recherche dans")).to_have_count(0)
        (tmp_path / "open").touch()
        box = page.get_by_role("textbox", name="Posez votre question")
        box.fill("Et le bonus ?")
        box.press("Enter")
        expect(page.get_by_role("article", name="Réponse")).to_have_count(1, timeout=SLOWEST_MS)


def test_another_question_does_not_end_the_answer_that_is_being_written(page: Page, tmp_path: Path) -> None:
    with slow(tmp_path) as address:
        opened(page, address)
        page.get_by_role("button", name=QUESTION).click()
        expect(page.get_by_text("Recherche dans")).to_be_visible()
        box = page.get_by_role("textbox", name="Posez votre question")
        box.fill("Et le bonus ?")
        box.press("Enter")
        expect(box).to_have_value("")
        (tmp_path / "open").touch()
        expect(page.get_by_role("article", name="Réponse")).to_have_count(2, timeout=SLOWEST_MS)
        asked = (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()
        assert sorted(asked) == sorted([QUESTION, "Et le bonus ?"])


def test_a_click_while_an_answer_is_looked_for_neither_loses_it_nor_asks_twice(page: Page, tmp_path: Path) -> None:
    with slow(tmp_path) as address:
        opened(page, address)
        page.get_by_role("button", name=QUESTION).click()
        expect(page.get_by_text("Recherche dans")).to_be_visible()
        if page.viewport_size and page.viewport_size["width"] < 768:
            page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("combobox", name="Documents interrogés").click()
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")
        (tmp_path / "open").touch()
        expect(page.get_by_role("article", name="Réponse")).to_contain_text("6 mois", timeout=SLOWEST_MS)
        assert (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines() == [QUESTION]
