"""A real browser for the tests of the page: Debian's chromium, driven by playwright."""

import shutil
import sys
from pathlib import Path

import pytest

for folder in ("out", "facts"):  # the claims of the other tests
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / folder))

HOW = "no Chromium here: apt-get install chromium (and pip install playwright); CI installs both and runs this"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api", reason=HOW)
    if path is None:
        pytest.skip(HOW)
    with sync_api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


class Watched:
    """A page that remembers what must not happen: errors, dialogs, requests."""

    def __init__(self, page, file):
        self.page, self.file, self.bad = page, file, []
        page.on("pageerror", lambda error: self.bad.append(f"error: {error}"))
        page.on("console", lambda message: message.type in ("error", "warning") and self.bad.append(message.text))
        page.on("dialog", lambda dialog: (self.bad.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: request.url.split("#")[0] != file.as_uri() and self.bad.append(request.url))

    def open(self, anchor=""):
        self.page.goto(self.file.as_uri() + anchor)
        self.page.wait_for_selector("body[data-ready]", timeout=20_000)
        return self.page


@pytest.fixture
def watch(browser, tmp_path):
    """Open HTML in a page; afterwards nothing bad may have happened."""
    opened = []

    def start(html, anchor="", **options):
        file = tmp_path / "report.html"
        file.write_bytes(html.encode())
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        watched = Watched(context.new_page(), file)
        opened.append((context, watched))
        return watched.open(anchor)

    yield start
    for context, watched in opened:
        resources = watched.page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        context.close()
        assert watched.bad == []
        assert resources == []
