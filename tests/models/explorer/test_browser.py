"""The explorer in a real browser: scenarios are switched, sliders moved, and what is read equals the library's."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from fractions import Fraction
from urllib.parse import parse_qsl, urlsplit

import pytest

import models
from models.explorer import views

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if BROWSER is None:
    pytest.skip("no Chromium was found on this machine: apt-get install chromium", allow_module_level=True)

PATIENCE = 60_000  # milliseconds


@pytest.fixture(scope="module")
def server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "models.cli", "explore", "both-ways", "--port", str(port), "--no-open"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"{base}/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.5)
        yield base
    finally:
        import os
        import signal

        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1400, "height": 1200})
    opened.asked = []
    opened.failures = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda error: opened.failures.append(str(error)))
    yield opened
    assert opened.failures == []
    opened.close()


def rows(page, panel):
    """Cells of a panel's table, as a person reads them."""
    table = page.locator(f"[data-panel={panel}]")
    table.wait_for(timeout=PATIENCE)
    cells = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return [[" ".join(cell.split()) for cell in row] for row in cells]


def expected(name, **stakes):
    told = views.threshold_table(views.solve_thresholds(models.load(name), stakes))
    return [[" ".join(cell.split()) for cell in row] for row in told.rows]


def until(page, holds):
    """Wait for the page to say something; a person waits too."""
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"the page still says: {page.locator('body').inner_text()[:2000]}")


def chosen(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def slider(page, label):
    return page.get_by_role("slider", name=label)


def test_the_page_shows_the_librarys_thresholds_and_asks_nobody_else(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    assert rows(page, "thresholds") == expected("both-ways")
    origins = {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert origins == {urlsplit(server).netloc}


def test_a_scenario_is_switched(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    rows(page, "thresholds")
    page.get_by_label("Scenario").select_option("bank-delisting")
    until(page, lambda: rows(page, "thresholds") == expected("bank-delisting"))
    until(page, lambda: chosen(page).get("scenario") == "bank-delisting")


def test_a_slider_moves_with_the_keyboard_and_the_threshold_follows(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    before = rows(page, "thresholds")
    page.get_by_role("button", name="China").click()
    slider(page, "china europe").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    until(page, lambda: "china_europe" in chosen(page))
    until(page, lambda: rows(page, "thresholds") != before)
    moved = {key: value for key, value in chosen(page).items() if key not in ("scenario", "discount")}
    until(page, lambda: rows(page, "thresholds") == expected("both-ways", **moved))


def test_a_deep_link_opens_what_it_says(server, page):
    page.goto(f"{server}/?scenario=both-ways&discount=1/2&china_europe=9/2")
    until(page, lambda: rows(page, "thresholds") == expected("both-ways", china_europe="9/2"))
    solved = views.solve(models.load("both-ways"), Fraction(1, 2), {"china_europe": "9/2"})
    told = [[" ".join(cell.split()) for cell in row] for row in views.strategy_table(solved).rows]
    assert rows(page, "strategies") == told


def test_the_discount_factor_is_moved(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    before = rows(page, "strategies")
    slider(page, "Discount factor").focus()
    page.keyboard.press("Home")
    until(page, lambda: chosen(page).get("discount") == "1/100")
    until(page, lambda: rows(page, "strategies") != before)
    assert all("not subgame perfect" in row[3] for row in rows(page, "strategies"))


def test_the_payoff_set_is_drawn_when_it_is_asked_for(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    rows(page, "thresholds")
    assert page.locator("figure[data-panel=payoffs]").count() == 0
    page.get_by_role("button", name="What equilibria can pay").click()
    page.locator("figure[data-panel=payoffs] svg").wait_for(timeout=PATIENCE)
