"""All settings, in one frozen object that ``main`` builds; nothing reads the environment at import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

BUNDLED = "bundled"
"""The name of the model that comes with the package."""


def _setting(default: object, env: str, help_text: str) -> object:
    return field(default=default, metadata={"env": env, "help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Each field names its environment variable and explains itself."""

    index: Path = _setting(Path("index"), "TRACUU_INDEX", "the index directory")  # type: ignore[assignment]
    corpus: Path = _setting(Path("corpus"), "TRACUU_CORPUS", "the archive that `make run` indexes")  # type: ignore[assignment]
    model: str = _setting(  # type: ignore[assignment]
        BUNDLED, "TRACUU_MODEL", "the embedding model for a new index: `bundled`, a short name or a folder"
    )
    models: Path = _setting(  # type: ignore[assignment]
        Path("~/.local/share/tracuu/models"), "TRACUU_MODELS", "where `tracuu model fetch` puts models"
    )
    host: str = _setting("127.0.0.1", "TRACUU_HOST", "the address that `tracuu serve` listens on")  # type: ignore[assignment]
    port: int = _setting(8000, "TRACUU_PORT", "its port")  # type: ignore[assignment]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
        """Values given by name win, then the environment, then the defaults; ``None`` counts as not given."""
        values: dict[str, object] = {}
        for item in fields(cls):
            raw = given.get(item.name)
            raw = environment.get(item.metadata["env"]) if raw is None else raw
            if raw not in (None, ""):
                values[item.name] = type(item.default)(raw)  # type: ignore[call-overload]
        return cls(**values)  # type: ignore[arg-type]
