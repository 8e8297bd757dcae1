"""Users, groups and tokens, as the file keeps them and the command changes them."""

from __future__ import annotations

import json
import threading

import pytest
from click.testing import CliRunner

from indexer.errors import ServerError
from indexer.index.clearance import EVERYTHING, Clearance
from indexer.settings import Settings
from search_api import serving
from search_api.access import users
from search_api.access.refused import AccessInvalid
from search_api.cli import main


@pytest.fixture
def tracuu(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACUU_INDEX", str(tmp_path / "index"))
    return lambda *words: CliRunner().invoke(main, ["access", *words])


def test_a_token_is_shown_once_and_kept_as_a_digest(tracuu, tmp_path):
    assert tracuu("group", "nhan-su", "--label", "Nhan-Su").exit_code == 0
    token = json.loads(tracuu("add", "Lan", "--group", "nhan-su", "--json").stdout)["token"]
    file = tmp_path / "index" / users.FILE
    assert len(token) == 43
    assert token not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    register = users.read(tmp_path / "index")
    assert register.holder(token) == "lan"
    assert register.clearance(register.users["lan"]) == Clearance(frozenset(("nhan-su",)))
    said = tracuu("list", "--json").stdout
    assert json.loads(said)["users"][0]["groups"] == ["nhan-su"]
    assert users.digest_of(token) not in said + tracuu("list").stdout


def test_a_user_whom_a_proxy_names_has_no_token(tracuu, tmp_path):
    assert json.loads(tracuu("add", "BV\\minh", "--sso", "--json").stdout)["token"] is None
    register = users.read(tmp_path / "index")
    assert list(register.users) == ["bv\\minh"]
    assert register.holder("") is None


def test_groups_add_up_and_one_may_see_all(tmp_path):
    users.define(tmp_path, "a", ("x", "y"))
    users.define(tmp_path, "b", ("z",))
    users.define(tmp_path, "tất-cả", ("*",))
    for name, groups in (("một", ("a", "b")), ("hai", ("a", "tất-cả")), ("ba", ())):
        users.add(tmp_path, name, groups)
    register = users.read(tmp_path)
    held = {name: register.clearance(user) for name, user in register.users.items()}
    assert held == {"một": Clearance(frozenset("xyz")), "hai": EVERYTHING, "ba": Clearance()}
    users.dissolve(tmp_path, "a")
    register = users.read(tmp_path)
    assert register.clearance(register.users["một"]) == Clearance(frozenset("z"))


MISTAKES = [
    (("add", "lan", "--group", "khong-co"), "tracuu access group khong-co"),
    (("add", "hai chữ"), "không dùng làm tên được"),
    (("add", "da-co"), "revoke da-co"),
    (("revoke", "ai-do"), "Không có người dùng ai-do"),
    (("group", "x", "--label", "!"), "Nhãn chỉ gồm"),
    (("group", "x", "--label", "a b"), "Nhãn chỉ gồm"),
    (("group", "khong-co", "--remove"), "Không có nhóm"),
    (("group", "x"), "một trong ba"),
    (("group", "x", "--all", "--label", "y"), "một trong ba"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES)
def test_a_mistake_is_told_and_changes_nothing(words, said, tracuu, tmp_path):
    tracuu("add", "da-co")
    before = (tmp_path / "index" / users.FILE).read_bytes()
    done = tracuu(*words)
    assert done.exit_code != 0
    assert said in done.output
    assert (tmp_path / "index" / users.FILE).read_bytes() == before


def test_two_who_change_at_once_lose_nothing(tmp_path):
    threads = [threading.Thread(target=users.add, args=(tmp_path, f"u{n}", ())) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(users.read(tmp_path).users) == 12


def test_an_unreadable_file_is_not_written_over(tmp_path):
    (tmp_path / users.FILE).write_text("{")
    with pytest.raises(users.AccessUnreadable):
        users.add(tmp_path, "lan", ())
    assert (tmp_path / users.FILE).read_text() == "{"


@pytest.mark.parametrize("names", [(), ("lan",)])
def test_another_address_is_not_served_before_there_is_a_user(names, tmp_path):
    settings = Settings(index=tmp_path, host="0.0.0.0")
    for name in names:
        users.add(tmp_path, name, ())
        users.revoke(tmp_path, name)
    with pytest.raises(ServerError, match="tracuu access add"):
        serving.serve(settings, None, print)


def test_a_name_has_no_way_out_of_its_form():
    for words in ("", " ", "a b", "a\n", "a/b", "a,b", "x" * 101, "'", '"'):
        with pytest.raises(AccessInvalid):
            users.named(words if words != "a\n" else "a\nb")
