"""One file that holds an index: made while others read and write it, verified when it is made and when it is used.

A backup is a zip of the catalog, the judgements of users and a note of both: what is derived is derived again.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.errors import BackupBroken
from indexer.index import derived
from indexer.index.catalog import Catalog
from indexer.index.checking import digest_of
from indexer.index.disk import sync, writable
from indexer.index.layout import Layout, locked
from indexer.index.replacing import replaced

_CATALOG, _NOTE = "catalog.sqlite", "backup.json"
_BESIDE = ("feedback.jsonl",)
"""Files of the index directory that are no part of a generation and are kept too."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds."""

    version: int
    directives: int
    passages: int


def back_up(folder: Path, target: Path) -> Kept:
    """Write a backup of an index, one version of it, while it may be read and written.

    It is read back and compared before it takes its name.

    Raises:
        IndexMissing: the directory holds no index.
        IndexBroken: its catalog is not sound: that is no backup.
        BackupBroken: what was written is not what was read.
        IndexUnwritable: the disk of ``target`` is full or cannot be written.
    """
    layout = Layout(folder).require()
    staging = target.with_name(f".{target.name}.{os.getpid()}")
    with writable(target.parent), TemporaryDirectory(dir=target.parent, prefix=".tracuu-") as work:
        copy = Path(work) / _CATALOG
        with Catalog.open(layout.catalog, snapshot=True) as catalog:
            catalog.back_up(copy)
        files = [copy, *(path for name in _BESIDE if (path := folder / name).is_file())]
        kept = _held(copy)
        try:
            _pack(staging, files, kept)
            with TemporaryDirectory(dir=target.parent, prefix=".tracuu-") as again:
                _unpack(staging, Path(again))
            staging.replace(target)
        finally:
            staging.unlink(missing_ok=True)
    sync(target.parent)
    return kept


def restore(source: Path, folder: Path) -> Kept:
    """Make an index, or a new generation of one, of a backup. What was there answers until that is whole.

    Raises:
        BackupBroken: the file is no backup, or not as it was written; nothing is changed.
        IndexBusy: another process is writing the index.
        IndexUnwritable: the disk is full or cannot be written; nothing is changed.
    """
    layout = Layout(folder)
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(layout), TemporaryDirectory(dir=folder, prefix=".restore-") as work:
            _unpack(source, Path(work))
            with replaced(layout) as generation:
                (Path(work) / _CATALOG).rename(generation.catalog)
                with Catalog.open(generation.catalog) as catalog:
                    derived.catch_up(generation, catalog)
                kept = _held(generation.catalog)
            for name in _BESIDE:
                if (Path(work) / name).is_file() and not (folder / name).exists():
                    (Path(work) / name).rename(folder / name)
    return kept


def _held(path: Path) -> Kept:
    with Catalog.open(path) as catalog:
        counts = catalog.counts()
        return Kept(catalog.version, counts["directives"], counts["passages"])


def _pack(target: Path, files: list[Path], kept: Kept) -> None:
    digests = {path.name: digest_of(path) for path in files}
    note = {"version": kept.version, "directives": kept.directives, "passages": kept.passages, "files": digests}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for path in files:
            packed.write(path, path.name)
        packed.writestr(_NOTE, json.dumps(note))
    sync(target)


def _unpack(source: Path, folder: Path) -> None:
    """Unpack the files that a backup says it has, and compare each with what it should be."""
    try:
        with zipfile.ZipFile(source) as packed:
            digests: dict[str, str] = json.loads(packed.read(_NOTE))["files"]
            if _CATALOG not in digests or not set(digests) <= {_CATALOG, *_BESIDE}:
                raise KeyError(_CATALOG)
            for name, digest in digests.items():
                with packed.open(name) as stream, (folder / name).open("wb") as file:
                    shutil.copyfileobj(stream, file, 1 << 20)
                if digest_of(folder / name) != digest:
                    raise zipfile.BadZipFile(name)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, FileNotFoundError) as error:
        raise BackupBroken(
            f"{source} không phải bản sao lưu còn nguyên ({error}); không có gì bị thay đổi."
        ) from error
