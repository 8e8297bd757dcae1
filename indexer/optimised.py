"""A transformer as ordinary processors run it faster: a graph, in eight bits where that keeps its vectors.

sentence-transformers' own ONNX backend goes through optimum, whose releases hold transformers back by a major
version. The graph here holds the whole model, pooling and all, as sentence-transformers computes it; onnxruntime
runs it behind the model's own tokenizer, without torch. Weights are quantised per channel, activations as they
come (dynamic quantisation; Jacob et al., *Quantization and Training of Neural Networks*, CVPR 2018).
"""

from __future__ import annotations

import json
import shutil
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer import embed
from indexer.embed import Embedded
from indexer.errors import ModelError
from indexer.models import Model
from indexer.text import retone

if TYPE_CHECKING:
    from indexer.embed import Embedder, Vectors

GRAPH, SHAPE = "model.onnx", "optimised.json"
_TOKENIZER = "tokenizer.json"
LEAST_COSINE, LEAST_SHARED = 0.98, 0.9
"""What eight bits must keep: the mean cosine to the model's own vectors, and this share of ten neighbours."""

_NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Shape:
    """What the graph does not say: ``most`` tokens that it reads of a text, its own marks included; how long its
    vectors are; the prompts.
    """

    most: int
    dimension: int
    query_prompt: str
    passage_prompt: str


@dataclass(frozen=True, slots=True)
class Speed:
    """One form of a model, measured on passages of an archive; cosine and neighbours are those of the first form
    that are kept.
    """

    form: str
    passages_a_second: float
    query_ms: float
    cosine: float
    lowest_cosine: float
    neighbours: float


