"""Addresses of pages: what their parameters ask for, and links to the same page with something changed.

An address holds all that was asked, so that it can be kept and sent; what is the default is not said in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import ClassVar, Self, TypeVar
from urllib.parse import urlencode

from indexer.errors import InvalidQuery

SAVE = "tai"
"""The parameter that asks for a file to save."""

_TYPED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_Chosen = TypeVar("_Chosen")


@dataclass(frozen=True, slots=True)
class Address:
    """Of a page at ``PATH``. The fields of a subclass are its parameters, all text with a default, named as in the
    address (``-`` as ``_``); ``trang`` is among them and starts anew when another changes.
    """

    PATH: ClassVar[str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """From the parameters of an address; empty ones count as not given, others are ignored."""
        names = {item.name: item.name.replace("_", "-") for item in fields(cls)}
        return cls(**{name: value for name, key in names.items() if (value := parameters.get(key, "").strip())})

    @property
    def parameters(self) -> dict[str, str]:
        """Those that differ from the default, by their names in the address."""
        given = {item.name: getattr(self, item.name) for item in fields(self)}
        default = type(self)()
        return {name.replace("_", "-"): value for name, value in given.items() if value != getattr(default, name)}

    def url(self, **changes: str) -> str:
        """The address of the same page with some parameters changed; back on its first part."""
        changed = replace(self, **{"trang": "1", **changes}).parameters
        return f"{self.PATH}?{urlencode(changed)}" if changed else self.PATH

    def url_to_save(self, form: str) -> str:
        """The address of all that the page lists, as a file: ``xlsx``, ``csv``, ``ics``."""
        return f"{self.PATH}?{urlencode({**self.parameters, SAVE: form})}"


def choice(choices: Mapping[str, _Chosen], given: str, name: str) -> _Chosen:
    """What the value of a parameter stands for.

    Raises:
        InvalidQuery: it is none of the choices.
    """
    if given not in choices:
        told = ", ".join(filter(None, choices))
        raise InvalidQuery(f"Tham số {name} phải là {told}, không phải “{given[:40]}”.", parameter=name)
    return choices[given]


def number(given: str, name: str, least: int, most: int) -> int:
    """The value of a parameter as a number.

    Raises:
        InvalidQuery: it is none, or out of range.
    """
    value = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else -1
    if not least <= value <= most:
        raise InvalidQuery(
            f"Tham số {name} phải là số từ {least} đến {most}, không phải “{given[:40]}”.", parameter=name
        )
    return value


def year(given: str, name: str) -> int | None:
    """The value of a parameter as a year; None where it is empty.

    Raises:
        InvalidQuery: it is none.
    """
    return number(given, name, 1945, 2100) if given else None


def day(given: str, name: str) -> date | None:
    """The value of a parameter as a day: ``30/6/2026`` as it is typed, or ``2026-06-30``; None where it is empty.

    Raises:
        InvalidQuery: it is none.
    """
    if not given:
        return None
    typed = _TYPED.fullmatch(given)
    try:
        return date(*map(int, reversed(typed.groups()))) if typed else date.fromisoformat(given)
    except ValueError:
        raise InvalidQuery(
            f"Tham số {name} phải là một ngày như 30/6/2026, không phải “{given[:40]}”.", parameter=name
        ) from None
