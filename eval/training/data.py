"""Articles of codified law, cleaned, as pairs for training: a title and pieces of the body it heads.

Source: ``law-articles-*.jsonl.xz``, one ``{"file", "title", "body"}`` a line. The bodies were cut from a
code of laws by a program, and carry its traces: sort keys of sixty digits, article codes such as
``Điều 45.5.QĐ.1.3.``, hard line wraps, and now and then the heading of the next article.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from indexer.text import fold, nfc, retone

SHORTEST_BODY = 15
"""Syllables below which a body says too little to be found by (``(được bãi bỏ)``)."""

OPENING = 200
"""Syllables of a body that are searched, from its beginning; the title is left out."""

_SORT_KEY = re.compile(r"Danh sách điều khoản\s*(?:\Z|\d{15,})|\d{15,}")
_SEE_ALSO = re.compile(r"\(Điều này có nội dung liên quan đến[^\n]*")
_CODE = re.compile(r"Điều \d+\.\d+\.[A-ZĐ]{2}\.[\d.]+[a-zđ]?\.? ?")
_MARKUP = re.compile(r"\*\*|^[>#|]+ ?|[\u00ad\u200b]|\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)", re.MULTILINE)
_WRAP = re.compile(r"(?<![.;:!?\n])\n(?!\s*(?:\d+[.)]|[a-zđ]{1,2}\)|[-–+•“\"]|[A-ZĐ]))")
_LEAK = re.compile(r"\s+1\.\s.*$|\s*\.{3}$|\s*…$", re.DOTALL)
_QUOTED_ARTICLE = re.compile(r"^[\"“]?Điều \d+[a-zđ]?\. ?(?P<title>[^\n]{8,200})\n(?P<body>.+)", re.DOTALL)
_AMENDING = re.compile(r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế).*\d")
_LIST_MARK = re.compile(r"(?:\d+[.)]|[a-zđ]{1,2}\))")
_UNIT_END = re.compile(r"(?<=[.;:!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a law: the ``file`` (field of law) it is from, its title and its body, cleaned."""

    file: str
    title: str
    body: str

    @property
    def title_key(self) -> str:
        """What two titles share when they are the same to a reader: case, marks and punctuation aside."""
        return " ".join(re.findall(r"[^\W_]+", fold(self.title).lower()))


def cut_at_sort_key(text: str) -> str:
    """The text before the first sort key: what follows is another article."""
    return _SORT_KEY.split(text, maxsplit=1)[0]


def drop_see_also(text: str) -> str:
    """The text without the code's own cross-references."""
    return _SEE_ALSO.sub("", text)


def drop_codes(text: str) -> str:
    """The text without article codes (``Điều 45.5.QĐ.1.3.``)."""
    return _CODE.sub("", text)


def drop_markup(text: str) -> str:
    """The text without Markdown marks and links, soft hyphens and zero-width spaces."""
    return _MARKUP.sub("", text)


def unwrap(text: str) -> str:
    """The text with lines joined that were broken in the middle of a sentence."""
    return _WRAP.sub(" ", text)


def squeeze(text: str) -> str:
    """The text with runs of blanks as one space and no empty lines."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


BODY_STEPS: tuple[Callable[[str], str], ...] = (
    nfc,
    retone,
    cut_at_sort_key,
    drop_see_also,
    drop_codes,
    drop_markup,
    unwrap,
    squeeze,
)
"""What is done to a body, in order."""


def clean_body(text: str) -> str:
    """A body without the traces of the program that cut it; may be empty."""
    for step in BODY_STEPS:
        text = step(text)
    return text


def clean_title(text: str) -> str:
    """A title on one line without the body's beginning that leaked into it."""
    text = " ".join(drop_markup(drop_codes(retone(nfc(text)))).split())
    return _LEAK.sub("", text).rstrip(" .:;,")


def clean_article(file: str, title: str, body: str) -> Article:
    """The article with title and body cleaned and parted where they belong.

    An amending article ("Sửa đổi, bổ sung Điều 38") that quotes an article with a heading of its own
    takes that heading as its title. A title broken by a line wrap takes its second half back.
    """
    title, first, body = clean_title(title), *_first_line(nfc(body).strip())
    if first[:1].islower() and not _LIST_MARK.match(first) and len(first.split()) < 25:
        title = clean_title(f"{title} {first}")
    else:
        body = f"{first}\n{body}"
    body = clean_body(body)
    if quoted := _QUOTED_ARTICLE.match(body):
        title, body = clean_title(quoted["title"]), quoted["body"]
    return Article(file, title, body)


def _first_line(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    return first, rest


def read_articles(path: Path) -> list[Article]:
    """The cleaned articles of one ``.jsonl.xz`` file, in its order; bodies without substance are dropped."""
    return [article for article in _read(path) if _has_substance(article)]


def _read(path: Path) -> Iterator[Article]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield clean_article(row["file"], row["title"], row["body"])


def _has_substance(article: Article) -> bool:
    return bool(article.title) and len(article.body.split()) >= SHORTEST_BODY


def opening(article: Article) -> str:
    """The beginning of a body, as titles look for it in every evaluation."""
    return " ".join(article.body.split()[:OPENING])


def without_abstracts(stories: Iterable[Article]) -> list[Article]:
    """News stories by their bodies alone, as headlines look for them."""
    return [replace(story, body=story.body.partition("\n")[2]) for story in stories]


def with_own_title(articles: list[Article]) -> list[Article]:
    """The articles whose title no other article bears: a question has then one right answer."""
    times = Counter(article.title_key for article in articles)
    return [article for article in articles if times[article.title_key] == 1]


def worth_learning(articles: list[Article]) -> list[Article]:
    """The articles whose title says what the body is about; "Sửa đổi, bổ sung Điều 38" does not."""
    return [article for article in articles if not _AMENDING.match(article.title)]


def units(body: str, longest: int = 100) -> list[str]:
    """A body as sentences and list items, in order; one of more than ``longest`` syllables is cut."""
    found = []
    for unit in _UNIT_END.split(body):
        words = unit.split()
        found += [" ".join(words[at : at + longest]) for at in range(0, len(words), longest)]
    return found


@lru_cache(maxsize=500_000)
def _fold_word(word: str) -> str:
    return fold(word)


def fold_words(text: str) -> str:
    """``indexer.text.fold``, word by word and remembered: a corpus has few different words."""
    return " ".join(map(_fold_word, text.split()))
