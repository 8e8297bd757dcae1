"""The description of the API with an example on each call.

The examples are recorded calls to the archive that ships, shortened; a test makes them again and compares.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI

FILE = Path(__file__).with_name("examples.json")

_TABLES = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_SAVED = {
    "/api/coverage": _TABLES,
    "/api/assignments": (*_TABLES, "text/calendar"),
    "/api/directives": _TABLES,
    "/api/missing": _TABLES,
}
"""What else calls answer with, as ``format`` says."""

_GROUPS = {
    "/api/search": "Tìm và hỏi",
    "/api/ask": "Tìm và hỏi",
    "/api/suggest": "Tìm và hỏi",
    "/api/feedback": "Tìm và hỏi",
    "/api/coverage": "Bao quát và nhiệm vụ",
    "/api/assignments": "Bao quát và nhiệm vụ",
    "/api/directives": "Kho văn bản",
    "/api/missing": "Kho văn bản",
}
_SERVER = "Máy chủ"
"""What calls are for, by how their addresses begin; all others are of the server."""

_FAILURE = {
    "error": {
        "code": "invalid_request",
        "message": "Yêu cầu chưa hợp lệ ở: top_k.",
        "details": {"fields": [{"at": "top_k", "problem": "Input should be greater than or equal to 1"}]},
    }
}
_MISSING = {
    "error": {
        "code": "not_found",
        "message": "Không có văn bản “x” trong kho.",
        "details": {"id": "x"},
    }
}


@dataclass(frozen=True, slots=True)
class Example:
    """A call as ``POST /api/search``, what it was given, and what came back; ``path`` fills in ``{id}``."""

    call: str
    path: dict[str, str]
    params: dict[str, Any]
    body: Any
    response: Any

    @property
    def method(self) -> str:
        """In small letters, as OpenAPI writes it."""
        return self.call.partition(" ")[0].lower()

    @property
    def route(self) -> str:
        """As OpenAPI writes it: ``/api/directives/{id}``."""
        return self.call.partition(" ")[2]

    @property
    def url(self) -> str:
        """With the parts of the path filled in."""
        return self.route.format(**self.path)


def examples() -> list[Example]:
    """One for each call that answers with JSON."""
    return [Example(**one) for one in json.loads(FILE.read_text(encoding="utf-8"))]


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the description of an application, once, with the examples in it."""
    make = app.openapi

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            _fill(make())
        return make()

    return made


def _fill(schema: dict[str, Any]) -> None:
    known = {"n": 1, **{name: value for example in examples() for name, value in example.path.items()}}
    for route, calls in schema["paths"].items():
        for operation in calls.values():
            operation["tags"] = [next((name for at, name in _GROUPS.items() if route.startswith(at)), _SERVER)]
            _say_errors(operation["responses"])
            _say_examples(operation, known)
    schema["tags"] = [{"name": name} for name in dict.fromkeys([*_GROUPS.values(), _SERVER])]
    for example in examples():
        operation = schema["paths"][example.route][example.method]
        _say_examples(operation, example.path | example.params)
        if "requestBody" in operation:
            operation["requestBody"]["content"]["application/json"]["example"] = example.body
        operation["responses"]["200"]["content"]["application/json"]["example"] = example.response
    for route, kinds in _SAVED.items():
        for operation in schema["paths"][route].values():
            operation["responses"]["200"]["content"] |= {kind: {"schema": {"type": "string"}} for kind in kinds}


def _say_examples(operation: dict[str, Any], known: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in known:
            parameter["example"] = known[parameter["name"]]


def _say_errors(responses: dict[str, Any]) -> None:
    for status, body in (("422", _FAILURE), ("404", _MISSING)):
        if status in responses:
            responses[status]["content"]["application/json"]["example"] = body
