"""The explorer in a real browser: scenarios are switched, sliders moved, and what is read equals the library's."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from fractions import Fraction
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

import models
from models.chances import with_chances
from models.detection import detection
from models.detection_tables import detection_table
from models.explorer import views
from models.explorer.controls import sliders

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


def unfold(page, name, shown):
    """Open a panel as a person does: where nothing comes, as the page was being redrawn, close and open it again."""
    fold, inside = page.get_by_role("button", name=name), page.locator(shown)
    for _ in range(4):
        fold.click()
        if fold.get_attribute("aria-expanded") != "true":
            continue
        try:
            inside.wait_for(timeout=PATIENCE / 3)
        except playwright.TimeoutError:
            fold.click()
        else:
            return
    raise AssertionError(f"{name!r} stays empty; the page says: {page.locator('body').inner_text()[:2000]}")


def tidy(table):
    """A table of the library in the same form."""
    return [[" ".join(cell.split()) for cell in row] for row in table.rows]


def expected(name, chances=(), **stakes):
    scenario = with_chances(models.load(name), dict(chances))
    return tidy(views.threshold_table(views.solve_thresholds(scenario, stakes)))


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


def press(page, label, key, times=1):
    """Move a slider as somebody without a mouse does."""
    slider(page, label).focus()
    for _ in range(times):
        page.keyboard.press(key)


def test_sliders_and_the_scenario_are_moved_and_nobody_else_is_asked(server, page):
    page.goto(f"{server}/?scenario=both-ways")
    assert rows(page, "thresholds") == expected("both-ways")
    assert page.locator("figure[data-panel=payoffs]").count() == 0
    page.get_by_role("button", name="China").click()
    steps, value = next((s.steps, s.value) for s in sliders(models.load("both-ways"), {}) if s.stake == "china_europe")
    press(page, "china europe", "ArrowRight", 4)
    moved = {"china_europe": steps[steps.index(value) + 4]}
    until(page, lambda: chosen(page).get("china_europe") == str(moved["china_europe"]))
    assert expected("both-ways", **moved) != expected("both-ways")
    until(page, lambda: rows(page, "thresholds") == expected("both-ways", **moved))
    press(page, "Discount factor", "Home")
    until(page, lambda: chosen(page).get("discount") == "1/100")
    until(page, lambda: all("not subgame perfect" in row[3] for row in rows(page, "strategies")))
    unfold(page, "What equilibria can pay", "figure[data-panel=payoffs] svg")
    page.get_by_label("Scenario").select_option("bank-delisting")
    until(page, lambda: rows(page, "thresholds") == expected("bank-delisting"))
    until(page, lambda: chosen(page).get("scenario") == "bank-delisting")
    origins = {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert origins == {urlsplit(server).netloc}


def test_a_deep_link_opens_what_it_says_and_detection_moves(server, page):
    name, link = "bank-delisting", {"discount": "19/20", "banks_loss": "7/2", "flag_full": "17/20", "seed": "5"}
    page.goto(f"{server}/?scenario={name}&{urlencode(link)}")
    until(page, lambda: rows(page, "thresholds") == expected(name, {"flag_full": "17/20"}, banks_loss="7/2"))
    shown = page.locator("[data-page]").first.bounding_box()
    assert shown["x"] + shown["width"] <= page.viewport_size["width"]
    press(page, "flag full (detection)", "ArrowRight", 5)
    until(page, lambda: chosen(page).get("flag_full") == "9/10")
    scenario, stakes = with_chances(models.load(name), {"flag_full": "9/10"}), {"banks_loss": Fraction(7, 2)}
    assert expected(name, {"flag_full": "9/10"}, **stakes) != expected(name, {"flag_full": "17/20"}, **stakes)
    until(page, lambda: rows(page, "thresholds") == expected(name, {"flag_full": "9/10"}, **stakes))
    solved = views.solve(scenario, Fraction(19, 20), stakes)
    assert rows(page, "strategies") == tidy(views.strategy_table(solved))

    unfold(page, "Detection and false alarm", "figure[data-panel=regions] svg")
    assert rows(page, "detection") == tidy(detection_table(detection(scenario, Fraction(19, 20), stakes)))

    unfold(page, "Shares over all stakes (seed 5)", "[data-panel=shares]")
    assert rows(page, "shares") == tidy(views.share_table(scenario, Fraction(19, 20), solved, 5))
    page.get_by_role("textbox", name="Seed of shares").fill("6")
    page.keyboard.press("Enter")
    until(page, lambda: chosen(page).get("seed") == "6")
    page.get_by_role("button", name="Shares over all stakes (seed 6)").wait_for(timeout=PATIENCE)
    page.wait_for_timeout(2000)  # the panel of the other seed goes, and this one comes, open or not
    if not page.locator("[data-panel=shares]").is_visible():
        unfold(page, "Shares over all stakes (seed 6)", "[data-panel=shares]")
    until(page, lambda: rows(page, "shares") == tidy(views.share_table(scenario, Fraction(19, 20), solved, 6)))
