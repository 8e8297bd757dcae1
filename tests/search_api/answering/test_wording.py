"""A real server that speaks the OpenAI chat API, well or badly, and what is told then."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from indexer.embed import Embedder
from indexer.errors import InvalidSetting
from indexer.index.archive_index import ArchiveIndex
from indexer.settings import Settings
from search_api.answering.answer import Answer, Ask
from search_api.answering.model_server import ModelServer
from search_api.answering.telling import Told, reply, tell
from search_api.engine import Engine

QUESTION = "hạn gửi bài tham luận về Sở Y tế là ngày nào"
KEY = "sk-bi-mat-12345"
Say = Callable[[BaseHTTPRequestHandler, str], None]


@pytest.fixture(scope="module")
def engine(index: Path, embedder: Embedder) -> Iterator[Engine]:
    with Engine(ArchiveIndex.open(index), embedder) as opened:
        yield opened


@contextmanager
def serving(say: Say, timeout: float = 5.0) -> Iterator[tuple[ModelServer, list[dict]]]:
    """A model server on this machine that answers each request by ``say``, and the requests it got."""
    asked: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
            with suppress(BrokenPipeError, ConnectionResetError):
                say(self, body["messages"][-1]["content"])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{server.server_port}/v1", "m", KEY, timeout), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def numbered(prompt: str, words: str) -> int:
    """The number that the prompt gives the passage with some words."""
    before = prompt[: prompt.index(words)]
    return int(before.rpartition('<doan so="')[2].partition('"')[0])


def send(handler: BaseHTTPRequestHandler, body: bytes, kind: str = "application/json", status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def whole(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def says(write: Callable[[str], str]) -> Say:
    return lambda handler, prompt: send(handler, whole(write(prompt)))


def truth(prompt: str) -> str:
    n = numbered(prompt, "02/11/2022")
    return f"Bài tham luận gửi về Sở Y tế trước ngày 02/11/2022 [{n}]."


def is_copied(answer: Answer) -> bool:
    return not answer.is_worded and not answer.abstained and "02/11/2022" in answer.text


def test_a_good_server_words_the_answer(engine: Engine) -> None:
    with serving(says(truth)) as (server, asked):
        found = reply(engine, Ask(QUESTION), server)
    assert found.is_worded
    assert found.text == "Bài tham luận gửi về Sở Y tế trước ngày 02/11/2022."
    assert found.reason is None
    (quote,) = found.quotes
    assert "02/11/2022" in quote.text
    assert engine.index.catalog.directive(quote.directive).text[quote.start : quote.end] == quote.text
    assert (asked[0]["path"], asked[0]["model"], asked[0]["key"]) == ("/v1/chat/completions", "m", f"Bearer {KEY}")


def test_passages_are_labelled_as_data(engine: Engine) -> None:
    with serving(says(truth)) as (server, asked):
        reply(engine, Ask(QUESTION), server)
    system, user = (message["content"] for message in asked[0]["messages"])
    assert "DỮ LIỆU KHÔNG ĐÁNG TIN" in system
    assert user.count("<doan ") == user.count("</doan>") == 8
    assert user.endswith(QUESTION)


def test_a_lie_is_dropped_and_the_rest_told(engine: Engine) -> None:
    def half(prompt: str) -> str:
        return f"{truth(prompt)} Bài tham luận gửi về Sở Y tế trước ngày 12/12/2023 [1]."

    with serving(says(half)) as (server, _):
        found = reply(engine, Ask(QUESTION), server)
    assert found.is_worded
    assert found.text == "Bài tham luận gửi về Sở Y tế trước ngày 02/11/2022."
    assert found.reason is not None
    assert "Đã bỏ 1 câu" in found.reason


BAD = [
    ("lies", says(lambda _: "Hạn gửi bài tham luận là ngày 31/12/2029 [1]. Gửi về Bộ Công An [2]."), "căn cứ"),
    ("cites what was not given", says(lambda prompt: truth(prompt).partition("[")[0] + "[99]."), "căn cứ"),
    ("cites nothing", says(lambda prompt: truth(prompt).partition("[")[0]), "căn cứ"),
    ("answers 500", lambda handler, _: send(handler, b"key " + KEY.encode(), status=500), "500"),
    ("sends elsewhere", lambda handler, _: send(handler, b"", status=302), "302"),
    ("answers no JSON", lambda handler, _: send(handler, b"<html>"), "đúng dạng"),
    ("answers other JSON", lambda handler, _: send(handler, b'{"choices": [{"message": 3}]}'), "đúng dạng"),
    ("answers nothing", says(lambda _: ""), "căn cứ"),
    ("hangs up", lambda handler, _: handler.connection.close(), "Không nối được"),
]


@pytest.mark.parametrize(("say", "why"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_where_the_server_fails_the_copied_answer_is_told(
    engine: Engine, say: Say, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), serving(say) as (server, _):
        found = reply(engine, Ask(QUESTION), server)
    assert is_copied(found)
    assert found.reason is not None
    assert why in found.reason
    assert "chép từ văn bản" in found.reason
    assert KEY not in caplog.text + repr(found) + repr(server)


def test_a_server_that_hangs_is_given_up(engine: Engine) -> None:
    with serving(lambda *_: time.sleep(3), timeout=0.3) as (server, _):
        started = time.monotonic()
        found = reply(engine, Ask(QUESTION), server)
        assert time.monotonic() - started < 2
    assert is_copied(found)
    assert found.reason is not None
    assert "0.3 giây" in found.reason


def test_a_server_that_is_down(engine: Engine) -> None:
    found = reply(engine, Ask(QUESTION), ModelServer("http://127.0.0.1:9", "m", KEY, 1.0))
    assert is_copied(found)
    assert "Không nối được" in (found.reason or "")


def stream(
    handler: BaseHTTPRequestHandler, pieces: list[str], end: bytes = b"data: [DONE]\n\n", wait: float = 0
) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for piece in pieces:
        event = {"choices": [{"delta": {"content": piece}}]}
        handler.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        handler.wfile.flush()
        time.sleep(wait)
    handler.wfile.write(end)


def send_piece(handler: BaseHTTPRequestHandler, piece: str) -> None:
    """The last piece of a stream that was begun."""
    event = {"choices": [{"delta": {"content": piece}}]}
    handler.wfile.write(f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n".encode())


def test_what_is_streamed_is_told_sentence_by_sentence(engine: Engine) -> None:
    told_first = threading.Event()
    second = "Gửi bài tham luận để tổng hợp, chuẩn bị công tác tổ chức Hội nghị"

    def say(handler: BaseHTTPRequestHandler, prompt: str) -> None:
        n = numbered(prompt, "02/11/2022")
        stream(handler, [*truth(prompt), " Gửi bài"], end=b"")
        assert told_first.wait(3)  # the first sentence is told before the second is written
        send_piece(handler, f"{second.removeprefix('Gửi bài')} [{n}].")

    with serving(say) as (server, _):
        told = tell(engine, Ask(QUESTION), server)
        first = next(told)
        assert isinstance(first, Told)
        assert first.said.text == "Bài tham luận gửi về Sở Y tế trước ngày 02/11/2022."
        assert [n for n, _ in first.new] == [1]
        told_first.set()
        *_, last = told
    assert isinstance(last, Answer)
    assert last.text.splitlines()[1] == f"{second}."
    assert [said.quotes for said in last.sentences] == [(1,), (1,)]


def test_a_stream_that_drips_is_cut_off(engine: Engine) -> None:
    def say(handler: BaseHTTPRequestHandler, _: str) -> None:
        stream(handler, ["a"] * 40, wait=0.1)

    with serving(say, timeout=0.5) as (server, _):
        found = reply(engine, Ask(QUESTION), server)
    assert is_copied(found)
    assert "quá chậm" in (found.reason or "")


def test_what_is_left_alone_stays_so_where_the_model_has_nothing(engine: Engine) -> None:
    with serving(says(lambda _: "KHÔNG CÓ")) as (server, _):
        found = reply(engine, Ask("số điện thoại của Sở Y tế"), server)
    assert found.abstained
    assert "số điện thoại" in (found.reason or "")


def test_no_server_is_asked_unless_the_settings_name_one() -> None:
    assert ModelServer.of(Settings()) is None
    named = ModelServer.of(Settings(llm_url="http://a/v1/", llm_model="m", llm_key=KEY, llm_timeout=7))
    assert named == ModelServer("http://a/v1", "m", KEY, 7.0)
    assert KEY not in repr(Settings(llm_key=KEY))
    with pytest.raises(InvalidSetting, match="TRACUU_LLM_URL"):
        ModelServer.of(Settings(llm_url="localhost:8000"))
