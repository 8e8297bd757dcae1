"""``python -m eval.training.variants``: train variants of the model side by side and print one table.

All learn from the same pairs and are scored on the same texts, none of which they learned from: titles of a
twelfth of the fields of law (choose by these), those of ``law-articles-dev``, headlines, the project's own
questions. Each is a process of its own; with a GPU they share it. ``--folder`` is what
``python -m eval.training.prepared`` wrote.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch

from eval.training.encoder import Lesson, embed, teach
from eval.training.likeness import with_likeness
from eval.training.pairs import Choice, Ids
from eval.training.prepared import Corpus
from eval.training.save import Matrix, Quantised
from eval.training.scoring import Embed, scores
from eval.training.train import Recipe, train

BUNDLED = Path(__file__).resolve().parents[2] / "indexer" / "bundled_model"


@dataclass(frozen=True, slots=True)
class Variant:
    """What is trained: a static model by ``recipe`` and ``choice``; with ``lesson``, an encoder on top of it.

    ``alike`` trains twice, the second time with that share of batches of articles alike by the first model.
    ``weights`` are those of the sources that are to count otherwise.
    """

    recipe: Recipe = field(default_factory=Recipe)
    choice: Choice = field(default_factory=Choice)
    weights: tuple[tuple[str, float], ...] = ()
    alike: float = 0.0
    lesson: Lesson | None = None


_OTHERS = ("news", "encyclopedia", "reports", "asked", "directives")
BASE = Variant()
VARIANTS = {
    "base": BASE,
    "256 dimensions": replace(BASE, recipe=replace(BASE.recipe, dims=256)),
    "512 dimensions": replace(BASE, recipe=replace(BASE.recipe, dims=512)),
    "5 epochs": replace(BASE, recipe=replace(BASE.recipe, epochs=5)),
    "12 epochs": replace(BASE, recipe=replace(BASE.recipe, epochs=12)),
    "no directives": replace(BASE, weights=(("directives", 0.0),)),
    "directives 12": replace(BASE, weights=(("directives", 12.0),)),
    "alike .3": replace(BASE, alike=0.3),
    "openings .3": replace(BASE, choice=replace(BASE.choice, openings=0.3)),
    "no questions": replace(BASE, weights=(("asked", 0.0),)),
    "no synonyms": replace(BASE, weights=(("synonyms", 0.0), ("reworded", 0.0))),
    "law only": replace(
        BASE, weights=tuple((n, 0.0) for n in ("news", "encyclopedia", "reports", "asked", "directives"))
    ),
    "encoder": replace(BASE, lesson=Lesson()),
    "encoder, pairs only": replace(BASE, lesson=Lesson(guessing=0.0)),
}


def learn(variant: Variant, corpus: Corpus, device: str, out: Path) -> Embed:
    """Train a variant, write its weights into ``out``, and give what embeds texts."""
    mix = corpus.weighted(variant.weights)
    matrix = train(mix, corpus.tokenizer, variant.choice, variant.recipe, device)
    if variant.alike:
        choice = replace(variant.choice, alike=variant.alike)
        matrix = train(with_likeness(mix, matrix), corpus.tokenizer, choice, variant.recipe, device)
    kept = Quantised.of(matrix)
    np.savez(out / "matrix.npz", embeddings=kept.embeddings, weights=kept.weights)
    matrix = kept.embeddings * kept.weights[:, None]
    if variant.lesson is None:
        return lambda texts: static(matrix, corpus.ids(texts))
    encoder = teach(matrix, mix, variant.lesson, device)
    torch.save({name: value.half().cpu() for name, value in encoder.state_dict().items()}, out / "encoder.pt")
    return lambda texts: embed(encoder, corpus.ids(texts), device)


def static(matrix: Matrix, rows: Sequence[Ids]) -> Matrix:
    """The static model's unit vectors of tokenised texts."""
    sums = np.stack([matrix[row].sum(axis=0) for row in rows])
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows in Markdown, a column a figure."""
    heads = list(rows[0])
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(_cell, row.values()))} |" for row in rows)])


def _cell(value: object) -> str:
    return f"{value:.3f}".lstrip("0") if isinstance(value, float) else str(value)


def run(name: str, corpus: Corpus, device: str, out: Path) -> None:
    """Train a variant, score it, and write the row of the table into ``out / "row.json"``."""
    out.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    embed_texts = learn(VARIANTS[name], corpus, device, out)
    row = {"variant": name, "seconds": round(time.perf_counter() - began), **scores(embed_texts, corpus)}
    (out / "row.json").write_text(json.dumps(row), encoding="utf-8")


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--folder", type=click.Path(path_type=Path, exists=True), required=True, help="Prepared articles.")
@click.option("--tokenizer", type=click.Path(path_type=Path), default=BUNDLED / "tokenizer.json")
@click.option("--device", default="cpu", show_default=True, help="cpu or cuda.")
@click.option("--whole", is_flag=True, help="Learn from the law that is kept out, too.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder a variant is made here.")
def main(names: tuple[str, ...], folder: Path, tokenizer: Path, out: Path, **how: Any) -> None:  # noqa: ANN401
    """Read once, train each variant in its own process, print the table."""
    chosen = names or tuple(VARIANTS)
    corpus = Corpus.read(folder, tokenizer, whole=how["whole"])
    torch.set_num_threads(1)
    context = mp.get_context("fork")  # before anything here computes: a fork inherits neither a GPU nor threads
    folders = [out / name.replace(" ", "_") for name in chosen]
    running = [
        context.Process(target=run, args=(name, corpus, how["device"], place))
        for name, place in zip(chosen, folders, strict=True)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    rows = [
        json.loads(file.read_text(encoding="utf-8")) for place in folders if (file := place / "row.json").is_file()
    ]
    click.echo(table(rows) if rows else "No variant was trained.")


if __name__ == "__main__":
    main()
