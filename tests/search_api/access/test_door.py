"""Nobody gets in who is not known, by whatever way, and nobody is taken for another."""

from __future__ import annotations

import hmac
import json

import pytest
from starlette.datastructures import Headers

from indexer.errors import InvalidSetting
from indexer.settings import Settings
from search_api.access import guesses, users
from search_api.access.door import OPEN
from search_api.access.proxy import Proxy
from search_api.access.refused import BadHeader
from tests.search_api.access.addresses import answered
from tests.search_api.access.conftest import bearer

SEARCH = {"query": "kỷ luật"}
PAGE = {"accept": "text/html"}


def files(answer):
    return sorted({hit["citation"]["file"] for hit in answer.json()["hits"]})


def test_every_address_but_those_named_is_closed(served, tokens):
    client = served()
    asked = answered(client.app) | {("GET", "/khong-co"), ("GET", "/api/khong-co"), ("DELETE", "/mcp")}
    opened = {
        path
        for method, path in asked
        if client.request(method, path.format(id="0" * 12, n=1) + "/x" * (path == "/static")).status_code != 401
    }
    assert opened == {*OPEN, "/static"}


def test_pages_lead_to_the_login_and_back(served, tokens):
    client = served()
    answer = client.get("/?q=kỷ+luật", headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/dang-nhap?tiep=%2F%3Fq%3Dk%25E1%25BB%25B7%2Blu%25E1%25BA%25ADt",
    )
    form = {"token": tokens["lan"], "tiep": "/?q=kỷ+luật"}
    entered = client.post("/dang-nhap", data=form, headers=PAGE)
    assert (entered.status_code, entered.headers["location"]) == (303, "/?q=k%E1%BB%B7+lu%E1%BA%ADt")
    cookie = entered.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "secure", "path=/"))
    assert tokens["lan"] not in cookie
    page = client.get("/?q=kỷ+luật", headers=PAGE)
    assert "zeta" in page.text
    assert "lan</span>" in page.text
    assert client.post("/dang-xuat", headers=PAGE).headers["location"] == "/dang-nhap"
    assert client.get("/", headers=PAGE).status_code == 303


def test_a_cookie_that_was_stolen_is_worth_nothing_after_logout(served, tokens):
    client = served()
    client.post("/dang-nhap", data={"token": tokens["lan"]})
    stolen = dict(client.cookies)
    client.post("/dang-xuat")
    client.cookies.update(stolen)
    assert client.get("/api/directives").status_code == 401


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\nx", ""]
)
def test_a_login_leads_nowhere_else(target, served, tokens):
    answer = served().post("/dang-nhap", data={"token": tokens["lan"], "tiep": target})
    assert answer.headers["location"] == "/"


WAYS = [("127.0.0.1", "http", 303, False), ("10.0.0.9", "http", 400, None), ("10.0.0.9", "https", 303, True)]


@pytest.mark.parametrize(("peer", "scheme", "status", "secure"), WAYS)
def test_a_cookie_goes_over_https_or_to_this_machine_alone(peer, scheme, status, secure, served, tokens):
    client = served(peer)
    client.base_url = f"{scheme}://kho.example"
    answer = client.post("/dang-nhap", data={"token": tokens["lan"]})
    assert answer.status_code == status
    cookie = answer.headers.get("set-cookie")
    assert (cookie and "secure" in cookie.lower()) == secure


def test_each_user_sees_what_their_groups_may(served, tokens):
    client = served()
    found = {
        name: files(client.post("/api/search", json=SEARCH, headers=bearer(token)))
        for name, token in tokens.items()
    }
    everything = ["mo/tiem-chung.txt", "nhan-su/ky-luat.txt"]
    assert found == {"lan": everything, "minh": ["mo/tiem-chung.txt"], "sếp": everything}


def test_what_tells_of_the_whole_archive_is_for_those_who_see_all_of_it(served, tokens):
    client = served()
    answers = {name: client.get("/metrics", headers=bearer(token)).status_code for name, token in tokens.items()}
    assert answers == {"lan": 404, "minh": 404, "sếp": 200}


def test_what_is_forbidden_looks_like_what_is_not_there(served, tokens):
    client = served()
    listed = client.get("/api/directives", headers=bearer(tokens["lan"])).json()["items"]
    hidden = next(item["id"] for item in listed if item["file"].startswith("nhan-su/"))
    for path in ("/api/directives/{}", "/api/directives/{}/file", "/api/directives/{}/pages/1.png", "/van-ban/{}"):
        for headers in (bearer(tokens["minh"]), bearer(tokens["minh"]) | PAGE):
            given, absent = (client.get(path.format(id), headers=headers) for id in (hidden, "0" * 12))
            assert (given.status_code, given.text.replace(hidden, "0" * 12)) == (404, absent.text)


def test_a_revoked_user_is_out_at_once(served, tokens, index):
    client = served()
    client.post("/dang-nhap", data={"token": tokens["lan"]})
    headers = bearer(tokens["lan"])
    assert client.get("/api/directives").json()["total"] == 2
    users.revoke(index, "lan")
    assert client.get("/api/directives").status_code == 401
    assert client.get("/api/directives", headers=headers).status_code == 401
    users.add(index, "lan", ())  # the same name is another user
    assert client.get("/api/directives").status_code == 401


