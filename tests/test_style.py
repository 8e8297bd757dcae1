"""The house rules that a program can check: which way imports run, what is documented, how long a module is."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from indexer import errors
from indexer.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("indexer", "search_api", "eval")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

MAY_IMPORT = {
    "indexer": {"indexer"},
    "search_api": {"indexer", "search_api"},
    "eval": {"indexer", "search_api", "eval"},
}
HEAVY = (
    "docx",
    "faiss",
    "ir_measures",
    "langchain_text_splitters",
    "mcp",
    "model2vec",
    "onnxruntime",
    "pypdf",
    "pypdfium2",
    "sentence_transformers",
    "tantivy",
    "torch",
    "uvicorn",
)
ASIDE = ("eval/training/", "eval/rendered.py", "eval/peers/")  # run by hand, or by other environments
"""Training is a program of its own, which installs and imports what it needs."""


@cache
def imported(tree: ast.Module) -> set[str]:
    """The first names of all modules that are imported anywhere in a module."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package):
    ours = {name: imported(tree) & set(PACKAGES) for name, tree in TREES.items() if name.startswith(f"{package}/")}
    assert ours
    assert {name: found for name, found in ours.items() if found - MAY_IMPORT[package]} == {}


def test_imports_name_the_whole_package():
    relative = {
        name
        for name, tree in TREES.items()
        if any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree))
    }
    assert relative == set()


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_imported_in_one_module_only(library):
    users = [name for name, tree in TREES.items() if library in imported(tree) and not name.startswith(ASIDE)]
    assert len(users) <= 1, users


def test_every_heavy_library_that_is_required_is_used():
    used = {library for library in HEAVY for tree in TREES.values() if library in imported(tree)}
    assert used == set(HEAVY)


def test_the_command_starts_without_anything_heavy():
    program = "import sys, search_api.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {*HEAVY, "fastapi", "numpy", "pydantic", "transformers"} & set(done.stdout.split()) == set()


def public(tree: ast.Module, name: str) -> list[tuple[str, ast.AST]]:
    """A module and its public classes, functions and methods. Dunders explain themselves."""
    found: list[tuple[str, ast.AST]] = [(name, tree)] if tree.body else []
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and is_public(node):
            found.append((f"{name}:{node.name}", node))
            if isinstance(node, ast.ClassDef):
                inner = [
                    n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and is_public(n)
                ]
                found += [(f"{name}:{node.name}.{method.name}", method) for method in inner]
    return found


def is_public(node: ast.AST) -> bool:
    return not node.name.startswith("_")


def test_every_public_name_is_documented():
    names = [item for name, tree in TREES.items() for item in public(tree, name)]
    assert len(names) > 100
    assert [label for label, node in names if not ast.get_docstring(node)] == []


def test_no_module_is_over_four_hundred_lines():
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").split("\n")) for path in MODULES
    }
    assert {name: length for name, length in lengths.items() if length > 401} == {}


def test_no_module_is_a_drawer():
    drawers = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert [path for path in MODULES if path.stem in drawers] == []


def test_the_tree_of_errors_is_drawn_as_it_is():
    classes = {name for name, item in inspect.getmembers(errors, inspect.isclass) if issubclass(item, Exception)}
    drawn = {line.split()[1] for line in errors.__doc__.splitlines() if line.strip().startswith(("├", "└"))}
    assert drawn == classes - {"TracuuError"}


def test_every_error_is_one_of_ours_and_has_a_code_of_its_own():
    classes = [item for _, item in inspect.getmembers(errors, inspect.isclass) if issubclass(item, Exception)]
    assert all(issubclass(item, errors.TracuuError) for item in classes)
    codes = [item.code for item in classes if "code" in vars(item)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_explained_and_listed_in_the_readme(setting):
    variable = setting.metadata["env"]
    assert variable.startswith("TRACUU_")
    assert setting.metadata["help"]
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert any(variable in row for row in rows)


def test_no_module_reads_the_environment_at_import():
    for name, tree in TREES.items():
        reads = [
            ast.unparse(node)
            for top in tree.body
            if not isinstance(top, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(top)
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        ]
        assert reads == [], name


def test_nothing_unsafe_is_loaded():
    """No pickle, and no code that a model brings along."""
    assert [name for name, tree in TREES.items() if {"pickle", "dill", "joblib"} & imported(tree)] == []
    trusting = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "trust_remote_code"
        and not (isinstance(node.value, ast.Constant) and node.value.value is False)
    ]
    assert trusting == []
