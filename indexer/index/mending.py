"""Repair: what is derived is derived again; what is not, and is broken, is put aside so that it is not served."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import IndexBroken, NotFound
from indexer.index import derived
from indexer.index.catalog import Catalog
from indexer.index.checking import check_generation, orphans
from indexer.index.disk import discard, writable
from indexer.index.layout import Generation, Layout, locked
from indexer.index.soundness import Breach, Part


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair did: the version that is whole now (None where no catalog was left), the names of the files
    whose directives were put aside, and the names of what was moved to ``quarantine/``.
    """

    version: int | None
    directives: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def repair(folder: Path) -> Mended:
    """Mend an index. Nothing is embedded, nothing is deleted but what is derived.

    Directives that are not sound leave the catalog, and their files count as refused until they are read again. A
    catalog that SQLite cannot read is put aside as a whole, and an older generation is used again if one is left.

    Raises:
        IndexMissing: the directory holds no index.
        IndexMismatch: another version of this program made it.
        IndexBusy: another process is writing the index.
        IndexUnwritable: the disk is full or cannot be written.
    """
    layout = Layout(folder).require()
    with writable(folder), locked(layout):
        layout.prune()
        generation = layout.current()
        try:
            found = check_generation(generation)
        except IndexBroken:
            return _without_catalog(layout)
        if any(breach.part is Part.CATALOG for breach in found):
            return _without_catalog(layout)
        moved = tuple(_put_aside(layout, breach.file) for breach in orphans(layout))
        with Catalog.open(generation.catalog) as catalog:
            files = _quarantined(layout, catalog, found)
            if files or any(breach.part is Part.DERIVED for breach in found):
                for version in generation.versions():  # what comes next is not to build on what is broken
                    discard(generation.derived(version))
            derived.catch_up(generation, catalog)
            return Mended(catalog.version, files, moved)


def _quarantined(layout: Layout, catalog: Catalog, found: Iterable[Breach]) -> tuple[str, ...]:
    """Take the directives that are not sound out of the catalog; their words stay in ``quarantine/``."""
    reasons: dict[str, str] = {}
    for breach in found:
        if breach.part is Part.DIRECTIVE:
            reasons.setdefault(breach.file, breach.words)
    if reasons:
        layout.quarantine.mkdir(exist_ok=True)
        states = []
        for file, reason in reasons.items():
            _keep(layout, catalog, file)
            refused = "quarantined", f"Bị cách ly khi sửa chỉ mục ({reason}); lần lập chỉ mục sau sẽ đọc lại."
            states.append(replace(catalog.file(file), refused=refused))
        catalog.write([(state, None, None) for state in states])
    return tuple(reasons)


def _keep(layout: Layout, catalog: Catalog, file: str) -> None:
    try:
        (entry,) = [entry for entry in catalog.entries() if entry.file == file]
        kept = {"file": file, "id": entry.id, "text": catalog.directive(entry.id).text}
    except (NotFound, ValueError) as error:  # too broken to be read whole
        kept = {"file": file, "error": str(error)}
    name = f"{_now()}-{kept.get('id', 'unknown')}.json"
    (layout.quarantine / name).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _without_catalog(layout: Layout) -> Mended:
    """Put the generation aside whose catalog cannot be believed; go back to the newest one that is sound."""
    moved = _put_aside(layout, layout.current().folder.name)
    for generation in reversed(layout.generations()):
        if _is_sound(generation):
            layout.switch(generation)
            with Catalog.open(generation.catalog) as catalog:
                derived.catch_up(generation, catalog)
                return Mended(catalog.version, (), (moved,))
    layout.pointer.unlink()
    return Mended(None, (), (moved,))


def _is_sound(generation: Generation) -> bool:
    try:
        return all(breach.part is Part.DERIVED for breach in check_generation(generation))
    except IndexBroken:
        return False


def _put_aside(layout: Layout, name: str) -> str:
    """Move something of the index directory into ``quarantine/``; its name there."""
    layout.quarantine.mkdir(exist_ok=True)
    target = f"{_now()}-{Path(name).name.lstrip('.')}"
    (layout.folder / name).rename(layout.quarantine / target)
    return target


def _now() -> str:
    return time.strftime("%Y%m%d-%H%M%S")