class Optimised(embed.WholeTexts):
    """A graph and a tokenizer in a folder, as an :class:`indexer.embed.Embedder`."""

    def __init__(self, model: Model) -> None:
        """Load what :func:`optimise` wrote.

        Raises:
            ModelError: onnxruntime is not installed.
        """
        from tokenizers import Tokenizer

        self._shape = Shape(**json.loads((model.folder / SHAPE).read_text(encoding="utf-8")))
        self._session = _session(model.folder / GRAPH)
        self._whole = Tokenizer.from_file(str(model.folder / _TOKENIZER))
        self._whole.no_truncation()
        self._whole.no_padding()
        self._cut = Tokenizer.from_file(str(model.folder / _TOKENIZER))
        self._cut.enable_truncation(self._shape.most)
        self._cut.no_padding()
        model = model.with_prompts(self._shape.query_prompt, self._shape.passage_prompt)
        self._prompts = model.query_prompt, model.passage_prompt
        self.fingerprint = embed.fingerprint(model, self._shape.dimension)

    @property
    def max_tokens(self) -> int | None:
        """The model's limit less its two marks and its longer prompt."""
        return self._shape.most - 2 - max(map(self.count_tokens, self._prompts))

    def count_tokens(self, text: str) -> int:
        """The length of a text in the model's tokens."""
        return len(self._whole.encode(retone(text), add_special_tokens=False).ids)

    def embed_queries(self, queries: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._embed(self._prompts[0], queries)

    def embed_passages(self, passages: Sequence[str]) -> Embedded:
        """Vectors of passages."""
        return Embedded.without_tokens(self._embed(self._prompts[1], passages))

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """One by one: what fills up a batch, and leaves the cache for its size, costs more than calls do."""
        rows = np.zeros((len(texts), self._shape.dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            ids = np.asarray([self._cut.encode(prompt + retone(text)).ids])
            rows[i] = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
        return embed.normalised(rows, self._shape.dimension)


def _session(graph: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise ModelError(
            "Mô hình đã tối ưu cần onnxruntime; hãy cài: pip install 'tracuu[optimise]'", model=str(graph.parent)
        ) from error
    options = SessionOptions()
    options.log_severity_level = 3
    return InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def optimise(
    model: Model, target: Path, passages: Sequence[str], say: Callable[[str], None] = lambda line: None
) -> tuple[Speed, ...]:
    """Write a model as a graph into a folder: in eight bits where that keeps its vectors of some passages.

    Returns:
        What was measured, of the model by torch, of the graph, of the graph in eight bits; the last of those that
        keep the vectors is the one in the folder.

    Raises:
        ModelError: the folder holds something else; the model is a static one, which is faster than any graph; it
            cannot be made a graph; or what that takes is not installed.
    """
    if target.exists() and not (target / SHAPE).is_file():
        raise ModelError(
            f"{target} đã có và không phải mô hình đã tối ưu; hãy chọn thư mục chưa có.", model=model.name
        )
    original = embed.load(model)
    if not isinstance(original, embed.Transformer):
        raise ModelError(
            f"Mô hình “{model.name}” không phải transformer: đã nhanh, không cần tối ưu.", model=model.name
        )
    staging = target.with_name(target.name + ".partial")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        whole, small = staging / "whole", staging / "small"
        _write(original, model, whole)
        say("đang đo")
        first = original.embed_passages(passages).vectors
        speeds = [_measured("torch", original, passages, first), _measured("onnx", _open(whole), passages, first)]
        _quantise(whole, small)
        speeds.append(_measured("onnx int8", _open(small), passages, first))
        kept = small if is_kept(speeds[-1]) else whole
        shutil.rmtree(target, ignore_errors=True)
        kept.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(speeds)


def is_kept(speed: Speed) -> bool:
    """Whether a form of a model may stand for it."""
    return speed.cosine >= LEAST_COSINE and speed.neighbours >= LEAST_SHARED


def _open(folder: Path) -> Optimised:
    return Optimised(Model(folder.name, folder))


def _write(original: embed.Transformer, model: Model, folder: Path) -> None:
    """The graph, the tokenizer and what they do not say."""
    folder.mkdir(parents=True)
    inner: Any = original.model
    tokenizer = inner.tokenizer
    tokenizer.backend_tokenizer.save(str(folder / _TOKENIZER))
    fingerprint = original.fingerprint
    shape = Shape(
        most=int(inner.max_seq_length or 512),
        dimension=fingerprint.dimension,
        query_prompt=fingerprint.query_prompt,
        passage_prompt=fingerprint.passage_prompt,
    )
    (folder / SHAPE).write_text(json.dumps(asdict(shape), ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        _export(inner, folder / GRAPH)
    except ImportError as error:
        raise ModelError("Tối ưu cần onnx; hãy cài: pip install 'tracuu[optimise]'", model=model.name) from error
    except Exception as error:  # the exporter fails in many ways, for models with operators it does not know
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(
            f"Không chuyển được mô hình “{model.name}” sang ONNX ({reason}).", model=model.name
        ) from error


def _export(inner: Any, graph: Path) -> None:  # noqa: ANN401
    import torch

    class Whole(torch.nn.Module):
        """From tokens to the text's vector."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, ids: Any, mask: Any) -> Any:  # noqa: ANN401
            return self.inner({"input_ids": ids, "attention_mask": mask})["sentence_embedding"]

    example = inner.tokenizer(["một", "hai ba bốn"], padding=True, return_tensors="pt")
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing: what it takes as constant is so for every text
        torch.onnx.export(
            Whole().eval(),
            (example["input_ids"], example["attention_mask"]),
            str(graph),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )


def _quantise(whole: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    shutil.copytree(whole, small, ignore=shutil.ignore_patterns(GRAPH))
    quantize_dynamic(whole / GRAPH, small / GRAPH, weight_type=QuantType.QInt8, per_channel=True)


def _measured(form: str, embedder: Embedder, passages: Sequence[str], first: Vectors) -> Speed:
    started = time.perf_counter()
    vectors = embedder.embed_passages(passages).vectors
    seconds = time.perf_counter() - started
    asked = [" ".join(passage.split()[:12]) for passage in passages[:20]]
    times = []
    for question in asked:
        started = time.perf_counter()
        embedder.embed_queries([question])
        times.append(time.perf_counter() - started)
    cosines = (vectors * first).sum(axis=1)
    return Speed(
        form=form,
        passages_a_second=len(passages) / seconds,
        query_ms=1000 * float(np.median(times)),
        cosine=float(cosines.mean()),
        lowest_cosine=float(cosines.min()),
        neighbours=_shared(vectors, first),
    )


def _shared(vectors: Vectors, first: Vectors) -> float:
    """The share of each passage's nearest neighbours that are so in both."""
    found = []
    for rows in (vectors, first):
        near = rows @ rows.T
        np.fill_diagonal(near, -1)
        found.append(np.argsort(-near, axis=1, kind="stable")[:, :_NEIGHBOURS])
    both = [len(set(a) & set(b)) / len(a) for a, b in zip(*(rows.tolist() for rows in found), strict=True)]
    return float(np.mean(both))
