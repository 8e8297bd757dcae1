"""From settings to what answers: the model an index wants, the engine, and what can be said of an index."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer import embed, models
from indexer.errors import IndexBroken, IndexMismatch, ModelError, TracuuError
from indexer.index.archive_index import ArchiveIndex, require_same_model
from indexer.index.catalog import Catalog
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.index.soundness import Breach, Part
from indexer.links import Links
from indexer.register import Missing
from indexer.sandbox.bounds import Bounds
from indexer.settings import BUNDLED, Settings
from search_api.engine import Engine
from search_api.service import Service


def embedder_for(settings: Settings, model: str | None = None) -> embed.Embedder:
    """The model that was asked for, or else the one that made the index, or else the bundled one.

    Raises:
        ModelError: it is not on this machine.
    """
    name = model or settings.model or _model_of(settings.index) or BUNDLED
    return embed.load(models.find(name, settings))


def loader(settings: Settings, *, rebuild: bool = False) -> Callable[[], embed.Embedder]:
    """Gives the model for indexing when it is asked for. One that the user named is compared at once with that of
    the index, which would otherwise be found out only when there is something to embed.

    Raises:
        IndexMismatch: the index was made by another model, and is not to be made anew.
        ModelError: the named model is not on this machine.
    """
    layout = Layout(settings.index)
    if settings.model and layout.exists and not rebuild:
        embedder = embedder_for(settings)
        with Catalog.open(layout.catalog, snapshot=True) as catalog:
            require_same_model(catalog.model, embedder.fingerprint, settings.index)
        return lambda: embedder
    return lambda: embedder_for(settings)


def bounds_of(settings: Settings) -> Bounds:
    """What reading a file may take."""
    return Bounds(settings.read_megabytes, settings.read_memory, settings.read_seconds)


def open_engine(settings: Settings, model: str | None = None) -> Engine:
    """Open the index for searching, with its model.

    Raises:
        IndexMissing, IndexBroken: there is no index, or it cannot be read.
        IndexMismatch: ``model`` did not make it.
    """
    index = ArchiveIndex.open(settings.index)
    try:
        engine = Engine(index, embedder_for(settings, model))
    except TracuuError:
        index.close()
        raise
    index.generation.mark_served()
    return engine


def open_service(settings: Settings, model: str | None = None) -> Service:
    """What answers for a server, with the index's model or another.

    Raises:
        IndexMissing, IndexMismatch, IndexBroken, ModelError: there is nothing to answer with.
    """
    embedder = embedder_for(settings, model)
    return Service(settings.index, embedder, lambda made_by: embedder_for(settings, made_by.name))


def describe(folder: Path) -> dict[str, Any]:
    """What an index holds, as ``tracuu status --json`` prints it.

    Raises:
        IndexMissing: there is none.
    """
    layout = Layout(folder).require()
    with Catalog.open(layout.catalog, snapshot=True) as catalog:
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return {
            "index": str(folder),
            "version": catalog.version,
            "megabytes": round(size / 1e6, 1),
            "model": asdict(catalog.model),
            **catalog.counts(),
            "refused": catalog.refused(),
        }


def lacking(folder: Path) -> list[Missing]:
    """The directives that are cited in an archive and not in it, most cited first.

    Raises:
        IndexMissing: there is no index.
    """
    with Catalog.open(Layout(folder).require().catalog, snapshot=True) as catalog:
        return Links(catalog.entries, catalog.citations).missing


def breaches(settings: Settings) -> list[Breach]:
    """Every breach of an index's invariants, its model on this machine and the files of the archive included.

    Raises:
        IndexMissing: there is no index.
        IndexBroken, IndexMismatch: its catalog cannot be read at all.
    """
    found = check(settings.index)
    with Catalog.open(Layout(settings.index).catalog, snapshot=True) as catalog:
        try:
            require_same_model(catalog.model, embedder_for(settings).fingerprint, settings.index)
        except (IndexMismatch, ModelError) as error:
            found.append(Breach(Part.MODEL, f"mô hình: {error.message}"))
    return found


def _model_of(folder: Path) -> str | None:
    """The name of the model that made an index, if there is one that can be read."""
    layout = Layout(folder)
    if layout.exists:
        with suppress(IndexBroken, IndexMismatch), Catalog.open(layout.catalog, snapshot=True) as catalog:
            return catalog.model.name
    return None