def test_a_group_that_loses_a_label_loses_it_at_once(served, tokens, index):
    client = served()
    users.define(index, "nhan-su", ("khac",))
    assert client.get("/api/directives", headers=bearer(tokens["lan"])).json()["total"] == 1


NOT_TOKENS = [
    "Bearer", "Bearer ", "Bearer x", "bearer null", "Basic bGFuOmxhbg==", "Bearer {token}x", "Bearer {half}",
    "{token}", "Bearer {token} {token}", "Bearer {digest}",
]  # fmt: skip


@pytest.mark.parametrize("words", NOT_TOKENS)
def test_what_is_no_token_opens_nothing(words, served, tokens):
    token = tokens["lan"]
    said = words.format(token=token, half=token[:20], digest=users.digest_of(token))
    answer = served().get("/api/directives", headers={"authorization": said})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_two_tokens_are_none(served, tokens):
    both = [("authorization", f"Bearer {tokens['lan']}"), ("authorization", f"Bearer {tokens['minh']}")]
    assert served().get("/api/directives", headers=both).status_code == 401


def test_whoever_guesses_has_to_wait(served, tokens):
    client = served()
    given = [client.get("/api/directives", headers=bearer("sai")).status_code for _ in range(guesses.MOST + 1)]
    assert given == [401] * guesses.MOST + [429]
    right = client.get("/api/directives", headers=bearer(tokens["lan"]))
    assert right.status_code == 429
    assert 1 <= int(right.headers["retry-after"]) <= guesses.SPAN
    assert client.post("/dang-nhap", data={"token": tokens["lan"]}).status_code == 429


def test_those_elsewhere_do_not_wait_for_who_guesses():
    now = [0.0]
    tries = guesses.Guesses(lambda: now[0])
    for _ in range(guesses.MOST):
        tries.failed("2001:db8::1")
    with pytest.raises(guesses.TooManyGuesses):
        tries.require_few("2001:db8::2:3")  # the same subscriber
    tries.require_few("2001:db8:0:1::1")
    tries.require_few("10.0.0.9")
    now[0] = guesses.SPAN
    tries.require_few("2001:db8::1")


def test_every_user_is_compared_in_constant_time(index, tokens, monkeypatch):
    compared = []

    real = hmac.compare_digest
    monkeypatch.setattr(users.hmac, "compare_digest", lambda a, b: compared.append(a) or real(a, b))
    assert users.read(index).holder(tokens["lan"]) == "lan"
    assert len(compared) == len(tokens)


SSO = {"sso_header": "X-Remote-User", "sso_proxies": "10.0.0.5, 192.168.7.0/24"}
NAMED = [
    ("the proxy names a user", "10.0.0.5", [("x-remote-user", "lan")], 200),
    ("in other letters", "192.168.7.9", [("X-Remote-User", "LAN")], 200),
    ("as IPv6 writes it", "::ffff:10.0.0.5", [("x-remote-user", "lan")], 200),
    ("one who is nobody", "10.0.0.5", [("x-remote-user", "ai-do")], 401),
    ("nobody", "10.0.0.5", [("x-remote-user", "")], 401),
    ("without the header", "10.0.0.5", [], 401),
    ("another machine", "10.0.0.6", [("x-remote-user", "lan")], 400),
    ("another machine that says it is the proxy", "10.0.0.6",
     [("x-remote-user", "lan"), ("x-forwarded-for", "10.0.0.5")], 400),
    ("this machine", "127.0.0.1", [("x-remote-user", "lan")], 400),
    ("with underscores, past the proxy", "10.0.0.6", [("X_Remote_User", "lan")], 400),
    ("twice", "10.0.0.5", [("x-remote-user", "lan"), ("x-remote-user", "sếp".encode())], 400),
    ("once more with underscores", "10.0.0.5", [("x-remote-user", "minh"), ("x_remote_user", "lan")], 400),
    ("with underscores alone", "10.0.0.5", [("x_remote_user", "lan")], 400),
    ("two names in one", "10.0.0.5", [("x-remote-user", "minh, lan")], 400),
    ("another header", "10.0.0.5", [("x-forwarded-user", "lan")], 401),
]  # fmt: skip


