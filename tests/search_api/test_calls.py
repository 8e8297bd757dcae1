"""The page of the API: what it prints of each call is so."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api import calls
from search_api.calls import Call
from search_api.service import Service
from tests.search_api.serving import serving

KINDS = [
    ({"type": "string"}, "chữ"),
    ({"type": "string", "minLength": 1, "maxLength": 9}, "chữ, 1 đến 9 ký tự"),
    ({"type": "string", "format": "date"}, "ngày, như 2026-06-30"),
    ({"type": "integer", "minimum": 1, "maximum": 20.0}, "số nguyên, 1 đến 20"),
    ({"type": "integer", "minimum": 1}, "số nguyên, từ 1"),
    ({"type": "array", "minItems": 1, "maxItems": 50}, "danh sách, 1 đến 50 mục"),
    ({"anyOf": [{"$ref": "#/components/schemas/Way"}, {"type": "null"}]}, "một trong"),
]


@pytest.fixture(scope="module")
def address(corpus: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = tmp_path_factory.mktemp("calls") / "index"  # its own, as judgements are kept there
    mirror([corpus], index, lambda: embedder)
    with serving(Service(index, embedder)) as address:
        yield address


@pytest.fixture(scope="module")
def told(address: str) -> list[Call]:
    """The calls of the server."""
    groups = calls.groups(httpx.get(f"{address}/openapi.json").json())
    return [call for group in groups.values() for call in group]


def described(schema: object) -> dict[str, object]:
    """An API of one call with one parameter."""
    parameters = [{"name": "a", "in": "query", "schema": schema, "example": "it's"}]
    call = {"summary": "Gọi", "tags": ["Nhóm"], "parameters": parameters, "responses": {"200": {}}}
    parts = {"Way": {"type": "string", "enum": ["b", "c"], "default": "b"}}
    return {"paths": {"/x": {"get": call}}, "tags": [{"name": "Nhóm"}], "components": {"schemas": parts}}


@pytest.mark.parametrize(("schema", "words"), KINDS)
def test_what_a_parameter_may_hold_is_told_in_words(schema: object, words: str) -> None:
    [call] = calls.groups(described(schema))["Nhóm"]
    assert call.fields[0].kind == words


def test_choices_and_defaults_are_found_behind_a_reference() -> None:
    [call] = calls.groups(described({"$ref": "#/components/schemas/Way"}))["Nhóm"]
    assert (call.fields[0].choices, call.fields[0].default) == (("b", "c"), "b")


def test_a_command_is_quoted_for_the_shell() -> None:
    [call] = calls.groups(described({"type": "string"}))["Nhóm"]
    words = shlex.split(call.curl("http://127.0.0.1").replace("\\\n", ""))
    assert words == ["curl", "-sG", "-OJ", "http://127.0.0.1/x", "--data-urlencode", "a=it's"]


def test_fields_of_a_body_are_named_by_their_path(told: list[Call]) -> None:
    search = next(call for call in told if call.route == "/api/search")
    names = [field.name for field in search.fields]
    assert {"query", "filters.year"} <= set(names)
    assert "filters" not in names
    assert [field.name for field in search.fields if field.is_required] == ["query"]


def test_every_field_is_explained(told: list[Call]) -> None:
    assert [(call.id, field.name) for call in told for field in call.fields if not field.about] == []


def test_each_command_answers_as_told(told: list[Call], address: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed: apt-get install curl")
    for call in told:
        command = ["bash", "-c", call.curl(address)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=60)
        if call.answer:
            assert json.loads(done.stdout).keys() == json.loads(call.answer).keys(), call.id
    assert {file.suffix for file in tmp_path.iterdir()} == {".txt", ".png"}, "what is no JSON is kept in files"


def test_the_link_of_each_call_leads_to_its_example(told: list[Call], address: str) -> None:
    """But to no picture: the archive that ships has no pages to draw."""
    found = {
        call.route: httpx.get(address + call.example_url).status_code for call in told if call.method == "GET"
    }
    assert [route for route, status in found.items() if status != 200] == ["/api/directives/{id}/pages/{n}.png"]


def test_the_page_has_every_call_and_is_light(told: list[Call], address: str) -> None:
    page = httpx.get(f"{address}/docs").text
    for call in told:
        assert f'id="{call.id}"' in page
    assert "not_found" in page, "the body of errors"
    assert len(page.encode()) < 100_000
