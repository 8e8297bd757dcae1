"""The calls of the API as the page ``/docs`` prints them: read from the OpenAPI description, which alone says what
there is. Pure.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

_JSON = "application/json"
_KINDS = {
    "string": "chữ", "integer": "số nguyên", "number": "số", "boolean": "true hoặc false", "array": "danh sách",
    "object": "đối tượng",
}  # fmt: skip
_FORMATS = {"date": "ngày, như 2026-06-30"}
_BOUNDS = (
    ("minimum", "maximum", ""),
    ("minLength", "maxLength", " ký tự"),
    ("minItems", "maxItems", " mục"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a call (``where`` is ``path`` or ``query``) or a field of its body (``body``), inside another
    as ``filters.year``. ``kind`` says in words what it may hold; ``default`` and ``example`` are "" where there is
    none.
    """

    name: str
    where: str
    kind: str
    about: str
    choices: tuple[str, ...]
    default: str
    example: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One call: ``body`` and ``answer`` are recorded examples as JSON text, "" where there is none; ``kinds`` are
    the media types that it answers with, ``errors`` the statuses that come with the one body of errors.
    """

    method: str
    route: str
    group: str
    summary: str
    fields: tuple[Field, ...]
    body: str
    answer: str
    kinds: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        """Where it stands on the page."""
        return "-".join([self.method.lower(), *re.findall(r"\w+", self.route)])

    @property
    def parameters(self) -> tuple[Field, ...]:
        """What is said in the address."""
        return tuple(field for field in self.fields if field.where != "body")

    @property
    def example_url(self) -> str:
        """The address of the example, from the root of the server."""
        query = urlencode(self._query)
        return f"{self._path}?{query}" if query else self._path

    def curl(self, server: str) -> str:
        """The example as a command of a shell; what is no JSON is kept in a file."""
        words = ["curl", "-s", *([] if _JSON in self.kinds else ["-OJ"]), shlex.quote(server + self._path)]
        if self._query:
            words[1] += "G"
        lines = [" ".join(words)]
        lines += [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in self._query.items()]
        if self.body:
            compact = json.dumps(json.loads(self.body), ensure_ascii=False)
            lines += [f"-H 'Content-Type: {_JSON}'", f"-d {shlex.quote(compact)}"]
        return " \\\n  ".join(lines)

    @property
    def _path(self) -> str:
        return self.route.format(**{field.name: field.example for field in self.fields if field.where == "path"})

    @property
    def _query(self) -> dict[str, str]:
        return {field.name: field.example for field in self.fields if field.where == "query" and field.example}


def groups(description: dict[str, Any]) -> dict[str, list[Call]]:
    """The calls of an OpenAPI description by what they are for, in the order of its ``tags``."""
    parts = description["components"]["schemas"]
    found = [
        _call(method.upper(), route, operation, parts)
        for route, operations in description["paths"].items()
        for method, operation in operations.items()
    ]
    order = [tag["name"] for tag in description["tags"]]
    found.sort(key=lambda call: order.index(call.group))
    return {name: list(calls) for name, calls in groupby(found, key=lambda call: call.group)}


def failure(description: dict[str, Any]) -> str:
    """The example of the one body that every error has."""
    return next(
        _written(content["example"])
        for operations in description["paths"].values()
        for operation in operations.values()
        if "example" in (content := operation["responses"]["404"]["content"][_JSON])
    )


def _call(method: str, route: str, operation: dict[str, Any], parts: dict[str, Any]) -> Call:
    body = operation.get("requestBody", {}).get("content", {}).get(_JSON, {})
    answers = operation["responses"]["200"].get("content", {})
    parameters = [_parameter(one, parts) for one in operation.get("parameters", ())]
    return Call(
        method=method,
        route=route,
        group=operation["tags"][0],
        summary=operation["summary"],
        fields=(*parameters, *_members(body.get("schema", {}), parts)),
        body=_written(body.get("example")),
        answer=_written(answers.get(_JSON, {}).get("example")),
        kinds=tuple(answers),
        errors=tuple(status for status in operation["responses"] if status >= "400"),
    )


def _parameter(given: dict[str, Any], parts: dict[str, Any]) -> Field:
    is_required = given.get("required", False)
    return _field(given["name"], given["in"], _resolved(given["schema"], parts), is_required, given.get("example"))


def _members(schema: dict[str, Any], parts: dict[str, Any], within: str = "") -> Iterator[Field]:
    """The fields of a body; of those that are objects, theirs."""
    whole = _resolved(schema, parts)
    for name, member in whole.get("properties", {}).items():
        known = _resolved(member, parts)
        if "properties" in known:
            yield from _members(member, parts, f"{within}{name}.")
        else:
            yield _field(within + name, "body", known, name in whole.get("required", ()))


def _field(name: str, where: str, schema: dict[str, Any], is_required: bool, example: object = None) -> Field:
    return Field(
        name=name,
        where=where,
        kind=_kind(schema),
        about=schema.get("description", ""),
        choices=tuple(map(str, schema.get("enum", ()))),
        default=_plain(schema.get("default")),
        example=_plain(example),
        is_required=is_required,
    )


def _resolved(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to, and of alternatives the one that is not null; its own words come first."""
    own = {name: value for name, value in schema.items() if name not in {"$ref", "anyOf"}}
    if "$ref" in schema:
        return _resolved(parts[schema["$ref"].rpartition("/")[2]], parts) | own
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _resolved(one, parts) | own
    return own


def _kind(schema: dict[str, Any]) -> str:
    """What a value may be, in words: ``số nguyên, 1 đến 100``."""
    if "enum" in schema:
        return "một trong"
    said = _FORMATS.get(schema.get("format", ""), _KINDS.get(schema.get("type", ""), "chữ"))
    for least, most, unit in _BOUNDS:
        if most in schema:
            said += f", {schema.get(least, 0):g} đến {schema[most]:g}{unit}"
        elif schema.get(least, 0):
            said += f", từ {schema[least]:g}{unit}"
    return said


def _plain(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _written(example: object) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)
