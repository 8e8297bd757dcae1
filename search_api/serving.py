"""``tracuu serve``: the address, the engine, the server."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer import logs
from indexer.errors import ServerError
from indexer.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def serve(settings: Settings, model: str | None, say: Callable[[str], None]) -> None:
    """Serve the index until interrupted.

    Raises:
        InvalidSetting: lines of the log have no such form, or single sign-on is set by halves.
        ServerError: the address is taken or is none of this machine's, or others would get in without a login.
        IndexMissing, IndexMismatch, IndexBroken, ModelError: there is nothing to serve with.
    """
    from search_api.listening import server

    form = settings.form
    _require_access(settings)
    with _bind(settings.host, settings.port) as bound:
        app = _opened(settings, model)
        logs.configure(form)
        say(f"Trang tìm kiếm: http://{settings.host}:{bound.getsockname()[1]}/   (API: /docs; dừng: Ctrl-C)")
        server(app).run(sockets=[bound])


def _opened(settings: Settings, model: str | None) -> ASGIApp:
    """The application over the index and its model."""
    from search_api.app import create
    from search_api.opening import open_service
    from search_api.processes import Processes
    from search_api.warming import before_ready

    processes = Processes(settings, model) if settings.processes else None
    app = create(open_service(settings, model), settings, processes=processes)
    before_ready(app)
    return app


def _require_access(settings: Settings) -> None:
    """Let no address but this machine's be opened before there is anybody who may come in.

    Raises:
        ServerError: nobody may.
        InvalidSetting: single sign-on is set by halves.
        AccessUnreadable: the users cannot be read.
    """
    from search_api.access.proxy import Proxy
    from search_api.access.users import read

    Proxy.of(settings)
    register = read(settings.index)
    if not settings.is_local and not (register and register.users):
        raise ServerError(
            f"Địa chỉ {settings.host} mở cho máy khác nên cần biết ai được vào, mà chưa có người dùng nào. Hãy "
            "tạo: tracuu access add TÊN (in mã truy cập), rồi chạy lại; xem tracuu access --help.",
            host=settings.host,
        )


def _bind(host: str, port: int) -> socket.socket:
    """Take the address before anything heavy is loaded.

    The protocol has to be named: asyncio turns Nagle's delay off only where it is, and with it each answer on a
    connection that is kept would come 40 ms late.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        bound = socket.socket(*found[0][:3])
    except OSError as error:
        raise ServerError(f"Không có địa chỉ {host} trên máy này: {error.strerror}.", host=host) from error
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
    except (OSError, OverflowError) as error:
        bound.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            busy = f"Cổng {port} trên {host} đang bận; hãy dừng chương trình kia hoặc dùng --port CỔNG_KHÁC."
            raise ServerError(busy, port=port) from error
        raise ServerError(f"Không mở được địa chỉ {host}:{port}: {error}.", host=host, port=port) from error
    return bound
