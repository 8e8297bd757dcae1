"""Ways to spoil an index."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import numpy as np

from indexer.index.layout import Layout


def sql(folder: Path, statement: str, *values: object) -> None:
    """Change the catalog behind its back."""
    connection = sqlite3.connect(Layout(folder).catalog)
    with connection:
        connection.execute(statement, values)
    connection.close()


def derived(folder: Path) -> Path:
    """The one folder of what is derived."""
    (found,) = Layout(folder).current().folder.glob("derived-*")
    return found


def drop_derived(folder):
    shutil.rmtree(derived(folder))


def vectors_of(folder):
    """The one shard of vectors."""
    (path,) = (derived(folder) / "vectors").glob("*.faiss")
    return path


def cut_vectors(folder):
    path = vectors_of(folder)
    path.write_bytes(path.read_bytes()[:-100])


def drop_vectors(folder):
    shutil.rmtree(derived(folder) / "vectors")


def drop_lexical(folder):
    shutil.rmtree(derived(folder) / "lexical")


def empty_lexical(folder):
    from indexer.index.lexical import LexicalIndex

    drop_lexical(folder)
    LexicalIndex.build(derived(folder), [])


def shorten_lexical(folder):
    from indexer.index import shards
    from indexer.index.inverted import InvertedShard

    (path,) = (derived(folder) / "lexical").iterdir()
    (shard,) = shards.opened(InvertedShard, path)
    keys, rows = shard.keys[:-1], shard.at(np.arange(len(shard.keys) - 1))
    shutil.rmtree(path)
    shards.build(InvertedShard, path, [(keys, rows)])


def turn_vectors(folder):
    """The vectors of two passages change places: each is sound, both are wrong."""
    from indexer.index.vectors import VectorIndex

    held = VectorIndex.open(derived(folder))
    keys, rows = held.keys, held.vectors(held.keys)
    drop_vectors(folder)
    VectorIndex.build(derived(folder), [(keys, np.roll(rows, 1, axis=0))])
