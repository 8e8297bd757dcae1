"""Logging in with a browser, without script; and what axe finds on the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.settings import Settings
from search_api.service import Service
from tests.search_api.conftest import violations
from tests.search_api.serving import serving
from tests.soak.small import SmallModel


@pytest.fixture
def address(index: Path, tokens: dict[str, str]) -> Iterator[str]:
    with serving(Service(index, SmallModel()), settings=Settings(index=index)) as address:
        yield address


def test_a_reader_logs_in_searches_and_logs_out_without_script(open_page, address, tokens):
    page = open_page("/?q=kỷ+luật", java_script_enabled=False)
    assert page.url.startswith(f"{address}/dang-nhap?tiep=")
    page.fill("#token", tokens["lan"])
    page.click(".login button")
    assert "zeta" in page.inner_text("main")
    assert page.inner_text(".who span") == "lan"
    page.click(".who button")
    assert page.url == f"{address}/dang-nhap"
    page.goto(f"{address}/kho")
    assert "/dang-nhap" in page.url


def test_the_form_hinders_nobody(open_page, address, tmp_path):
    page = open_page("/dang-nhap")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.screenshot(path=tmp_path / "login.png")
