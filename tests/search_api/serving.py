"""A server for the length of a test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from search_api import app, listening
from search_api.service import Service


@contextmanager
def serving(service: Service, **options: Any) -> Iterator[str]:
    """Serve on a free port of this machine for as long as the block lasts; ``options`` are those of the app."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = listening.server(app.create(service, **options))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
