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
from eval.training.data import Article, read_articles
from eval.training.evaluate import evaluate, evaluate_news, speed
from eval.training.pairs import Choice, Mix, tokenise
from eval.training.save import TooLargeError, save
from eval.training.sources import SOURCES, Portion, draw, read_source, written_portions
from eval.training.synonyms import meanings
from eval.training.tokenizer import TokenizerPlan, build_tokenizer, sample
from eval.training.train import Recipe, train

BUNDLED = Path(__file__).resolve().parents[2] / "indexer" / "bundled_model"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
DEV = "law-articles-dev.jsonl.xz"
HELD_STORIES = 2_000
PLAN = TokenizerPlan()
RECIPE = Recipe()
THREADS = 2  # fixed: another number of threads adds in another order, and gives another last digit


@dataclass(frozen=True, slots=True)
class Job:
    """One training: what to learn from, how, and where to write."""

    portions: Sequence[Portion]
    plan: TokenizerPlan
    choice: Choice
    recipe: Recipe
    out: Path


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What is scored on and never learned: articles of law, and news stories."""

    law: Sequence[Article]
    news: Sequence[Article]


def fit(job: Job) -> tuple[int, int]:
    """Train and write one model; give its bytes and its pieces.

    Raises :class:`eval.training.save.TooLargeError`.
    """
    words = [way for ways in meanings() for way in ways]
    tokenizer = build_tokenizer(sample([portion.articles for portion in job.portions], job.plan, words), job.plan)
    mix = Mix([(tokenise(p.articles, tokenizer, strip=p.strip), p.weight) for p in job.portions])
    matrix = train(mix, tokenizer, job.choice, job.recipe)
    return save(tokenizer, matrix, job.out), len(matrix)


def hold_out(articles: Sequence[Article], seed: int, share: int = 12) -> tuple[list[Article], list[Article]]:
    """The articles of eleven twelfths of the files, and those of the rest."""
    files = sorted({article.file for article in articles})
    random.Random(seed).shuffle(files)
    held = set(files[: max(1, len(files) // share)])
    return [a for a in articles if a.file not in held], [a for a in articles if a.file in held]


def keep_back(
    stories: Sequence[Article], seed: int, count: int = HELD_STORIES
) -> tuple[list[Article], list[Article]]:
    """All but ``count`` stories (half of them at most), and those."""
    held = draw(stories, min(count, len(stories) // 2), seed)
    known = set(held)
    return [story for story in stories if story not in known], held


@click.command(help="Train the bundled embedding model on law, news, an encyclopedia and synonyms.")
@click.option("--data", type=click.Path(path_type=Path), default=DATA, help="Folder with the sources' files.")
@click.option("--out", type=click.Path(path_type=Path), default=BUNDLED, help="Folder to write the model to.")
@click.option("--epochs", type=click.IntRange(1), default=RECIPE.epochs, show_default=True)
@click.option("--dims", type=click.IntRange(8), default=RECIPE.dims, show_default=True)
@click.option("--vocabulary", type=click.IntRange(500), default=PLAN.size, show_default=True, help="Pieces.")
@click.option("--seed", type=int, default=RECIPE.seed, show_default=True)
@click.option("--validate", is_flag=True, help="Keep a twelfth of the files of law out and score on those.")
def main(data: Path, validate: bool, **options: Any) -> None:  # noqa: ANN401
    """Read, train, write, score."""
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    began = time.perf_counter()
    portions, held = read(data, validate=validate, seed=options["seed"])
    recipe = replace(RECIPE, dims=options["dims"], epochs=options["epochs"], seed=options["seed"])
    job = Job(portions, replace(PLAN, size=options["vocabulary"]), Choice(), recipe, options["out"])
    try:
        size, pieces = fit(job)
    except TooLargeError as problem:
        raise click.UsageError(str(problem)) from problem
    figures = card.Figures(
        recipe=recipe,
        choice=job.choice,
        portions=portions,
        scores=[*evaluate(job.out, held.law), *evaluate_news(job.out, held.news)],
        size=size,
        pieces=pieces,
        minutes=(time.perf_counter() - began) / 60,
        speed=speed(job.out, held.law),
    )
    if not validate:
        card.write(job.out, figures)
    click.echo(f"{job.out}: {size / 1e6:.1f} MB, {figures.minutes:.1f} minutes\n{figures.table}")


def read(data: Path, *, validate: bool, seed: int) -> tuple[list[Portion], HeldOut]:
    """What is learned, and what is kept out; with ``validate`` a twelfth of the files of law.

    Raises:
        click.UsageError: a source's file is not in ``data``.
    """
    for name in [*(source.file for source in SOURCES), *([] if validate else [DEV])]:
        if not (data / name).is_file():
            raise click.UsageError(f"{data / name} is missing; name the folder that holds it with --data.")
    portions, held = [], {"law": [] if validate else read_articles(data / DEV)}
    for source in SOURCES:
        click.echo(f"Reading {data / source.file}")
        portion = read_source(source, data, seed)
        articles = list(portion.articles)
        if source.name == "news":
            articles, held["news"] = keep_back(articles, seed)
        elif source.name == "law" and validate:
            articles, held["law"] = hold_out(articles, seed)
        portions.append(replace(portion, articles=articles))
    return [*portions, *written_portions(portions, seed)], HeldOut(**held)


if __name__ == "__main__":
    main()
