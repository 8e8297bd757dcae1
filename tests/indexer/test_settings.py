"""Settings: what is given wins, then the environment, then the default."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from indexer.errors import InvalidSetting
from indexer.logs import Form
from indexer.settings import Settings

SOURCES = [
    ("the default", {}, {}, 8000),
    ("the environment", {"TRACUU_PORT": "9000"}, {}, 9000),
    ("what is given wins", {"TRACUU_PORT": "9000"}, {"port": 9001}, 9001),
    ("None is not given", {"TRACUU_PORT": "9000"}, {"port": None}, 9000),
    ("an empty variable is not set", {"TRACUU_PORT": ""}, {}, 8000),
]


@pytest.mark.parametrize(
    ("environment", "given", "expected"), [row[1:] for row in SOURCES], ids=[row[0] for row in SOURCES]
)
def test_where_a_value_comes_from(environment, given, expected):
    assert Settings.from_environment(environment, **given).port == expected


def test_every_setting_is_read_from_its_variable():
    environment = {
        item.metadata["env"]: "7" if isinstance(item.default, int) else "x/y" for item in fields(Settings)
    }
    settings = Settings.from_environment(environment)
    assert settings == Settings(
        index=Path("x/y"), model="x/y", models=Path("x/y"), host="x/y", port=7,
        llm_url="x/y", llm_model="x/y", llm_key="x/y", llm_timeout=7,
        read_megabytes=7, read_memory=7, read_seconds=7, cors_origins="x/y",
        body_kilobytes=7, request_seconds=7, at_once=7, waiting=7, processes=7, log_format="x/y",
            sso_header="x/y", sso_proxies="x/y", audit="x/y",
    )  # fmt: skip


@pytest.mark.parametrize("port", ["tám", "80.5", "8000x"])
def test_a_port_is_a_number(port):
    with pytest.raises(InvalidSetting, match="TRACUU_PORT") as refused:
        Settings.from_environment({"TRACUU_PORT": port})
    assert refused.value.details == {"variable": "TRACUU_PORT"}


@pytest.mark.parametrize("value", ["0", "-1", "nhiều"])
def test_a_server_works_on_one_request_at_least(value):
    with pytest.raises(InvalidSetting, match="TRACUU_AT_ONCE phải là số nguyên từ 1 trở lên"):
        Settings.from_environment({"TRACUU_AT_ONCE": value})
    assert Settings.from_environment({"TRACUU_WAITING": "0"}).waiting == 0


def test_the_log_has_two_forms():
    assert Settings(log_format="json").form is Form.JSON
    with pytest.raises(InvalidSetting, match="TRACUU_LOG_FORMAT phải là text hoặc json"):
        assert Settings(log_format="xml").form


def test_settings_stay_as_they_are():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("tracuu.example", False),
    ],
)
def test_whether_only_this_machine_is_served(host, is_local):
    assert Settings(host=host).is_local is is_local


def test_sites_that_may_call_are_parted_by_commas_or_spaces():
    origins = "https://a.example,http://b.example:8080  *"
    assert Settings(cors_origins=origins).origins == ["https://a.example", "http://b.example:8080", "*"]
    assert Settings().origins == []
