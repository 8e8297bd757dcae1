"""The archive as tools of an assistant, by the SDK's own client: in process, over HTTP, over stdin and stdout."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters

from indexer.embed import Embedder
from search_api.assistant import Tools, server
from search_api.service import Service
from tests.search_api.serving import serving

QUESTION = "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"
TASK = "Giao Phòng Nghiệp vụ Sở Y tế chủ trì"

Call = Callable[..., Any]
"""Calls a tool by its name and arguments: the structured answer, or the words of a mistake."""


@pytest.fixture(scope="module")
def service(index: Path, embedder: Embedder) -> Service:
    return Service(index, embedder)


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    with serving(service) as address:
        yield address


def talk(to: Any, words: Callable[[Client], Awaitable[Any]]) -> Any:
    async def all_of_it() -> Any:
        async with Client(to, read_timeout_seconds=60) as client:
            return await words(client)

    return anyio.run(all_of_it)


@pytest.fixture(scope="module")
def call(service: Service) -> Call:
    def called(name: str, **arguments: object) -> Any:
        result = talk(server(Tools(service)), lambda client: client.call_tool(name, arguments))
        return result.content[0].text if result.is_error else result.structured_content

    return called


def test_the_tools_and_what_an_assistant_is_told_of_them(service: Service) -> None:
    listed = talk(server(Tools(service)), lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == ["search", "ask", "get_directive", "list_assignments"]
    for tool in listed:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        assert tool.input_schema["type"] == "object"


def test_search_answers_with_the_body_of_the_api(call: Call, address: str) -> None:
    found = call("search", query=QUESTION, top_k=1)
    asked = httpx.post(f"{address}/api/search", json={"query": QUESTION, "top_k": 1}).json()
    assert {**found, "took_ms": 0} == {**asked, "took_ms": 0}
    only = call("search", query="chuyển đổi số", filters={"kind": "Kế hoạch"})
    assert {hit["citation"]["kind"] for hit in only["hits"]} == {"Kế hoạch"}


def test_ask_answers_with_citations_or_abstains(call: Call) -> None:
    answer = call("ask", question="hạn gửi bài tham luận về Sở Y tế là ngày nào?")
    assert (answer["abstained"], bool(answer["citations"])) == (False, True)
    assert call("ask", question="giá vé máy bay đi Đà Lạt là bao nhiêu?")["abstained"]


def test_what_is_not_meant_is_left_out(call: Call) -> None:
    assert call("search", query="đào tạo CNTT", top_k=1, without=["CNTT"])["understood"]["expansions"] == []
    assert call("ask", question="CNTT là gì?", without=["CNTT"])["abstained"]


def test_a_directive_is_read_piece_by_piece(call: Call) -> None:
    hit = call("search", query=QUESTION, top_k=1)["hits"][0]["passage"]
    id, text, total = hit["id"].partition(".")[0], "", 1
    while len(text) < total:
        piece = call("get_directive", id=id, start=len(text), length=1500)
        assert (piece["start"], piece["end"]) == (len(text), len(text) + len(piece["text"]))
        text, total = text + piece["text"], piece["total"]
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert piece["header"]["issuer"] == "Sở Y tế"
    assert piece["sections"]
    assert TASK in text


def test_assignments_are_listed(call: Call) -> None:
    found = call("list_assignments", assignee="phong nghiep vu", limit=1)
    assert found["total"] > len(found["items"]) == 1
    assert all("Phòng Nghiệp vụ" in " ".join(item["assignees"]) for item in found["items"])
    assert found["items"][0]["citation"]["url"].startswith("/van-ban/")


MISTAKES = [
    ("search", {"query": "???"}, "invalid_query: "),
    ("search", {"query": "a", "filters": {"colour": "red"}}, "filters.colour"),
    ("search", {"query": "a", "top_k": 0}, "top_k"),
    ("search", {}, "query"),
    ("get_directive", {"id": "none"}, "not_found: "),
    ("list_assignments", {"role": "boss"}, "role"),
]


@pytest.mark.parametrize(("name", "arguments", "told"), MISTAKES)
def test_a_mistake_is_told_so_that_it_can_be_mended(
    call: Call, name: str, arguments: dict[str, object], told: str
) -> None:
    answer = call(name, **arguments)
    assert isinstance(answer, str)
    assert told in answer
    assert "Traceback" not in answer


def test_over_http(address: str) -> None:
    result = talk(f"{address}/mcp", lambda client: client.call_tool("search", {"query": QUESTION, "top_k": 1}))
    assert TASK in result.structured_content["hits"][0]["passage"]["text"]


def test_no_page_of_elsewhere_gets_in_through_a_browser(address: str) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    for header in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        response = httpx.post(f"{address}/mcp", json=call, headers={**accept, **header})
        assert response.status_code in {403, 421}, header


def test_over_stdin_and_stdout(index: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "search_api.cli", "mcp", "--index", str(index)]
    )
    result = talk(command, lambda client: client.call_tool("ask", {"question": "ai ký Kế hoạch 231/KH-UBND?"}))
    assert "Nguyễn Sơn Hùng" in result.structured_content["answer"]
