"""Random archives with rules of access, users and calls; and the plain model of what each user may be told.

The model is an archive that holds nothing but the files that a user may see, served to everybody. Whatever a user
is told of the world has to be what that archive tells, byte for byte but for times, versions and the user's name.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from indexer.domain import directive_id
from indexer.pipeline import mirror
from indexer.settings import Settings
from search_api.access import users
from search_api.app import create
from search_api.service import Service
from tests.soak.small import SmallModel

LABELS = ("nhan-su", "ky-luat", "lanh-dao")
FOLDERS = ("", "mo/", "kin/", "kin/sau/")
SECRECY = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")

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
    seed: int
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
    made = World(folder, seed, random.Random(seed))
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


def closed(made: World, index: Path) -> FastAPI:
    """The world behind its door."""
    service = _indexed(made.folder, index)
    for user, held in made.holders.items():
        users.define(index, f"nhóm-{user}", tuple(sorted(held)))
        made.tokens[user] = users.add(index, user, (f"nhóm-{user}",)) or ""
    return create(service, Settings())


def archive_of(papers: list[Paper], folder: Path) -> FastAPI:
    """What a user may be told: an archive of nothing else."""
    for paper in papers:
        path = folder / "archive" / paper.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(paper.text, encoding="utf-8")
    return create(_indexed(folder / "archive", folder / "index"), Settings())


def _indexed(archive: Path, index: Path) -> Service:
    mirror([archive], index, SmallModel)
    return Service(index, SmallModel())


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A client of an application in the same loop of events: a call costs little more than its answer."""
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        yield client
