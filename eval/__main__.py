"""``python -m eval``: measure search, on the project's own questions or on any BEIR folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eval.answers_command import answers
from eval.coverage_command import coverage
from eval.runs_command import compare, feedback, score, write_json
from indexer.errors import TracuuError
from indexer.settings import BUNDLED, Settings

if TYPE_CHECKING:
    from eval import reading_cost, understanding_cost
    from eval.bench.machine import Machine
    from eval.bench.material import Material
    from eval.floors import Floor
    from eval.report import Report
    from eval.source import Source
    from indexer.embed import Embedder
    from indexer.models import Model

_MODES = ("hybrid", "lexical", "dense")
_ABLATED = ("recall@1", "recall@3", "recall@10", "ndcg@10")
_Options = Mapping[str, Any]
_Function = Callable[..., None]
_path = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What both commands ask for: the texts and questions, and the model."""

    source: Source
    embedder: Embedder


class _Group(click.Group):
    """Every error of ours ends as one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except TracuuError as error:
            raise click.ClickException(error.message) from error
        except OSError as error:
            if error.filename is None:  # no file that cannot be written, but a pipe that was closed
                raise
            raise click.ClickException(f"{error.filename}: {error.strerror or error}") from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    r"""Measure search: how often the right passage is found, and how fast.

    \b
    python -m eval run                                  own questions on corpus/
    python -m eval run --floors                         fail below what is required
    python -m eval run --min 'dense.ndcg@10=.45'        fail below a floor of one's own
    python -m eval run --beir DIR --json figures.json   any BEIR folder
    python -m eval run --plot recall.png --html run.html
    python -m eval compare before.json after.json       gains, losses, significance
    python -m eval score --run FILE --qrels FILE        a TREC run from elsewhere
    python -m eval ablate                               what each part of the ranking is worth
    python -m eval bench --sizes 1k,10k                 cost of indexing and of questions, by size
    python -m eval bench --peers --passages 10k         the same beside others that search (make peers)
    python -m eval feedback --index DIR --out DIR       judgements of results as questions
    python -m eval answers --floors                     facts answered, the rest left alone
    python -m eval coverage --floors                    all directives that cover a topic
    python -m eval understand --floors                  headers, sections, assignments, references
    """


def _sources(command: _Function) -> _Function:
    """The options that name texts, questions and model."""
    options = [
        click.option("--queries", type=_path, help="Judged questions (default: the project's own)."),
        click.option("--corpus", type=_path, help="Folder of directives (default: corpus/)."),
        click.option("--split", type=click.Choice(["tune", "held", "all"]), help="Questions (default: all)."),
        click.option("--beir", type=_path, help="A BEIR folder, in place of the three above."),
        click.option("--model", help="`bundled` (default), a short name or a folder."),
        click.option("--json", "json_file", type=_path, help="Write the figures to this file."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _as_modes(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    modes = list(dict.fromkeys(mode.strip() for mode in value.split(",")))
    if not set(modes) <= set(_MODES):
        raise click.BadParameter(f"expected some of {', '.join(_MODES)}, parted by commas, found “{value}”.")
    return modes


def _as_floors(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[Floor]:
    from eval.floors import Floor

    try:
        return [Floor.parse(value) for value in values]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@main.command()
@_sources
@click.option("--modes", callback=_as_modes, default=",".join(_MODES), show_default=True)
@click.option("--run", "run_file", type=_path, help="Write a TREC run; of several modes, one file each.")
@click.option("--qrels", "qrels_file", type=_path, help="Write the judgements in TREC's format.")
@click.option("--plot", "plot_file", type=_path, help="Draw recall@k by mode (.png, .svg, .pdf).")
@click.option("--html", "html_file", type=_path, help="Write one page with figures, picture and every question.")
@click.option(
    "--min", "floors", callback=_as_floors, multiple=True, metavar="[SPLIT:]MODE.MEASURE=X", help="Fail below."
)
@click.option("--floors", "required", is_flag=True, help="Fail below what the project requires of itself.")
def run(**options: Any) -> None:  # noqa: ANN401
    """Print recall@k, nDCG@10, MRR@10 with intervals and latency by mode, and by kind of question."""
    from eval import floors, page, report
    from eval.run import run as ask
    from search_api.engine import Mode

    measured = _measured(options)
    with measured.source.opened(measured.embedder) as (collection, dataset):
        runs = ask(dataset, collection, [Mode(mode) for mode in options["modes"]])
        found = report.Report(dataset, measured.embedder.fingerprint.name, runs)
        if options["html_file"]:
            page.write(found, collection, options["html_file"])
    click.echo(found.table())
    _write(found, options)
    missed = floors.missed(runs, options["floors"])
    missed += [*floors.missed(runs, floors.REQUIRED), *floors.behind(runs)] if options["required"] else []
    if missed:
        raise click.ClickException("\n".join(missed))


def _write(found: Report, options: _Options) -> None:
    """The files that were asked for, but the page."""
    from eval import plot, trec

    write_json(options["json_file"], found.to_dict())
    if options["run_file"]:
        trec.write_runs(found.runs, options["run_file"])
    if options["qrels_file"]:
        trec.write_qrels(found.dataset, options["qrels_file"])
    if options["plot_file"]:
        plot.write(found, options["plot_file"])


@main.command()
@_sources
@click.option("--mode", type=click.Choice(_MODES), default="hybrid", show_default=True)
@click.option(
    "--measure", type=click.Choice(_ABLATED), default="ndcg@10", show_default=True, help="Of the difference."
)
def ablate(**options: Any) -> None:  # noqa: ANN401
    """Print what the ranking is without each of its parts, and whether that may be chance."""
    from eval.ablate import ablate as measure
    from search_api.engine import Mode

    measured = _measured(options)
    with measured.source.opened(measured.embedder) as (collection, dataset):
        found = measure(dataset, collection, Mode(options["mode"]))
    click.echo(found.table(options["measure"]))
    write_json(options["json_file"], found.to_dict())


def _as_sizes(_: click.Context, __: click.Parameter, value: str) -> list[int]:
    if not value:
        return []
    sizes = [size.strip().upper().replace("K", "000").replace("M", "000000") for size in value.split(",")]
    if not all(size.isdecimal() and int(size) for size in sizes):
        raise click.BadParameter(f"expected sizes such as 1k,100k,1M, parted by commas, found “{value}”.")
    return [int(size) for size in sizes]


def _as_peers(_: click.Context, __: click.Parameter, value: str | None) -> list[str]:
    from eval.bench.peers import PEERS

    names = [name.strip() for name in value.split(",")] if value else list(PEERS)
    if not set(names) <= set(PEERS):
        raise click.BadParameter(f"expected some of {', '.join(PEERS)}, parted by commas, found “{value}”.")
    return names


@main.command()
@click.option("--sizes", callback=_as_sizes, default="1k", show_default=True, help="Passages: 1k,10k,100k,1M.")
@click.option(
    "--peers", "beside", is_flag=True, help="Beside what `make peers` installs, on law and own questions."
)
@click.option("--passages", callback=_as_sizes, default="", help="With --peers: archives that are made instead.")
@click.option("--only", callback=_as_peers, help="With --peers: txtai,bm25s,pairs,langchain,haystack.")
@click.option("--data", type=_path, help="Folder with law-articles-*.jsonl.xz (default: ../shared/data).")
@click.option(
    "--keep", type=_path, help="Keep what is indexed in this folder; what is there is not indexed again."
)
@click.option("--model", help="`bundled` (default), a short name or a folder.")
@click.option("--json", "json_file", type=_path, help="Write the figures to this file.")
@click.option("--markdown", "markdown_file", type=_path, help="Write the tables to this file.")
@click.option("--plot", "plot_file", type=_path, help="Draw how cost grows (.png, .svg, .pdf).")
def bench(**options: Any) -> None:  # noqa: ANN401
    """Print what indexing, opening, changing and searching cost on this machine, by size of the archive."""
    from eval import law
    from eval.bench import bench as measure
    from eval.bench import machine, plots, report
    from indexer import models

    settings = Settings.from_environment(model=options["model"])
    model = models.find(settings.model or BUNDLED, settings)
    here = machine.Machine.this()
    if options["beside"]:
        _beside(options, model, here)
        return
    found, data = [], options["data"] or law.DATA
    for one in measure(options["sizes"], data, model, lambda said: click.echo(said, err=True), options["keep"]):
        found.append(one)
        write_json(options["json_file"], [figures.to_dict() for figures in found])
    tables = report.markdown(here, machine.copy_gigabytes_a_second(), found)
    click.echo(tables)
    if options["markdown_file"]:
        options["markdown_file"].write_text(tables, encoding="utf-8")
    if options["plot_file"]:
        plots.write(found, options["plot_file"])


def _beside(options: _Options, model: Model, here: Machine) -> None:
    """The part of ``bench`` that peers have; what was measured is written after each set of passages."""
    from eval import law
    from eval.bench import beside, material, peers
    from indexer import embed

    data, sizes = options["data"] or law.DATA, options["passages"]
    sets: list[Callable[[], Material]] = [partial(material.of_size, data, size) for size in sizes]
    sets = sets or [partial(material.of_law, data), lambda: material.of_own(embed.load(model))]
    found = []
    for given in sets:
        chosen = [peers.PEERS[name] for name in options["only"]]
        found.append(peers.measure(given(), model, chosen, lambda said: click.echo(said, err=True)))
        write_json(options["json_file"], [one.to_dict() for one in found])
    tables = beside.markdown(here, found)
    click.echo(tables)
    if options["markdown_file"]:
        options["markdown_file"].write_text(tables, encoding="utf-8")


def _as_formats(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    from eval.understand import FORMATS

    formats = list(dict.fromkeys(name.strip() for name in value.split(",")))
    if not set(formats) <= set(FORMATS):
        raise click.BadParameter(f"expected some of {', '.join(FORMATS)}, parted by commas, found “{value}”.")
    return formats


@main.command()
@click.option(
    "--set", "set_", type=click.Choice(["dev", "held", "seeds", "all"]), default="all", show_default=True
)
@click.option("--formats", callback=_as_formats, default="txt", show_default=True, help="txt,pdf,scan,docx,tcvn3.")
@click.option("--json", "json_file", type=_path, help="Write the figures to this file.")
@click.option("--floors", "required", is_flag=True, help="Fail below what the project requires of itself.")
@click.option("--verbose", is_flag=True, help="List every miss and every false find, but none of held.")
@click.option("--cost", is_flag=True, help="Print only what reading costs: OCR a page a core, a long PDF.")
@click.option("--judges", is_flag=True, help="Print only how far a second judge agrees with the first.")
@click.option(
    "--sentences", is_flag=True, help="Print only how names, duties and deadlines are read in sentences."
)
@click.option("--speed", is_flag=True, help="Print only how many passages a second are understood, by stage.")
@click.option("--data", type=_path, help="With --speed: folder with law-articles-*.jsonl.xz.")
@click.option("--model", help="With --speed: `bundled` (default), a short name or a folder.")
def understand(**options: Any) -> None:  # noqa: ANN401
    """Print how well judged documents are understood: header, sections, assignments, references."""
    from eval import agreement, sentences, understand

    if options["judges"]:
        click.echo(agreement.table(agreement.measure()))
        return
    if options["sentences"]:
        click.echo(sentences.table(sentences.measure(list(sentences.load()))))
        return
    if options["cost"] or options["speed"]:
        cost = _cost(options)
        click.echo(cost.table())
        write_json(options["json_file"], cost.to_dict())
        return
    sets = understand.SETS if options["set_"] == "all" else (options["set_"],)
    reports = understand.measure(sets, options["formats"])
    for report in reports:
        click.echo("\n".join([report.table(), *(report.misses() if options["verbose"] else ()), ""]))
    write_json(options["json_file"], [report.to_dict() for report in reports])
    if options["required"] and (missed := understand.missed(reports)):
        raise click.ClickException("\n".join(missed))


def _cost(options: _Options) -> reading_cost.Cost | understanding_cost.Cost:
    """What is measured in place of how well."""
    from eval import law, reading_cost, understanding_cost

    if options["cost"]:
        return reading_cost.measure()
    return understanding_cost.measure(options["data"] or law.DATA, _embedder(options["model"]))


for _command in (answers, coverage, compare, score, feedback):
    main.add_command(_command)


@main.command("make-law-set")
@click.option("--data", type=_path, help="Folder with law-articles-dev.jsonl.xz (default: ../shared/data).")
@click.option("--out", type=_path, required=True, help="The BEIR folder to write.")
def make_law_set(data: Path | None, out: Path) -> None:
    """Write a BEIR folder of law articles: their titles ask, the beginnings of their bodies answer."""
    from eval import law
    from eval.beir import Folder

    documents, questions = law.make(data or law.DATA, Folder(out))
    click.echo(f"{out}: {documents} documents, {questions} questions")


@main.command("make-passage-set")
@click.option("--out", type=_path, required=True, help="The BEIR folder to write.")
def make_passage_set(out: Path) -> None:
    """Write a BEIR folder of made-up passages of directives, with questions that no model learned from."""
    from eval import made
    from eval.beir import Folder

    documents, questions = made.make(Folder(out))
    click.echo(f"{out}: {documents} documents, {questions} questions")


def _measured(options: _Options) -> _Measured:
    """Load the model and settle what is measured, before any work is done."""
    from eval.beir import Folder
    from eval.questions import OWN
    from eval.source import CORPUS, Archive, Benchmark

    if options["beir"] and (options["queries"] or options["corpus"] or options["split"]):
        raise click.UsageError(
            "--beir brings its own texts and questions: leave out --queries, --corpus, --split."
        )
    source: Source = Archive(options["corpus"] or CORPUS, options["queries"] or OWN, options["split"] or "all")
    if options["beir"]:
        source = Benchmark(Folder(options["beir"]))
    return _Measured(source, _embedder(options["model"]))


def _embedder(model: str | None) -> Embedder:
    """The model of a name, or the one of the settings."""
    from indexer import embed, models

    settings = Settings.from_environment(model=model)
    return embed.load(models.find(settings.model or BUNDLED, settings))


if __name__ == "__main__":
    main()
