"""What the directives of an archive say of each other: which are named where, which replaced, which lacking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from indexer.domain import Reference, Relation
from indexer.index.records import Entry
from indexer.register import Missing, Register, missing, replaced

Cited = list[tuple[str, Reference]]
"""References, each with the id of the directive that makes it."""


class Links:
    """Of one version of the archive. What is asked first is worked out first, and once."""

    def __init__(
        self, entries: Callable[[], Iterable[Entry]], cited: Callable[[Iterable[Relation]], Cited]
    ) -> None:
        """Read from the catalog when asked: all directives, and the references of some relations."""
        self._read_entries = entries
        self._read_cited = cited

    def target(self, reference: Reference) -> Entry | None:
        """The directive of the archive that a reference means."""
        return self._entries.get(self._register.find(reference) or "")

    def into(self, id: str) -> list[tuple[Entry, Reference]]:
        """The references of others to a directive, each with the directive that makes it."""
        return self._into[id]

    def replaced_by(self, id: str) -> Entry | None:
        """The directive of the archive that replaces or repeals another as a whole."""
        return self._entries[self._replaced[id]] if id in self._replaced else None

    @cached_property
    def missing(self) -> list[Missing]:
        """The directives that are cited and that the archive lacks, most cited first."""
        return missing(self._read_cited(Relation), self._register)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self._read_entries()}

    @cached_property
    def _register(self) -> Register:
        return Register(self._entries.values())

    @cached_property
    def _replaced(self) -> dict[str, str]:
        cited = self._read_cited((Relation.REPLACES, Relation.REPEALS))
        sought = (reference for _, reference in cited)
        return replaced(cited, Register(self._entries.values(), sought)) if cited else {}

    @cached_property
    def _into(self) -> defaultdict[str, list[tuple[Entry, Reference]]]:
        found: defaultdict[str, list[tuple[Entry, Reference]]] = defaultdict(list)
        for id, reference in self._read_cited(Relation):
            target = self._register.find(reference)
            if target and target != id:
                found[target].append((self._entries[id], reference))
        return found