@pytest.mark.parametrize(("peer", "headers", "status"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_whom_a_proxy_names_is_believed_of_that_proxy_alone(peer, headers, status, served, tokens):
    answer = served(peer, **SSO).get("/api/directives", headers=headers)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("value", [b"\xff\xfe", b"lan\x00", b"lan\x7f", b"a" * 101])
def test_what_can_be_no_name_is_refused(value):
    proxy = Proxy.of(Settings(**SSO))
    with pytest.raises(BadHeader):
        proxy.user(Headers(raw=[(b"x-remote-user", value)]), "10.0.0.5")


HALVES = [
    ("X-Remote-User", ""),
    ("X Remote", "10.0.0.5"),
    ("X-Remote-User", "may-chu"),
    ("X-Remote-User", "10.0.0.5/8"),
]


@pytest.mark.parametrize(("header", "proxies"), HALVES)
def test_single_sign_on_that_is_set_by_halves_is_refused(header, proxies):
    with pytest.raises(InvalidSetting):
        Proxy.of(Settings(sso_header=header, sso_proxies=proxies))


def test_a_header_means_nothing_where_there_is_no_single_sign_on(served, tokens):
    assert served("10.0.0.5").get("/api/directives", headers={"x-remote-user": "lan"}).status_code == 401


SITES = [
    ({}, 200),
    ({"sec-fetch-site": "same-origin"}, 200),
    ({"origin": "https://kho.example"}, 200),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"origin": "https://evil.example"}, 403),
    ({"origin": "null"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), SITES)
def test_a_page_of_elsewhere_does_nothing_in_a_readers_name(headers, status, served, tokens):
    client = served()
    client.post("/dang-nhap", data={"token": tokens["lan"]})
    assert client.post("/api/search", json=SEARCH, headers=headers).status_code == status
    assert client.post("/dang-xuat", headers=headers).status_code == (303 if status == 200 else 403)


def test_on_this_machine_alone_nobody_is_asked_for_until_there_is_a_user(served, index):
    client = served("127.0.0.1")
    assert client.get("/api/directives").json()["total"] == 2
    assert client.get("/dang-nhap", headers=PAGE).status_code == 200
    assert not (index / "audit.jsonl").exists()
    token = users.add(index, "lan", ())
    assert client.get("/api/directives").status_code == 401
    assert client.get("/api/directives", headers=bearer(token or "")).json()["total"] == 1


@pytest.mark.parametrize("settings", [{"host": "0.0.0.0"}, SSO])
def test_elsewhere_somebody_is_always_asked_for(settings, served):
    assert served("127.0.0.1", **settings).get("/api/directives").status_code == 401


@pytest.mark.parametrize("words", ["", "{", "[]", '{"users": {"lan": {}}, "groups": {}}', '{"users": 1}'])
def test_users_that_cannot_be_read_let_nobody_in(words, served, tokens, index):
    client = served()
    (index / users.FILE).write_text(words)
    answer = client.get("/api/directives", headers=bearer(tokens["lan"]))
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "access_unreadable")
    assert client.get("/healthz").status_code == 200


TRAVERSALS = [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/static//etc/passwd",
    "/static/../../index/access.json", "/api/directives/..%2f..%2faccess.json/file", "/healthz/../api/directives",
    "/healthz%2f..%2fapi/directives", "//api/directives", "/dang-nhap/../api/directives", "/HEALTHZ",
    "/static/..;/api/directives",
]  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_way_leads_around_the_door(path, served, tokens):
    answer = served().get(path)
    assert answer.status_code in {401, 404}
    assert "import" not in answer.text
    assert "digest" not in answer.text


def test_the_audit_log_tells_who_did_what(served, tokens, index):
    client = served(**SSO)
    client.post("/dang-nhap", data={"token": tokens["lan"]})
    id = next(one["id"] for one in client.get("/api/directives").json()["items"] if "nhan-su" in one["file"])
    client.get(f"/van-ban/{id}?doan=0-5", headers=PAGE)
    client.cookies.clear()
    client.post("/api/search", json=SEARCH, headers=bearer(tokens["minh"]))
    client.get(f"/api/directives/{id}/file", headers=bearer(tokens["minh"]))
    client.get("/api/directives", headers=bearer("sai"))
    log = index / "audit.jsonl"
    assert log.stat().st_mode & 0o777 == 0o600
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [
        (one["user"], one["way"], one["method"], one["path"], one["asked"], one["opened"], one["status"])
        for one in told
    ] == [
        ("lan", None, "POST", "/dang-nhap", {}, None, 303),
        ("lan", "session", "GET", "/api/directives", {}, None, 200),
        ("lan", "session", "GET", f"/van-ban/{id}", {"doan": "0-5"}, "nhan-su/ky-luat.txt", 200),
        ("minh", "token", "POST", "/api/search", {"body": SEARCH}, None, 200),
        ("minh", "token", "GET", f"/api/directives/{id}/file", {}, None, 404),
        (None, None, "GET", "/api/directives", {}, None, 401),
    ]
    assert {one["address"] for one in told} == {"10.0.0.9"}
    words = log.read_text(encoding="utf-8")
    assert not any(token in words for token in tokens.values())


def test_behind_a_proxy_the_audit_log_tells_the_address_that_the_proxy_saw(served, tokens, index):
    headers = [("x-remote-user", "lan"), ("x-forwarded-for", "1.2.3.4, 10.1.1.1")]
    served("10.0.0.5", **SSO).get("/api/directives", headers=headers)
    line = json.loads((index / "audit.jsonl").read_text(encoding="utf-8"))
    assert (line["user"], line["way"], line["address"]) == ("lan", "proxy", "10.1.1.1")
