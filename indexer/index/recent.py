"""What was lately fetched by key, of something that never changes: one version of a catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Keeps the values of the ``most`` keys that were asked last; the others are fetched in one call.

    Safe between threads: each step on the mapping is one that cannot be torn, and a value that two threads fetch
    at once is the same.
    """

    def __init__(self, fetch: Callable[[list[int]], Mapping[int, T]], most: int) -> None:
        """Fetch by ``fetch``; keys that it does not know are missing from its answer and from ours."""
        self._fetch = fetch
        self._most = most
        self._kept: dict[int, T] = {}

    def __call__(self, keys: Iterable[int]) -> dict[int, T]:
        """The values of some keys, in their order."""
        wanted = list(keys)
        found = {key: value for key in wanted if (value := self._kept.get(key)) is not None}
        if len(found) == len(wanted):
            return found
        fetched = self._fetch([key for key in wanted if key not in found])
        if len(self._kept) + len(fetched) > self._most:
            self._kept = {}
        self._kept.update(fetched)
        found.update(fetched)
        return {key: found[key] for key in wanted if key in found}
