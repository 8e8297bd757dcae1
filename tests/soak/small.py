"""A model and an archive small enough to be indexed thousands of times."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Event

import numpy as np

from indexer.embed import Embedded, Fingerprint, Vectors, WholeTexts
from indexer.errors import FileRefused
from indexer.reading import read
from indexer.sandbox.child import Outcome
from indexer.understand import parse


class SmallModel(WholeTexts):
    """Adds up a random direction for each word; tells what it embeds."""

    max_tokens = None

    def __init__(self, name: str = "small", tell: Callable[[Sequence[str]], None] = lambda texts: None) -> None:
        self.fingerprint = Fingerprint(name, hashlib.blake2b(name.encode()).hexdigest()[:32], 16, "", "")
        self._tell = tell

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_queries(self, queries: Sequence[str]) -> Vectors:
        return self._embed(queries)

    def embed_passages(self, passages: Sequence[str]) -> Embedded:
        self._tell(passages)
        return Embedded.without_tokens(self._embed(passages))

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.stack(
            [sum((self._direction(word) for word in text.lower().split()), np.zeros(16)) for text in texts]
        )
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0).astype(np.float32)

    def _direction(self, word: str) -> np.ndarray:
        return _direction(self.fingerprint.name + word)


@lru_cache(maxsize=10_000)
def _direction(word: str) -> np.ndarray:
    digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
    return np.frombuffer(digest, dtype=np.uint8).astype(np.float64) - 127.5


class Here:
    """Reads in this process: what is tried is the index, not the reading."""

    def start(self, files: int) -> None:
        """There is nothing to start."""

    def read(self, paths: Sequence[Path], stop: Event) -> Iterator[Outcome]:
        for path in paths:
            if stop.is_set():
                return
            try:
                yield path, parse(read(path))
            except FileRefused as refusal:
                yield path, refusal


class Folder:
    """An archive that changes at random. Every paragraph of every state of a file is another."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._chance = chance
        self._made = 0

    def files(self) -> dict[str, str]:
        """The text of each file by its name."""
        found = sorted(self.path.rglob("*.txt"))
        return {path.relative_to(self.path).as_posix(): path.read_text(encoding="utf-8") for path in found}

    def add(self) -> None:
        name = f"{self._chance.choice(['', 'a/', 'b/'])}{self._next()}.txt"
        self._write(name, [self._paragraph() for _ in range(self._chance.randint(1, 4))])

    def change(self, name: str) -> None:
        """Replace one paragraph; the others stay."""
        paragraphs = (self.path / name).read_text(encoding="utf-8").split("\n\n")
        paragraphs[self._chance.randrange(len(paragraphs))] = self._paragraph()
        self._write(name, paragraphs)

    def move(self, name: str) -> None:
        target = self.path / f"{self._chance.choice(['', 'a/', 'b/', 'c/'])}{self._next()}.txt"
        target.parent.mkdir(exist_ok=True)
        (self.path / name).rename(target)

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def _next(self) -> str:
        self._made += 1
        return f"n{self._made}"

    def _paragraph(self) -> str:
        word = f"w{self._next()}"
        return f"{self._made}. Giao Phòng {word} chủ trì việc {word} trong năm, báo cáo trước ngày {word}."

    def _write(self, name: str, paragraphs: Sequence[str]) -> None:
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text("\n\n".join(paragraphs), encoding="utf-8")
