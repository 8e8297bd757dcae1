"""The model card: what is written beside the weights for whoever is to trust them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from eval.training.evaluate import HEADER, Scores
from eval.training.pairs import Choice
from eval.training.sources import Portion
from eval.training.train import Recipe

TEMPLATE = Path(__file__).with_name("card.md")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one training gave: scores, the model's bytes and pieces, what was learned from, minutes in all.

    ``speed`` is in bodies a second, with model2vec on the machine that trained it.
    """

    recipe: Recipe
    choice: Choice
    portions: Sequence[Portion]
    scores: Sequence[Scores]
    size: int
    pieces: int
    minutes: float
    speed: float

    @property
    def table(self) -> str:
        """The scores as a Markdown table."""
        return "\n".join([HEADER, *(score.row() for score in self.scores)])

    @property
    def sources(self) -> str:
        """The sources as a Markdown table."""
        rows = [f"| {p.name} | {len(p.articles):,} | {p.weight:g} |" for p in self.portions]
        return "\n".join(["| source | pairs | weight |", "|---|---|---|", *rows])


def write(folder: Path, figures: Figures) -> None:
    """Write the card of a model into its folder, as ``README.md``."""
    recipe = figures.recipe
    card = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        dims=recipe.dims,
        epochs=recipe.epochs,
        learning_rate=recipe.learning_rate,
        scale=f"{recipe.scale:g}",
        drop=f"{recipe.drop:.0%}",
        sentences=f"{figures.choice.sentences:.0%}",
        batch=figures.choice.batch,
        seed=recipe.seed,
        pieces=f"{figures.pieces:,}",
        megabytes=f"{figures.size / 1e6:.1f}",
        sources=figures.sources,
        minutes=f"{figures.minutes:.1f}",
        speed=f"{round(figures.speed, -2):,.0f}",
        cores=os.cpu_count(),
        scores=figures.table,
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
