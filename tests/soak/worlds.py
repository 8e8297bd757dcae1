"""Random archives with rules of access, users and calls; and the plain model of what each user may be told.

The model is an archive that holds nothing but the files that a user may see, served to everybody. Whatever a user
is told of the world has to be what that archive tells, byte for byte but for times, versions and the user's name.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from indexer.domain import directive_id, passage_id
from indexer.pipeline import mirror
from indexer.settings import Settings
from search_api.access import users
from search_api.app import create
from search_api.service import Service
from tests.soak.small import SmallModel

LABELS = ("nhan-su", "ky-luat", "lanh-dao")
FOLDERS = ("", "mo/", "kin/", "kin/sau/")
SECRECY = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
JSON = {"accept": "application/json"}
HTML = {"accept": "text/html"}

_TEXT = """\
SỞ {issuer}
Số: {number}/KH-{symbol}
Đồng Tháp, ngày {day:02} tháng {month:02} năm 2024
KẾ HOẠCH
Về việc {subject}

Căn cứ Quyết định số {cites}/QĐ-UBND ngày 02 tháng 3 năm 2023 của UBND tỉnh{more};
I. NHIỆM VỤ {subject}
1. Giao Phòng {office} chủ trì việc {subject} cùng Ban {short} Zulu (BZZ), báo cáo trước ngày {day:02}/12/2024.
2. Các đơn vị phối hợp với Phòng {office} thực hiện việc chung, kinh phí {number} triệu đồng.
"""


@dataclass(frozen=True)
class Paper:
    """One file: where it lies, what it says, the labels that its readers need besides those of its folder (None:
    nobody may read it at all), and the words that stand in no other.
    """

    folder: str
    name: str
    text: str
    labels: frozenset[str] | None
    marks: tuple[str, ...]
    number: str

    @property
    def id(self) -> str:
        return directive_id(self.name)


@dataclass
class World:
    """An archive in a folder, the rules of its folders, its users with what they hold, the chance that made it."""

    folder: Path
    chance: random.Random
    rules: dict[str, frozenset[str]] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    holders: dict[str, frozenset[str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def visible(self, user: str) -> list[Paper]:
        """The plain model of access."""
        return [paper for paper in self.papers if self._needed(paper) <= self.holders[user]]

    def _needed(self, paper: Paper) -> frozenset[str]:
        above = [rule for folder, rule in self.rules.items() if paper.folder.startswith(folder)]
        return frozenset(("!",)) if paper.labels is None else paper.labels.union(*above)

    def rule(self) -> None:
        """Give each folder but the root other labels, or none."""
        for folder in FOLDERS[1:]:
            path = self.folder / folder / ".access"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            self.rules[folder] = _some_labels(self.chance)
            if self.rules[folder]:
                path.write_text("\n".join(self.rules[folder]), encoding="utf-8")

    def hidden(self, user: str) -> list[Paper]:
        seen = {paper.name for paper in self.visible(user)}
        return [paper for paper in self.papers if paper.name not in seen]


def world(folder: Path, seed: int) -> World:
    """Make an archive and its users."""
    made = World(folder, random.Random(seed))
    chance = made.chance
    made.rule()
    for n in range(chance.randint(4, 7)):
        made.papers.append(_paper(made, n))
    for paper in made.papers:
        (folder / paper.name).write_text(paper.text, encoding="utf-8")
    everybody = {"không": frozenset(), "một": frozenset(chance.sample(LABELS, 1)), "hai": _some_labels(chance)}
    made.holders = everybody if seed % 5 else everybody | {"mọi": frozenset(LABELS)}
    return made


def _paper(made: World, n: int) -> Paper:
    """The next file; some are refused, secret, under a rule of their own or a broken one; the first is open."""
    chance = made.chance
    folder = chance.choice(FOLDERS) if n else ""
    labels: frozenset[str] | None = frozenset()
    kind = chance.choices(["plain", "refused", "secret", "ruled", "broken"], [6, 1, 1, 2, 1])[0] if n else "plain"
    marks = tuple(f"{part}{_word(chance)}" for part in ("zu", "ze", "zo", "zy", "zi"))
    subject, issuer, office, short, file = marks
    number = str(chance.randint(1000, 9999))
    others = [paper for paper in made.papers if paper.number]
    more = f"; thay thế Kế hoạch số {chance.choice(others).number}/KH-UBND" if others and n % 2 else ""
    text = _TEXT.format(
        issuer=issuer, number=number, symbol="UBND", day=n + 1, month=chance.randint(1, 12), subject=subject,
        cites=chance.randint(100, 999), more=more, office=office, short=short.capitalize(),
    )  # fmt: skip
    name = f"{folder}{file}.{'xyz' if kind == 'refused' else 'txt'}"
    if kind == "secret":
        text, labels = f"{chance.choice(SECRECY)}\n{text}", None
    if kind in {"ruled", "broken"}:
        own = _some_labels(chance) or frozenset(("lanh-dao",))
        words = "\n".join(own) if kind == "ruled" else chance.choice(["", "# chưa ghi", "hai chữ", "\0"])
        (made.folder / f"{name}.access").write_text(words, encoding="utf-8")
        labels = own if kind == "ruled" else None
    return Paper(folder, name, text, labels, marks, number)


def _some_labels(chance: random.Random) -> frozenset[str]:
    return frozenset(chance.sample(LABELS, chance.choice([0, 0, 1, 1, 2])))


def _word(chance: random.Random) -> str:
    """A syllable that no Vietnamese text has, of letters alone, so that every door takes it for a word."""
    return "".join(chance.choice("bcdghklmnprstvx" if i % 2 else "aeiouy") for i in range(6))


def indexed(archive: Path, index: Path) -> Service:
    """The archive served."""
    mirror([archive], index, SmallModel)
    return Service(index, SmallModel())


def closed(made: World, index: Path) -> TestClient:
    """The world behind its door."""
    service = indexed(made.folder, index)
    for user, held in made.holders.items():
        users.define(index, f"nhóm-{user}", tuple(sorted(held)))
        made.tokens[user] = users.add(index, user, (f"nhóm-{user}",)) or ""
    return TestClient(create(service, Settings()), raise_server_exceptions=False)


def model(made: World, user: str, folder: Path) -> TestClient:
    """What the user may be told, as an archive of its own."""
    for paper in made.visible(user):
        path = folder / "archive" / paper.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(paper.text, encoding="utf-8")
    return TestClient(
        create(indexed(folder / "archive", folder / "index"), Settings()), raise_server_exceptions=False
    )


@dataclass(frozen=True)
class Call:
    """One request; ``route`` is the template of its address."""

    method: str
    route: str
    url: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=lambda: JSON)
    form: Any = None

    def ask(self, client: TestClient, token: str | None = None) -> tuple[int, str]:
        """Status and body, made comparable."""
        headers = self.headers | ({"authorization": f"Bearer {token}"} if token else {})
        answer = client.request(
            self.method, self.url, json=self.body, data=self.form, headers=headers, follow_redirects=False
        )
        return answer.status_code, _plain(answer) + answer.headers.get("link", "")


def calls(made: World, user: str) -> Iterator[Call]:
    """Every route, about what the user may see and what not."""
    yield from _fixed()
    hidden, seen = made.hidden(user), made.visible(user)
    chosen = made.chance.sample(hidden, min(1, len(hidden))) + made.chance.sample(seen, 1)
    for paper in chosen:
        yield from _about(paper)


def _fixed() -> Iterator[Call]:
    """Of the whole archive."""
    for url in ("/readyz", "/api/directives", "/api/missing", "/openapi.json"):
        yield Call("GET", url, url)
    for form in ("json", "csv", "xlsx", "ics"):
        yield Call("GET", "/api/assignments", f"/api/assignments?format={form}")
    yield Call("POST", "/api/search", "/api/search", {"query": "việc chung", "top_k": 50})
    yield Call("POST", "/api/search", "/api/search", {"query": "kế hoạch", "group_by": "directive", "top_k": 50})
    yield Call("POST", "/api/coverage", "/api/coverage", {"topics": ["việc chung", "kinh phí"]})
    for url in ("/", "/?q=việc+chung", "/docs", "/nhiem-vu", "/nhiem-vu?tai=xlsx", "/bao-quat", "/dang-xuat"):
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
