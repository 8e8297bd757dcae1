"""Logging in and out with a browser: a token is given once, and a cookie stands for it from then on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from search_api.access.door import Access, peer_of
from search_api.access.proxy import is_local
from search_api.access.refused import Unauthenticated
from search_api.access.sessions import COOKIE, LASTS
from search_api.access.trace import LOGGED_IN, LOGIN
from search_api.asked import Asked
from search_api.templates import page

LOGOUT = "/dang-xuat"

_NEEDS_HTTPS = "Đăng nhập bằng trình duyệt cần HTTPS: hãy vào bằng địa chỉ https."

router = APIRouter(include_in_schema=False)


@router.get(LOGIN)
def login(request: Request, tiep: str = "/") -> Response:
    """The form."""
    return _form(request, _inside(tiep))


@router.post(LOGIN)
def log_in(
    request: Request, token: Annotated[str, Form(max_length=200)], tiep: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session, and go on to what was asked for."""
    access: Access = request.app.state.access
    register = access.register()
    if register is None:
        return RedirectResponse("/", 303)
    if not _is_private(request):
        return _form(request, _inside(tiep), 400, _NEEDS_HTTPS)
    client = access.proxy.client(request.headers, peer_of(request))
    try:
        name = access.holder(token.strip(), client, register)
    except Unauthenticated:
        return _form(request, _inside(tiep), 401, "Mã này không đúng hoặc đã bị thu hồi.")
    setattr(request.state, LOGGED_IN, name)
    cookie = access.sessions.begin(name, register.users[name].digest)
    response = RedirectResponse(_inside(tiep), 303)
    is_plain = request.url.scheme == "http"  # then the browser is on this machine
    response.set_cookie(COOKIE, cookie, max_age=LASTS, httponly=True, samesite="strict", secure=not is_plain)
    return response


@router.post(LOGOUT)
def log_out(request: Request) -> Response:
    """End the session."""
    access: Access = request.app.state.access
    access.sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _form(request: Request, tiep: str, status: int = 200, problem: str = "") -> Response:
    return page(request, "login.html", Asked(), status, tiep=tiep, problem=problem)


def _is_private(request: Request) -> bool:
    """Whether nobody on the way can read what a browser sends: HTTPS, or this machine alone."""
    return request.url.scheme == "https" or is_local(peer_of(request)) or peer_of(request) == ""


def _inside(address: str) -> str:
    """An address to go on to, of this server only."""
    is_inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_inside and "\\" not in address else "/"
