"""The HTTP server itself: uvicorn, over a parser and an event loop in C."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LONGEST_HEAD = 65_536
"""Bytes of a request before its body, but for those that are read at once."""

_IDLE = 30
"""Seconds that a connection may wait for its next request: more than a busy machine may hold a client up."""


class Connection(HttpToolsProtocol):
    """A connection whose requests begin within bounds: the parser alone would take headers without end."""

    _head: int | None = 0
    """Bytes that have come of one that is not complete; None while its body comes."""

    def data_received(self, data: bytes) -> None:
        """Take in what has come; more than may come before a body ends the connection."""
        if self._head is not None:
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("Request header too long.")

    def on_headers_complete(self) -> None:
        """What comes now is body."""
        self._head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """What comes now is the next request."""
        self._head = 0
        super().on_message_complete()


def server(app: ASGIApp) -> uvicorn.Server:
    """What answers for an application, once it runs on a socket that is bound."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_config=None,  # what is logged goes the way of everything else
        access_log=False,  # the journal writes it, without what was asked
        server_header=False,
        timeout_keep_alive=_IDLE,
        proxy_headers=False,  # who a proxy is, and what it may say, is a matter of the door
    )
    return uvicorn.Server(config)
