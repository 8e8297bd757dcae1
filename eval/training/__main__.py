"""``python -m eval.training``: train the bundled model and write it with its scores."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import torch

from eval.training import card
from eval.training.data import Article, read_articles, worth_learning
from eval.training.evaluate import evaluate, speed
from eval.training.pairs import Choice, tokenise
from eval.training.save import TooLargeError, save
from eval.training.tokenizer import TokenizerPlan, build_tokenizer, sample
from eval.training.train import Recipe, train

BUNDLED = Path(__file__).resolve().parents[2] / "indexer" / "bundled_model"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PLAN = TokenizerPlan()
RECIPE = Recipe()
THREADS = 2  # fixed: another number of threads adds in another order, and gives another last digit


@dataclass(frozen=True, slots=True)
class Job:
    """One training: what to learn from, how, and where to write."""

    articles: Sequence[Article]
    plan: TokenizerPlan
    choice: Choice
    recipe: Recipe
    out: Path


def fit(job: Job, scored: Sequence[Article]) -> card.Figures:
    """Train and write one model and score it on other articles.

    Raises :class:`eval.training.save.TooLargeError`.
    """
    began = time.perf_counter()
    tokenizer = build_tokenizer(sample(job.articles, job.plan), job.plan)
    matrix = train(tokenise(job.articles, tokenizer), tokenizer, job.choice, job.recipe)
    size = save(tokenizer, matrix, job.out)
    minutes = (time.perf_counter() - began) / 60
    return card.Figures(
        recipe=job.recipe,
        choice=job.choice,
        scores=evaluate(job.out, scored),
        size=size,
        pieces=len(matrix),
        articles=len(job.articles),
        minutes=minutes,
        speed=speed(job.out, scored),
    )


def hold_out(articles: Sequence[Article], seed: int, share: int = 12) -> tuple[list[Article], list[Article]]:
    """The articles of eleven twelfths of the files, and those of the rest."""
    files = sorted({article.file for article in articles})
    random.Random(seed).shuffle(files)
    held = set(files[: max(1, len(files) // share)])
    return [a for a in articles if a.file not in held], [a for a in articles if a.file in held]


@click.command(help="Train the bundled embedding model on titles and bodies of codified law.")
@click.option("--data", type=click.Path(path_type=Path), default=DATA, help="Folder with law-articles-*.jsonl.xz.")
@click.option("--out", type=click.Path(path_type=Path), default=BUNDLED, help="Folder to write the model to.")
@click.option("--epochs", type=click.IntRange(1), default=RECIPE.epochs, show_default=True)
@click.option("--dims", type=click.IntRange(8), default=RECIPE.dims, show_default=True)
@click.option("--vocabulary", type=click.IntRange(500), default=PLAN.size, show_default=True, help="Pieces.")
@click.option("--seed", type=int, default=RECIPE.seed, show_default=True)
@click.option("--validate", is_flag=True, help="Keep a twelfth of the training files out and score on those.")
def main(data: Path, validate: bool, **options: Any) -> None:  # noqa: ANN401
    """Read, train, write, score."""
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    learned, scored = _articles(data, validate, options["seed"])
    recipe = replace(RECIPE, dims=options["dims"], epochs=options["epochs"], seed=options["seed"])
    job = Job(learned, replace(PLAN, size=options["vocabulary"]), Choice(), recipe, options["out"])
    try:
        figures = fit(job, scored)
    except TooLargeError as problem:
        raise click.UsageError(str(problem)) from problem
    if not validate:
        card.write(job.out, figures)
    click.echo(f"{job.out}: {figures.size / 1e6:.1f} MB, {figures.minutes:.1f} minutes\n{figures.table}")


def _articles(data: Path, validate: bool, seed: int) -> tuple[list[Article], list[Article]]:
    paths = [data / f"law-articles-{part}.jsonl.xz" for part in ("train", "dev")]
    for path in paths[: 1 if validate else 2]:
        if not path.is_file():
            raise click.UsageError(f"{path} is missing; name the folder that holds it with --data.")
    click.echo(f"Reading {paths[0]}")
    articles = read_articles(paths[0])
    learned, scored = hold_out(articles, seed) if validate else (articles, read_articles(paths[1]))
    return worth_learning(learned), scored


if __name__ == "__main__":
    main()
