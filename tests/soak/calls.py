"""Calls of every route about what a user may see and what not, and their answers as they are compared."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from httpx2 import AsyncClient

from indexer.domain import passage_id
from tests.soak.worlds import Paper, World

JSON = {"accept": "application/json"}
HTML = {"accept": "text/html"}


@dataclass(frozen=True)
class Call:
    """One request; ``route`` is the template of its address."""

    method: str
    route: str
    url: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=lambda: JSON)
    form: Any = None

    async def ask(self, client: AsyncClient, token: str | None = None) -> tuple[int, str]:
        """Status and body, made comparable."""
        headers = self.headers | ({"authorization": f"Bearer {token}"} if token else {})
        answer = await client.request(self.method, self.url, json=self.body, data=self.form, headers=headers)
        return answer.status_code, _plain(answer) + answer.headers.get("link", "")


class Alone:
    """An archive that holds nothing but what a user may be told, and that does not change: asked once a call."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._told: dict[str, tuple[int, str]] = {}

    async def tells(self, call: Call) -> tuple[int, str]:
        """As :meth:`Call.ask` has it."""
        key = repr(call)
        if key not in self._told:
            self._told[key] = await call.ask(self._client)
        return self._told[key]


def calls(made: World, user: str) -> Iterator[Call]:
    """Every route, about what the user may see and what not."""
    if made.seed % 10 == 0:
        yield from _described()
    yield from _fixed()
    hidden, seen = made.hidden(user), made.visible(user)
    chosen = made.chance.sample(hidden, min(1, len(hidden))) + made.chance.sample(seen, 1)
    for paper in chosen:
        yield from _about(paper)


def _described() -> Iterator[Call]:
    """Of the program itself: the same for everybody, and slow to make."""
    yield Call("GET", "/openapi.json", "/openapi.json")
    yield Call("GET", "/docs", "/docs", headers=HTML)


def _fixed() -> Iterator[Call]:
    """Of the whole archive."""
    for url in ("/readyz", "/api/directives", "/api/missing"):
        yield Call("GET", url, url)
    for form in ("json", "csv", "xlsx", "ics"):
        yield Call("GET", "/api/assignments", f"/api/assignments?format={form}")
    yield Call("POST", "/api/search", "/api/search", {"query": "việc chung", "top_k": 50})
    yield Call("POST", "/api/search", "/api/search", {"query": "kế hoạch", "group_by": "directive", "top_k": 50})
    yield Call("POST", "/api/coverage", "/api/coverage", {"topics": ["việc chung", "kinh phí"]})
    for url in ("/", "/?q=việc+chung", "/nhiem-vu", "/nhiem-vu?tai=xlsx", "/bao-quat", "/dang-xuat"):
        yield Call("POST" if url == "/dang-xuat" else "GET", url.partition("?")[0], url, headers=HTML)
    for part in ("van-ban", "tu-choi", "ocr", "thieu"):
        yield Call("GET", "/kho", f"/kho?muc={part}", headers=HTML)
        yield Call("GET", "/kho", f"/kho?muc={part}&tai=csv", headers=HTML)


def _about(paper: Paper) -> Iterator[Call]:
    """Of one file that may or may not be seen."""
    subject, issuer, office, *_ = paper.marks
    for words, mode in (
        (subject, "hybrid"), (subject, "lexical"), (f"giao phòng {office}", "hybrid"), ("BZZ", "hybrid"),
        (f"{paper.number}/KH-UBND", "lexical"),
    ):  # fmt: skip
        yield Call("POST", "/api/search", "/api/search", {"query": words, "mode": mode, "top_k": 50})
    for words in (subject, subject[:-1]):
        yield Call("GET", "/", f"/?q={words}", headers=HTML)
    yield Call(
        "POST", "/api/search", "/api/search", {"query": "việc chung", "filters": {"issuer": issuer}, "top_k": 50}
    )
    yield Call(
        "POST", "/api/search", "/api/search", {"query": "việc chung", "filters": {"assignee": office}, "top_k": 50}
    )
    for accept in (JSON, {"accept": "text/event-stream"}):
        yield Call("POST", "/api/ask", "/api/ask", {"question": f"ai chủ trì việc {subject}?"}, accept)
    for form in ("json", "csv", "xlsx"):
        yield Call("POST", "/api/coverage", f"/api/coverage?format={form}", {"topics": [subject, "việc chung"]})
    for typed in (subject[:4], paper.number[:2], office[:4], "s"):
        yield Call("GET", "/api/suggest", f"/api/suggest?q={typed}")
    yield Call("GET", "/api/assignments", f"/api/assignments?assignee={office}")
    yield Call("GET", "/nhiem-vu", f"/nhiem-vu?don-vi={office}", headers=HTML)
    yield Call("GET", "/kho", f"/kho?tu-khoa={issuer}", headers=HTML)
    yield Call("GET", "/bao-quat", f"/bao-quat?chu-de={subject}", headers=HTML)
    yield Call("GET", "/api/directives", f"/api/directives?number={paper.number}")
    one = "/api/directives/{id}"
    for rest in ("", "/file", "/pages/1.png"):
        route = one + rest.replace("1.png", "{n}.png")
        yield Call("GET", route, f"/api/directives/{paper.id}{rest}")
    yield Call("GET", "/van-ban/{id}", f"/van-ban/{paper.id}", headers=HTML)
    yield Call("GET", "/static", f"/static/../../{paper.name}")
    passage = passage_id(paper.id, 0, 10)
    judged = {"query": "việc chung", "passage_id": passage, "relevant": True}
    yield Call("POST", "/api/feedback", "/api/feedback", judged)
    form = {"passage": passage, "relevant": "true", "q": "việc chung"}
    yield Call("POST", "/phan-hoi", "/phan-hoi", headers=HTML, form=form)
    for tool, given in (
        ("search", {"query": subject}),
        ("ask", {"question": f"ai chủ trì việc {subject}?"}),
        ("get_directive", {"id": paper.id}),
        ("list_assignments", {}),
    ):
        asked = {"name": tool, "arguments": given}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": asked}
        accept = {"accept": "application/json, text/event-stream", "host": "127.0.0.1:8000"}
        yield Call("POST", "/mcp", "/mcp", body, accept)


_PASSING = {"took_ms", "version", "time"}
_TIMES = re.compile(r"DTSTAMP:\S+|<form class=\"who\".*?</form>|\d+(?:[.,]\d+)? ms", re.S)


def _plain(answer: Any) -> str:
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return json.dumps(_kept(answer.json()), ensure_ascii=False)
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            sheets = [name for name in book.namelist() if name.startswith("xl/") and "theme" not in name]
            return "".join(book.read(name).decode() for name in sorted(sheets))
    if kind.startswith("text/event-stream"):
        data = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
        return json.dumps(_kept(data), ensure_ascii=False)
    return re.sub(r"\s+", " ", _TIMES.sub("", answer.text)) if kind.startswith("text/") else repr(answer.content)


def _kept(value: Any) -> Any:
    """A body without what is another each time; words of tools are bodies again."""
    match value:
        case dict():
            return {name: _kept(one) for name, one in value.items() if name not in _PASSING}
        case list():
            return [_kept(one) for one in value]
        case float():
            return round(value, 5)
        case str() if value.startswith("{"):
            return _kept(json.loads(value))
    return value
