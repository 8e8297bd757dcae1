"""An archive of any size to measure on: directives made from articles of law, the same for the same seed.

The first articles are as they are; when all are used, copies follow, distinct from them and from each other:
sentences of several articles of one field of law recombined, with other numbers, days and places. The first
directives are the same in archives of all sizes, so that the same questions can be asked of each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eval.bench.offices import KINDS, OFFICES, PLACES, SIGNERS, TASKS, Office
from eval.bench.written import Text
from eval.training.data import Article, units
from indexer.domain import Assignment, Directive, Header, PartialDate, Role, Source

_SYLLABLES = 1_150
"""Of a directive's articles, about."""

_LONGEST = 600
"""Syllables of an article that are taken."""

_NUMBER = re.compile(r"(?<![\d/.])\d{1,4}(?![\d/.]|\s*năm)")
_LIST_MARK = re.compile(r"(?:\d+[.)]|[a-zđ]{1,2}\)|[-–+•])$")


@dataclass(frozen=True, slots=True)
class Made:
    """One directive as the indexer would understand it, and the articles in it by the spans of their words."""

    directive: Directive
    articles: tuple[tuple[Article, int, int], ...]


def directives(articles: Sequence[Article], passages: int, seed: int = 1) -> Iterator[Made]:
    """Directives of so many passages or a few more, from articles and then from copies of them."""
    source = _articles(articles, Random(seed))
    dice = Random(seed + 1)
    earlier: list[Header] = []
    made = 0
    while made < passages:
        taken: list[Article] = []
        while sum(len(one.body.split()) for one in taken) < _SYLLABLES * dice.uniform(0.5, 1.3):
            taken.append(next(source))
        one = _directive(len(earlier), taken, dice, earlier)
        earlier.append(one.directive.header)
        made += len(one.directive.passages)
        yield one


def _articles(articles: Sequence[Article], dice: Random) -> Iterator[Article]:
    """The articles with a body that is not endless, then copies for ever."""
    yield from (Article(one.file, one.title, _cut(one.body)) for one in articles)
    fields: dict[str, list[list[str]]] = defaultdict(list)
    for one in articles:
        fields[one.file].append(units(_cut(one.body)))
    while True:
        for one in articles:
            yield _copy(one, fields[one.file], dice)


def _cut(body: str) -> str:
    lines, left = [], _LONGEST
    for line in body.split("\n"):
        left -= len(line.split())
        if left < 0:
            break
        lines.append(line)
    return "\n".join(lines) or " ".join(body.split()[:_LONGEST])


def _copy(article: Article, field: list[list[str]], dice: Random) -> Article:
    """Another article of the same field: sentences of three, with other numbers and for another place."""
    chosen = [
        unit
        for part in [units(_cut(article.body)), *dice.choices(field, k=2)]
        for unit in part
        if dice.random() < 0.5
    ]
    kept = [unit for unit in chosen if not _LIST_MARK.match(unit)] or [article.title]
    dice.shuffle(kept)
    place = dice.choice(PLACES)
    body = "\n".join(f"{n}. {_renumbered(unit, dice)}" for n, unit in enumerate(kept, 1))
    return Article(article.file, f"{article.title} tại {place}", f"{body}\n{len(kept) + 1}. Áp dụng tại {place}.")


def _renumbered(text: str, dice: Random) -> str:
    return _NUMBER.sub(lambda found: str(dice.randint(1, max(9, int(found[0]) * 2))), text)


def _directive(n: int, articles: list[Article], dice: Random, earlier: list[Header]) -> Made:
    office = dice.choice(OFFICES)
    header = _header(n, office, articles[0].title, dice)
    text = Text()
    text.add(_head(office, header))
    references = (text.cite(dice.choice(earlier)),) if earlier else ()
    text.add("\n\n")
    spans = tuple((article, *text.article(number, article.body)) for number, article in enumerate(articles, 1))
    tasks = [_task(text, len(articles) + k, dice) for k in range(1, dice.randint(1, 4))]
    text.add(_foot(office, header))
    source = Source(text.words, "text")
    file = f"{n // 1000:03d}/{n:06d}.txt"
    parts = tuple(text.sections), tuple(text.passages), tuple(tasks), references
    return Made(Directive(file, source, header, *parts), spans)


def _header(n: int, office: Office, title: str, dice: Random) -> Header:
    kind, code = dice.choice(KINDS)
    symbol = f"{code}-{office.short}"
    return Header(
        f"{n % 9973 + 1}/{symbol}",
        symbol,
        kind,
        f"Về {title[:1].lower()}{title[1:]}",
        office.name,
        office.above,
        office.place,
        PartialDate(dice.randint(2010, 2025), dice.randint(1, 12), dice.randint(1, 28)),
        dice.choice(SIGNERS),
        recipients=tuple(other.name for other in dice.sample(OFFICES, 2)),
    )


def _head(office: Office, header: Header) -> str:
    return (
        f"{office.letterhead}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: {header.number}\n\n{office.place}, {header.date}\n\n"
        f"{(header.kind or '').upper()}\n{header.subject}\n\n"
    )


def _task(text: Text, number: int, dice: Random) -> Assignment:
    office, due = dice.choice(OFFICES).name, PartialDate(2026, dice.randint(1, 12), dice.randint(1, 28))
    task, deadline = dice.choice(TASKS), f"trước ngày {due.day:02d}/{due.month:02d}/2026"
    start, end = text.article(number, f"Giao {office} chủ trì {task}, báo cáo kết quả {deadline}.")
    section = len(text.sections) - 1
    return Assignment((office,), Role.LEAD, (), task, deadline, due, section, start, end)


def _foot(office: Office, header: Header) -> str:
    to = "".join(f"- {name};\n" for name in header.recipients)
    return f"\nNơi nhận:\n{to}- Lưu: VT.\n\n{office.signs}\n(Đã ký)\n{header.signer}\n"
