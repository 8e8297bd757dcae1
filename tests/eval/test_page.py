"""The picture and the page of a run: whole in one file, readable on a telephone and in the dark."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace

import pytest
from PIL import Image

from eval import page, plot
from eval import run as evaluation
from eval.dataset import Dataset, DatasetError
from eval.report import Report
from search_api.engine import Mode
from tests.eval.runs import DATASET, HYBRID, LEXICAL

REPORT = Report(DATASET, "bundled", [HYBRID, LEXICAL])
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def measured(own):
    """The project's own questions on its directives, one of them worded as an attack, in two modes."""
    collection, dataset = own
    first, *others = dataset.topics
    hostile = replace(first, question="<script>alert(1)</script> đấu thầu & “thuốc”")
    asked = Dataset("own", (hostile, *others), alternatives=True)
    return Report(asked, "bundled", evaluation.run(asked, collection, [Mode.HYBRID, Mode.DENSE])), collection


@pytest.fixture(scope="module")
def written(measured, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "run.html"
    page.write(*measured, file)
    return file


def test_the_picture_is_drawn_in_the_format_of_its_ending(tmp_path):
    plot.write(REPORT, tmp_path / "recall.png")
    with Image.open(tmp_path / "recall.png") as image:
        assert image.format == "PNG"
        assert image.width >= 800
    with pytest.raises(DatasetError, match=r"Cannot draw .*recall\.xyz"):
        plot.write(REPORT, tmp_path / "recall.xyz")


def test_the_picture_names_the_values_of_each_mode_below_each_k():
    drawn = plot.svg(REPORT)
    texts = re.findall(r">([^<>]+)</text>", drawn)
    for mode, values in (("hybrid", [".500", ".750", "1.00"]), ("lexical", [".500", "1.00", "1.00"])):
        at = texts.index(f"● {mode}")
        assert texts[at + 1 : at + 4] == values
    assert "currentColor" in drawn
    assert drawn == plot.svg(REPORT), "the same run is drawn the same"


def test_the_curve_holds_the_means_of_the_run():
    found = plot.curve(DATASET, HYBRID)
    means = HYBRID.mean()
    assert [found[k - 1] for k in (1, 3, 10, 100)] == pytest.approx(
        [means[f"recall@{k}"] for k in (1, 3, 10, 100)]
    )


def test_without_matplotlib_a_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DatasetError, match="Pictures need matplotlib"):
        plot.write(REPORT, tmp_path / "recall.png")


def test_the_page_needs_nothing_else(written):
    text = written.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["'](?!#)""", text)
    assert not re.search(r"url\((?!#)|@import|<link|<iframe|<img", text)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; đấu thầu &amp; “thuốc”" in text


def test_questions_come_worst_first_with_what_was_found_and_what_should_have_been(measured, written):
    text = written.read_text(encoding="utf-8")
    ranks = [int(rank) for rank in re.findall(r'data-rank="(\d+)"', text)]
    assert len(ranks) == len(measured[0].dataset.topics)
    assert ranks == sorted(ranks, reverse=True)
    failed = sum((outcome.rank or 1000) > 3 for outcome in measured[0].runs[0].outcomes)
    assert sum(part.count("should have been found") > 0 for part in text.split("<details")) == failed
    shown = text.split("<details")[-1]
    assert '<li class="relevant"><b>1. answers: ' in shown


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_telephone_and_filters_its_questions(scheme, measured, written):
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    complaints: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        shown = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
        shown.on("console", lambda said: complaints.append(said.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.on("dialog", lambda dialog: complaints.append(dialog.message))
        shown.goto(written.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
        shown.locator("details summary").first.click()
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
        channels = shown.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (sum(channels[:3]) < 200) == (scheme == "dark")
        shown.select_option("#which", "3")
        failed = sum((outcome.rank or 1000) > 3 for outcome in measured[0].runs[0].outcomes)
        assert shown.locator("#questions > details:visible").count() == failed
        shown.select_option("#which", "0")
        shown.fill("#words", "ĐẤU THẦU “thuốc”")
        assert shown.locator("#questions > details:visible").count() == 1
        assert shown.inner_text("#count") == f"1 of {len(measured[0].dataset.topics)} questions"
        browser.close()
    assert complaints == []
