"""Models by name; nothing is fetched that was not asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import models
from indexer.errors import ModelError
from indexer.settings import Settings


def test_the_bundled_model_is_in_the_package():
    model = models.find("bundled", Settings())
    assert (model.name, model.folder) == ("bundled", Path(models.__file__).parent / "bundled_model")
    assert (model.folder / "modules.json").is_file()


def test_a_folder_is_a_model_by_its_path(tmp_path):
    assert models.find(str(tmp_path), Settings()) == models.Model(str(tmp_path.resolve()), tmp_path)


def test_a_fetched_model_has_the_prompts_of_its_authors(tmp_path):
    (tmp_path / "multilingual-e5-small").mkdir()
    model = models.find("multilingual-e5-small", Settings(models=tmp_path))
    assert (model.query_prompt, model.passage_prompt) == ("query: ", "passage: ")


UNKNOWN = [
    ("neither a name nor a folder", "nothing-of-the-kind", "multilingual-e5-small"),
    ("known but not fetched", "bge-m3", "tracuu model fetch bge-m3"),
]


@pytest.mark.parametrize(("name", "hint"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_a_model_that_is_not_here_is_refused_with_a_hint(name, hint, tmp_path):
    with pytest.raises(ModelError, match=name) as refused:
        models.find(name, Settings(models=tmp_path))
    assert hint in refused.value.message
    assert refused.value.details == {"model": name}


def test_the_catalogue_says_what_is_here(tmp_path):
    (tmp_path / "bge-m3").mkdir()
    here = {model["name"]: model["here"] for model in models.catalogue(Settings(models=tmp_path))}
    assert here == {name: name in ("bundled", "bge-m3") for name in ["bundled", *models.KNOWN]}


@pytest.mark.parametrize("name", ["nothing", "a/b/c", ""])
def test_only_a_known_or_a_whole_name_is_fetched(name, tmp_path):
    with pytest.raises(ModelError, match="Không biết mô hình"):
        models.fetch(name, Settings(models=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_here_is_not_fetched_again(tmp_path):
    (tmp_path / "bge-m3").mkdir()
    assert models.fetch("bge-m3", Settings(models=tmp_path)) == tmp_path / "bge-m3"


FETCH = """
import time; time.sleep = lambda seconds: None  # the hub's client waits between its attempts
from pathlib import Path
from indexer import models
from indexer.errors import ModelError
from indexer.settings import Settings
import sys
try:
    models.fetch("chủ/tên", Settings(models=Path(sys.argv[1])))
except ModelError as error:
    print(error.message)
"""


def test_a_failed_fetch_leaves_nothing_behind(tmp_path):
    environment = {**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", FETCH, str(tmp_path / "models")],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("Không tải được chủ/tên"), done.stderr
    assert not (tmp_path / "models").exists() or list((tmp_path / "models").iterdir()) == []


def test_a_copied_folder_keeps_the_prompts_of_its_name(tmp_path):
    folder = tmp_path / "usb" / "multilingual-e5-base"
    folder.mkdir(parents=True)
    model = models.find(str(folder), Settings(models=tmp_path / "models"))
    assert (model.folder, model.query_prompt, model.passage_prompt) == (folder, "query: ", "passage: ")
