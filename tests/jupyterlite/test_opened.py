"""JupyterLite opens a lesson in a browser: no questions, names for citations, one other host."""

import json
import re
from urllib.parse import urlsplit

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

import course

LESSON = course.LESSONS / "04_infusion.ipynb"
PATIENCE = 300_000  # ms, on a computer that does much else
KEYLESS = """(keys) => {
  const text = document.querySelector(".jp-Notebook").innerText;
  return keys.every((key) => !text.includes(key)) && document.querySelectorAll(".jp-MarkdownCell cite a").length > 1;
}"""


@pytest.fixture
def opened(browser, server):
    """A lesson in JupyterLite, and the hosts that were asked; none but ours answers."""
    context = browser.new_context(viewport={"width": 1280, "height": 4000})
    hosts = set()

    def answer(route):
        host = urlsplit(route.request.url).hostname
        hosts.add(host)
        route.continue_() if host == "127.0.0.1" else route.abort()

    context.route(re.compile("^https?:"), answer)
    tab = context.new_page()
    with tab.expect_request(re.compile(re.escape(PYODIDE_CDN_URL)), timeout=PATIENCE):
        tab.goto(f"{server}lite/lab/index.html?path=lessons/{LESSON.name}")
    tab.wait_for_selector(".jp-Notebook .jp-MarkdownCell", timeout=PATIENCE)
    yield tab, hosts
    context.close()


def test_a_lesson_opens_in_jupyterlite_as_it_reads_elsewhere(opened):
    tab, hosts = opened
    text = json.loads(LESSON.read_text("utf-8"))["cells"]
    cited = re.findall(r"\{cite\}`([^`,]+)", json.dumps(text))
    tab.wait_for_function(KEYLESS, arg=cited, timeout=PATIENCE)
    assert tab.locator(".jp-Dialog").count() == 0
    shown = tab.locator(".jp-Notebook").inner_text()
    assert "Run All Cells" in shown and "%pip install -q cartlab" in shown
    assert ":::" not in shown
    pictures = "[...document.querySelectorAll('.jp-MarkdownCell img')].map((one) => one.naturalWidth)"
    assert all(tab.evaluate(pictures))
    assert f"could not be fetched from {urlsplit(PYODIDE_CDN_URL).hostname}" in shown
    assert hosts == {"127.0.0.1", urlsplit(PYODIDE_CDN_URL).hostname}


def test_a_page_from_a_disk_does_not_lead_to_what_needs_an_address(page, site):
    name = f"lessons/{LESSON.stem}.html"
    for address, ways in ((name, 1), ((site / name).as_uri(), 0)):
        opened = page(address)
        opened.wait_for_selector(".v2v-explorer[data-drawn]")
        assert opened.locator(".v2v-in-lite").count() == ways


def test_a_phone_is_not_invited_to_a_large_download(page):
    opened = page(f"lessons/{LESSON.stem}.html", width=390, height=844)
    opened.locator(".v2v-launch summary").click()
    ways = opened.locator(".v2v-launch li")
    assert ways.filter(visible=True).count() == ways.count() - 1
    assert not opened.locator(".v2v-in-lite").is_visible()
