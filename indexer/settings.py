"""All settings, in one frozen object that ``main`` builds; nothing reads the environment at import."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from indexer import logs
from indexer.errors import InvalidSetting

BUNDLED = "bundled"
"""The name of the model that comes with the package."""


_ORIGIN = re.compile(r"https?://[^\s/?#]+")


def _about(variable: str, help_text: str, least: int = 0) -> dict[str, Any]:
    """``least``: of the numbers that it may be."""
    return {"env": variable, "help": help_text, "least": least}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Each field names its environment variable and explains itself."""

    index: Path = field(default=Path("index"), metadata=_about("TRACUU_INDEX", "the index directory"))
    model: str = field(
        default="",
        metadata=_about(
            "TRACUU_MODEL",
            "the model: `bundled`, a short name or a folder; else that of the index",
        ),
    )
    models: Path = field(
        default=Path("~/.local/share/tracuu/models"),
        metadata=_about("TRACUU_MODELS", "where `tracuu model fetch` keeps models"),
    )
    host: str = field(
        default="127.0.0.1", metadata=_about("TRACUU_HOST", "the address that `tracuu serve` listens on")
    )
    port: int = field(default=8000, metadata=_about("TRACUU_PORT", "its port"))
    read_megabytes: int = field(
        default=500, metadata=_about("TRACUU_READ_MEGABYTES", "MB of the largest file that is opened")
    )
    read_memory: int = field(
        default=4096, metadata=_about("TRACUU_READ_MEMORY", "MB of memory that reading one file may take")
    )
    read_seconds: int = field(
        default=120, metadata=_about("TRACUU_READ_SECONDS", "seconds that it may take, and 100 more for each MB")
    )
    llm_url: str = field(
        default="",
        metadata=_about("TRACUU_LLM_URL", "an OpenAI-compatible server that words answers; none unless set"),
    )
    llm_model: str = field(default="", metadata=_about("TRACUU_LLM_MODEL", "the model asked for there"))
    llm_key: str = field(
        default="", repr=False, metadata=_about("TRACUU_LLM_KEY", "its key; never shown or logged")
    )
    llm_timeout: int = field(
        default=30, metadata=_about("TRACUU_LLM_TIMEOUT", "seconds to wait for its whole answer")
    )

    cors_origins: str = field(
        default="",
        metadata=_about("TRACUU_CORS_ORIGINS", "sites whose pages may call the API in a browser; none unless set"),
    )
    body_kilobytes: int = field(
        default=1000, metadata=_about("TRACUU_BODY_KILOBYTES", "kB of the longest request (413 beyond)", least=1)
    )
    request_seconds: int = field(
        default=60,
        metadata=_about("TRACUU_REQUEST_SECONDS", "seconds until a request is answered (503 beyond)", least=1),
    )
    at_once: int = field(
        default=16, metadata=_about("TRACUU_AT_ONCE", "requests that are worked on at once", least=1)
    )
    waiting: int = field(
        default=128, metadata=_about("TRACUU_WAITING", "requests that may wait for their turn (429 beyond)")
    )
    processes: int = field(
        default=0,
        metadata=_about("TRACUU_PROCESSES", "processes that answer for the server; with 0 it does that itself"),
    )
    log_format: str = field(
        default="text",
        metadata=_about("TRACUU_LOG_FORMAT", "lines of the log: `text` for people, `json` for programs"),
    )

    sso_header: str = field(
        default="",
        metadata=_about("TRACUU_SSO_HEADER", "the header in which a reverse proxy names who has logged in"),
    )
    sso_proxies: str = field(
        default="",
        metadata=_about("TRACUU_SSO_PROXIES", "addresses of the proxies that are believed; others are refused"),
    )
    audit: str = field(
        default="", metadata=_about("TRACUU_AUDIT", "the audit log; `audit.jsonl` of the index unless set")
    )

    @property
    def origins(self) -> list[str]:
        """The sites of ``cors_origins``, apart; ``*`` is any.

        Raises:
            InvalidSetting: one is no scheme and host.
        """
        found = self.cors_origins.replace(",", " ").split()
        for origin in found:
            if origin != "*" and not _ORIGIN.fullmatch(origin):
                raise InvalidSetting(
                    f"TRACUU_CORS_ORIGINS phải là các địa chỉ như https://noi-bo.example, không phải “{origin}”.",
                    variable="TRACUU_CORS_ORIGINS",
                )
        return found

    @property
    def form(self) -> logs.Form:
        """How lines of the log look.

        Raises:
            InvalidSetting: there is no such form.
        """
        try:
            return logs.Form(self.log_format)
        except ValueError as error:
            raise InvalidSetting(
                f"TRACUU_LOG_FORMAT phải là text hoặc json, không phải “{self.log_format}”.",
                variable="TRACUU_LOG_FORMAT",
            ) from error

    @property
    def is_local(self) -> bool:
        """Whether the server can be reached from this machine alone."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
        """Values given by name win, then the environment, then the defaults; ``None`` counts as not given.

        Raises:
            InvalidSetting: a value is not of its field's type.
        """
        values: dict[str, object] = {}
        for item in fields(cls):
            variable = item.metadata["env"]
            raw = given.get(item.name)
            raw = environment.get(variable) if raw is None else raw
            if raw not in (None, ""):
                values[item.name] = _read(variable, type(item.default), raw, item.metadata["least"])
        return cls(**values)  # type: ignore[arg-type]


def _read(variable: str, kind: type, raw: object, least: int) -> object:
    try:
        value = kind(raw)
        if kind is int and value < least:
            raise ValueError
    except ValueError as error:
        wanted = f"số nguyên từ {least} trở lên"
        raise InvalidSetting(f"{variable} phải là {wanted}, không phải “{raw}”.", variable=variable) from error
    return value
