"""Access labels: who may read a file is said by rules that lie beside it in the archive.

A rule is a text file of labels, one a line; ``#`` begins a remark. ``.access`` in a folder is of everything under
that folder, ``NAME.access`` of the file ``NAME`` beside it. A reader needs every label that any rule gives a file,
so that one more rule or label only ever closes. A file under no rule is open to whoever may read the archive at
all; a rule that cannot be read, or says nothing, gives the label :data:`NOBODY`, which no reader can hold.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from indexer.errors import FileRefused
from indexer.text import nfc

SUFFIX = ".access"
"""Ends the name of a rule; case does not matter."""

NOBODY = "!"
"""The label of what a broken rule is of: none that a person can be given."""

SECRET = "secret"  # noqa: S105 - a code
"""The code of a file that bears a stamp of secrecy."""

FOR_OPERATOR = (SECRET, "bad_access", "no_such_file")
"""Codes of refusals that only the operator's report tells of."""

_LABEL = re.compile(r"[^\W_](?:[\w.-]{0,62}[^\W_])?")
_LARGEST = 65_536
"""Bytes of a rule."""


def is_rule(name: str) -> bool:
    """Whether a file's name is that of a rule."""
    return name.casefold().endswith(SUFFIX)


def label(words: str) -> str | None:
    """A label as it is compared: NFC, in small letters; None where the words are none."""
    found = nfc(words).strip().casefold()
    return found if _LABEL.fullmatch(found) else None


def joined(labels: Iterable[str]) -> str:
    """Labels as the catalog keeps them: sorted, a space between; "" for none."""
    return " ".join(sorted(set(labels)))


class Rules:
    """The rules of folders, each read once."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._rules: dict[Path, Mapping[str, list[Path]]] = {}
        self._folders: dict[Path, frozenset[str]] = {}

    def labels_of(self, file: Path) -> str:
        """The labels of a file, as :func:`joined`. A link has those of its own place and of where it leads."""
        found = self._of(file)
        return joined(found | self._of(file.resolve()) if file.is_symlink() else found)

    def refusal(self, rule: Path) -> FileRefused | None:
        """What is wrong with a rule, for the operator's report."""
        if NOBODY in _labels_in(rule):
            words = "không đọc được hoặc không có nhãn nào hợp lệ; không ai xem được những văn bản mà nó áp dụng"
            return FileRefused("bad_access", f"Tệp nhãn truy cập {words}.")
        named = _key(rule.name).removesuffix(SUFFIX)
        if named and not any(_key(other.name) == named for other in rule.parent.iterdir()):
            words = "không có tệp nào cùng tên ở bên cạnh; tệp đó có thể đã đổi tên và đang không có nhãn"
            return FileRefused("no_such_file", f"Tệp nhãn truy cập này {words}.")
        return None

    def _of(self, file: Path) -> frozenset[str]:
        beside = self._in(file.parent).get(_key(file.name), [])
        return self._under(file.parent).union(*map(_labels_in, beside))

    def _under(self, folder: Path) -> frozenset[str]:
        """The labels of everything under a folder: by its rule and by those of all folders that it lies in."""
        if folder not in self._folders:
            above = self._under(folder.parent) if folder.parent != folder else frozenset()
            self._folders[folder] = above.union(*map(_labels_in, self._in(folder).get("", [])))
        return self._folders[folder]

    def _in(self, folder: Path) -> Mapping[str, list[Path]]:
        """The rules that lie in a folder, by the key of the name that each is of."""
        if folder not in self._rules:
            try:
                names = [path.name for path in folder.iterdir()]
            except OSError:  # may be passed through, but not be listed
                names = [SUFFIX] if os.path.lexists(folder / SUFFIX) else []
            found: dict[str, list[Path]] = defaultdict(list)
            for name in filter(is_rule, names):
                found[_key(name).removesuffix(SUFFIX)].append(folder / name)
            self._rules[folder] = found
        return self._rules[folder]


def _key(name: str) -> str:
    return nfc(name).casefold()


def _labels_in(rule: Path) -> frozenset[str]:
    """The labels that a rule gives; only :data:`NOBODY` where it is none."""
    try:
        status = rule.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return frozenset((NOBODY,))
        lines = rule.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return frozenset((NOBODY,))
    said = [words for line in lines if (words := line.partition("#")[0].strip())]
    found = [label(words) for words in said]
    return frozenset(one for one in found if one) if found and all(found) else frozenset((NOBODY,))
