"""Users, their groups, and the labels that groups hold: ``access.json`` of the index directory, mode 600.

Whether the file is there decides whether access is asked for on this machine alone; on any other address it always
is. Tokens are 256 random bits; the file has their SHA-256, which needs no slow hash as nobody can guess the bits.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from indexer.access import label
from indexer.index.clearance import EVERYTHING, Clearance
from indexer.index.disk import sync, writable
from indexer.text import nfc
from search_api.access.refused import AccessInvalid, AccessUnreadable

T = TypeVar("T")

FILE = "access.json"

ALL = "*"
"""Instead of labels: the group sees everything."""

_NAME = re.compile(r"[\w.@\\+-]{1,100}")


@dataclass(frozen=True, slots=True)
class User:
    """``digest`` is the SHA-256 of the token in hexadecimal, "" where a proxy alone vouches for the user."""

    groups: tuple[str, ...]
    digest: str = field(repr=False)
    created: str


@dataclass(frozen=True, slots=True)
class Register:
    """All users by name, and the labels of all groups by theirs."""

    users: Mapping[str, User] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def clearance(self, user: User) -> Clearance:
        """What a user may see: the labels of all their groups. A group that is none gives none."""
        labels = {label for group in user.groups for label in self.groups.get(group, ())}
        return EVERYTHING if ALL in labels else Clearance(frozenset(labels))

    def holder(self, token: str) -> str | None:
        """The name of the user who holds a token. Every user is compared, each in constant time."""
        given, found = digest_of(token), None
        for name, user in self.users.items():
            if hmac.compare_digest(user.digest, given):
                found = name
        return found


def digest_of(token: str) -> str:
    """As the file keeps a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def named(words: str) -> str:
    """A name of a user or group as it is compared.

    Raises:
        AccessInvalid: it is none.
    """
    found = nfc(words).strip().casefold()
    if not _NAME.fullmatch(found):
        raise AccessInvalid(f"“{words}” không dùng làm tên được: chỉ chữ, số và . _ @ + - \\, không dấu cách.")
    return found


def read(folder: Path) -> Register | None:
    """The users of an index directory; None where nobody ever made one.

    Raises:
        AccessUnreadable: the file is there and says nothing that can be understood.
    """
    try:
        fields = json.loads((folder / FILE).read_text(encoding="utf-8"))
        users = {name: _user(one) for name, one in fields["users"].items()}
        return Register(users, {name: tuple(labels) for name, labels in fields["groups"].items()})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        kind = type(error).__name__
        raise AccessUnreadable(
            f"Không đọc được {folder / FILE} ({kind}); chưa ai vào được cho đến khi sửa."
        ) from error


def add(folder: Path, name: str, groups: tuple[str, ...], *, has_token: bool = True) -> str | None:
    """Make a user; the token, which is nowhere else, or None for one whom a proxy vouches for.

    Raises:
        AccessInvalid: there is one of that name, or a group is not there.
    """
    user, wanted = named(name), tuple(dict.fromkeys(map(named, groups)))
    token = secrets.token_urlsafe(32) if has_token else None

    def added(before: Register) -> Register:
        if user in before.users:
            raise AccessInvalid(f"Đã có người dùng {user}; muốn cấp lại: tracuu access revoke {user}, rồi add.")
        for group in wanted:
            if group not in before.groups:
                raise AccessInvalid(f"Chưa có nhóm {group}; hãy tạo: tracuu access group {group} --label NHÃN")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = User(wanted, digest_of(token) if token else "", now)
        return replace(before, users={**before.users, user: made})

    _change(folder, added)
    return token


def revoke(folder: Path, name: str) -> None:
    """Remove a user; a running server knows at the next request.

    Raises:
        AccessInvalid: there is none of that name.
    """
    user = named(name)
    told = f"Không có người dùng {user}; xem: tracuu access list"
    _change(folder, lambda before: replace(before, users=_less(before.users, user, told)))


def define(folder: Path, name: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """Give a group these labels, or :data:`ALL`, instead of those it had; the labels as they are compared.

    Raises:
        AccessInvalid: one is no label.
    """
    group = named(name)
    found = tuple(one if one == ALL else label(one) or "" for one in labels)
    if not all(found):
        raise AccessInvalid("Nhãn chỉ gồm chữ, số và . _ - ở giữa, không dấu cách, như trong các tệp .access.")
    held = tuple(dict.fromkeys(found))
    _change(folder, lambda before: replace(before, groups={**before.groups, group: held}))
    return held


def dissolve(folder: Path, name: str) -> None:
    """Remove a group; its users lose its labels.

    Raises:
        AccessInvalid: there is none of that name.
    """
    group = named(name)
    told = f"Không có nhóm {group}; xem: tracuu access list"
    _change(folder, lambda before: replace(before, groups=_less(before.groups, group, told)))


def _less(held: Mapping[str, T], name: str, told: str) -> dict[str, T]:
    """All but the one of a name; where there is none, it is told."""
    if name not in held:
        raise AccessInvalid(told)
    return {key: one for key, one in held.items() if key != name}


class Current:
    """The users of an index directory as they are now: read again whenever the file changes."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self._folder = folder
        self._seen: tuple[tuple[int, int, int], Register | None] | None = None

    def register(self) -> Register | None:
        """The users; None where there is no file.

        Raises:
            AccessUnreadable: there is one that cannot be read.
        """
        try:
            status = (self._folder / FILE).stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AccessUnreadable(f"Không đọc được {self._folder / FILE}: {error.strerror}.") from error
        stamp = status.st_ino, status.st_size, status.st_mtime_ns
        if self._seen is None or self._seen[0] != stamp:
            self._seen = stamp, read(self._folder)
        return self._seen[1]


def _user(fields: Mapping[str, Any]) -> User:
    groups, digest, created = tuple(fields["groups"]), fields["digest"], fields["created"]
    if not all(isinstance(word, str) for word in (*groups, digest, created)):
        raise TypeError(fields)
    return User(groups, digest, created)


def _change(folder: Path, changed: Callable[[Register], Register]) -> None:
    """Replace the file as a whole, after whoever else does."""
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "access.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _write(folder, changed(read(folder) or Register()))


def _write(folder: Path, register: Register) -> None:
    staging = folder / f"{FILE}.new"
    staging.unlink(missing_ok=True)
    fields = {
        "users": {name: asdict(user) for name, user in register.users.items()},
        "groups": dict(register.groups),
    }
    with os.fdopen(os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(fields, file, ensure_ascii=False, indent=1)
    sync(staging)
    staging.replace(folder / FILE)
    sync(folder)
