"""Judgements of those who search: a question, a passage, whether it answers. For ``python -m eval feedback``.

They lie in ``feedback.jsonl`` of the index directory, one JSON object a line, which neither indexing nor repairing
touches. A judgement keeps the file and the words of its passage, so that it can be told what was judged when
passages are cut anew. It is appended and on the disk before the call is answered; writers wait for each other.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from indexer.errors import NotFound, TracuuError
from indexer.index.disk import sync
from indexer.index.records import StoredPassage
from indexer.text import nfc
from search_api.engine import Engine
from search_api.handed import Handed
from search_api.query import LONGEST
from search_api.routes import engine_of

FILE = "feedback.jsonl"

LARGEST = 256 * 1024 * 1024
"""Bytes of the file; what would make it larger is refused."""

router = APIRouter(route_class=Handed)


class FeedbackUnavailable(TracuuError):
    """A judgement cannot be kept: the index directory cannot be written, or the file is full."""

    code = "feedback_unavailable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a passage answers a question. ``time`` is UTC in ISO 8601, ``version`` that of the index,
    ``file`` the directive's, ``text`` the passage's words then.
    """

    time: str
    version: int
    query: str
    passage_id: str
    relevant: bool
    file: str
    text: str


class FeedbackIn(BaseModel):
    """A judgement."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"query": "nhiệm vụ về đấu thầu", "passage_id": "<id của đoạn>", "relevant": True}]
        },
    )

    query: str = Field(min_length=1, max_length=LONGEST, description="câu hỏi, như đã gõ")
    passage_id: Annotated[str, Field(min_length=1, max_length=200, description="passage.id của một kết quả")]
    relevant: StrictBool = Field(description="đoạn này có trả lời câu hỏi không")


class FeedbackOut(BaseModel):
    """The judgement as it was kept."""

    query: str
    passage_id: str
    relevant: bool
    time: str
    version: int


@router.post("/api/feedback", summary="Đánh giá một kết quả: đoạn có trả lời câu hỏi không")
def feedback(request: Request, body: FeedbackIn) -> FeedbackOut:
    """Keep a judgement of a passage."""
    kept = judge(engine_of(request), body.query, body.passage_id, relevant=body.relevant)
    return FeedbackOut.model_validate(asdict(kept))


def judge(engine: Engine, query: str, passage_id: str, *, relevant: bool) -> Judgement:
    """Keep a judgement beside the index that an engine has opened.

    Raises:
        InvalidQuery: the question is empty or too long.
        NotFound: the archive has no such passage.
        FeedbackUnavailable: it cannot be written.
    """
    asked = engine.understand(query).text
    stored = _passage(engine, nfc(passage_id))
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    words = stored.passage.text
    made = Judgement(now, engine.index.version, asked, stored.id, relevant, stored.entry.file, words)
    append(engine.index.layout.folder, made)
    return made


def append(folder: Path, judgement: Judgement) -> None:
    """Add a judgement to those of an index directory; on returning it is on the disk.

    Raises:
        FeedbackUnavailable: it cannot be written; then nothing of it is there.
    """
    line = json.dumps(asdict(judgement), ensure_ascii=False).encode() + b"\n"
    try:
        with _locked(folder / FILE) as file:
            size = os.fstat(file).st_size
            if size and os.pread(file, 1, size - 1) != b"\n":  # a power cut left half a line: it ends here
                line = b"\n" + line
            if size + len(line) > LARGEST:
                raise FeedbackUnavailable(
                    f"{folder / FILE} đã đầy ({size} byte); hãy chuyển nó đi nơi khác.", bytes=size
                )
            _write(file, line, size)
    except OSError as error:
        raise FeedbackUnavailable(f"Không ghi được {folder / FILE}: {error.strerror or error}.") from error


def forget(folder: Path, files: Collection[str]) -> int:
    """Blank out the judgements of some files, whose words may be kept nowhere; how many there were."""
    path, at, gone = folder / FILE, 0, 0
    if not path.is_file():
        return 0
    with _locked(path), path.open("r+b") as held:
        for line in held.read().splitlines(keepends=True):
            found = _judgement(line)
            if found and found.file in files:
                held.seek(at)
                held.write(b" " * (len(line) - 1) + b"\n")
                gone += 1
            at += len(line)
        held.flush()
        os.fsync(held.fileno())
    return gone


def read(folder: Path) -> tuple[list[Judgement], int]:
    """The judgements of an index directory, oldest first, and how many lines are none (a power cut leaves one)."""
    file = folder / FILE
    lines = file.read_bytes().splitlines() if file.is_file() else []
    found = [_judgement(line) for line in lines if line.strip()]
    kept = [judgement for judgement in found if judgement]
    return kept, len(found) - len(kept)


def _passage(engine: Engine, id: str) -> StoredPassage:
    """A passage by its id.

    Raises:
        NotFound: there is none.
    """
    keys = engine.index.catalog.keys_of([id.rpartition(".")[0]]).tolist()
    for stored in engine.index.fetch(keys).values():
        if stored.id == id:
            return stored
    raise NotFound(f"Kho không có đoạn “{id}”; hãy gửi passage.id của một kết quả tìm kiếm.", passage_id=id)


def _judgement(line: bytes) -> Judgement | None:
    try:
        fields = json.loads(line)
        found = Judgement(**fields)
    except (ValueError, TypeError):
        return None
    words = (found.time, found.query, found.passage_id, found.file, found.text)
    sound = all(isinstance(word, str) for word in words) and isinstance(found.relevant, bool)
    return found if sound else None


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, made where it is missing, as the only writer."""
    is_new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
        if is_new:
            sync(path.parent)
    finally:
        os.close(file)  # and with it the lock


def _write(file: int, line: bytes, size: int) -> None:
    """All of a line and to the disk, or none of it: the file is cut back to its size before."""
    try:
        left = memoryview(line)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise
