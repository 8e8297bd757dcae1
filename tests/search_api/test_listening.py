"""Requests of any shape on a connection: each is answered, or told that it is none."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from search_api.listening import LONGEST_HEAD
from search_api.service import Service
from tests.search_api.serving import serving

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
LAST = b"Connection: close\r\n\r\n"
SEARCH = b"POST /api/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
LONG = b"x" * LONGEST_HEAD
QUESTION = b'{"query": "y t\xe1\xba\xbf"}'


@pytest.fixture(scope="module")
def address(index, embedder) -> Iterator[tuple[str, int]]:
    with serving(Service(index, embedder)) as url:
        found = urlsplit(url)
        yield str(found.hostname), int(found.port or 0)


def told(address: tuple[str, int], *parts: bytes) -> bytes:
    """All that is answered to what is sent piece by piece, to the end of the connection."""
    with socket.create_connection(address, timeout=20) as client:
        try:
            for part in parts:
                client.sendall(part)
        except OSError:
            pass  # refused before it was all sent
        got = b""
        try:
            while piece := client.recv(65_536):
                got += piece
        except ConnectionResetError:
            pass
    return got


REQUESTS = [
    ("plain", [HEALTH + LAST], [b"200"]),
    ("in pieces", [HEALTH[:9], HEALTH[9:], LAST[:-1], LAST[-1:]], [b"200"]),
    ("two at once", [HEALTH + b"\r\n" + HEALTH + LAST], [b"200", b"200"]),
    ("one after a body", [SEARCH + b"Content-Length: %d\r\n\r\n" % len(QUESTION), QUESTION, HEALTH + LAST],
     [b"200", b"200"]),
    ("a body longer than a head may be",
     [SEARCH + b"Content-Length: %d\r\n" % (len(QUESTION) + 100_000) + LAST, QUESTION, b" " * 100_000], [b"200"]),
    ("a head that has no end", [HEALTH, *([b"A: " + LONG + b"\r\n"] * 40)], [b"400"]),
    ("a header that has no end", [HEALTH + b"A: ", *([LONG] * 40)], [b"400"]),
    ("an address that has no end", [b"GET /", *([LONG] * 40)], [b"400"]),
    ("no HTTP", [b"\x16\x03\x01\x02\x00\r\n\r\n"], [b"400"]),
    ("two lengths", [SEARCH + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"], [b"400"]),
    ("length and parts", [SEARCH + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"], [b"400"]),
    ("to a socket of the web", [HEALTH + b"Upgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n"], [b"200"]),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "statuses"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS])
def test_what_comes_is_answered_or_refused(parts, statuses, address):
    answers = told(address, *parts).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == statuses
