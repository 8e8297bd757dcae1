"""Embedding models by name: the bundled one, the known ones, and any folder; fetching is asked for by name."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import ModelError
from indexer.settings import BUNDLED, Settings


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine. Prompts are put before each query or passage, as its authors trained it."""

    name: str
    folder: Path
    query_prompt: str = ""
    passage_prompt: str = ""

    def with_prompts(self, query: str, passage: str) -> Model:
        """The same model, with its own prompts where none were known."""
        return replace(
            self, query_prompt=self.query_prompt or query, passage_prompt=self.passage_prompt or passage
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be fetched by a short name. ``megabytes`` is what it takes on disk, about."""

    source: str
    megabytes: int
    note: str
    query_prompt: str = ""
    passage_prompt: str = ""


KNOWN = {
    "multilingual-e5-small": Known(
        "intfloat/multilingual-e5-small",
        490,
        "nhanh nhất trong các mô hình transformer",
        "query: ",
        "passage: ",
    ),
    "multilingual-e5-base": Known(
        "intfloat/multilingual-e5-base", 1130, "cân bằng giữa chất lượng và tốc độ", "query: ", "passage: "
    ),
    "bge-m3": Known("BAAI/bge-m3", 2290, "văn bản dài tới 8.192 token; chậm trên CPU"),
    "vietnamese-embedding": Known("AITeamVN/Vietnamese_Embedding", 2290, "bge-m3 luyện thêm trên tiếng Việt"),
}
"""Short names. Prompts are those of the models' own cards."""

_WANTED = ["*.json", "*.txt", "*.model", "README.md"]
_UNWANTED = ["onnx/*", "openvino/*"]


def find(name: str, settings: Settings) -> Model:
    """A model that is on this machine: ``bundled``, a known short name, or a folder.

    Raises:
        ModelError: there is no such model, or it is known but not fetched.
    """
    if name == BUNDLED:
        return Model(BUNDLED, Path(__file__).parent / "bundled_model")
    known = KNOWN.get(Path(name).name)  # also of a folder copied from another machine
    folder = _fetched(name, settings) if name in KNOWN else Path(name).expanduser()
    if folder.is_dir():
        prompts = (known.query_prompt, known.passage_prompt) if known else ("", "")
        return Model(name if name in KNOWN else str(folder.resolve()), folder, *prompts)
    if name in KNOWN:
        raise ModelError(
            f"Mô hình “{name}” chưa có trên máy này; tải về bằng: tracuu model fetch {name}", model=name
        )
    names = ", ".join([BUNDLED, *KNOWN])
    raise ModelError(f"Không có mô hình hay thư mục nào tên “{name}”. Các tên ngắn: {names}.", model=name)


def catalogue(settings: Settings) -> list[dict[str, object]]:
    """The models with a name, the bundled one first, and whether each is on this machine."""
    bundled: dict[str, object] = {
        "name": BUNDLED,
        "note": "đi kèm, nhanh, không cần torch",
        "megabytes": 0,
        "here": True,
    }
    named = [
        {
            "name": name,
            "note": known.note,
            "megabytes": known.megabytes,
            "here": _fetched(name, settings).is_dir(),
        }
        for name, known in KNOWN.items()
    ]
    return [bundled, *named]


def fetch(name: str, settings: Settings) -> Path:
    """Download a known model, or one given as ``owner/name``; the only thing here that uses the network.

    Returns:
        The folder that now holds it; copy it to an air-gapped machine and name it with ``--model``.

    Raises:
        ModelError: the name is unknown, or the download failed; nothing half-fetched stays behind.
    """
    if name not in KNOWN and name.count("/") != 1:
        names = ", ".join(KNOWN)
        raise ModelError(
            f"Không biết mô hình “{name}”. Hãy dùng {names}, hoặc tên đầy đủ dạng chủ/tên.", model=name
        )
    folder = _fetched(name, settings)
    if folder.is_dir():
        return folder
    os.environ["HF_HUB_OFFLINE"] = "0"
    from huggingface_hub import list_repo_files, snapshot_download

    staging = folder.with_name(folder.name + ".partial")
    source = KNOWN[name].source if name in KNOWN else name
    try:
        has_safetensors = any(file.endswith(".safetensors") for file in list_repo_files(source))
        weights = "*.safetensors" if has_safetensors else "pytorch_model*.bin"  # loaded as weights only
        snapshot_download(source, local_dir=staging, allow_patterns=[*_WANTED, weights], ignore_patterns=_UNWANTED)
    except Exception as error:  # the hub's client fails in many ways; all of them mean "not fetched"
        shutil.rmtree(staging, ignore_errors=True)
        raise ModelError(f"Không tải được {source}: {type(error).__name__}: {error}", model=name) from error
    staging.rename(folder)
    return folder


def _fetched(name: str, settings: Settings) -> Path:
    """Where a fetched model is kept."""
    return settings.models.expanduser() / name.replace("/", "--")
