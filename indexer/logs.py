"""What the program tells whoever runs it: a line on stderr for each thing that happened.

Everything logs by the standard library and says its values by name (``extra``); structlog writes the lines, those
of libraries too. Never logged: what was asked, and what directives say.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

OURS = ("indexer", "search_api")
"""Loggers whose INFO is written; of libraries only what warns."""


class Form(StrEnum):
    """How a line looks: for people, or an object of JSON for programs."""

    TEXT = "text"
    JSON = "json"


def configure(form: Form) -> None:
    """Write what is logged from now on to stderr."""
    from structlog import contextvars, dev, processors, stdlib

    known: list[Any] = [
        contextvars.merge_contextvars,
        stdlib.add_log_level,
        stdlib.add_logger_name,
        stdlib.ExtraAdder(),
        processors.TimeStamper(fmt="iso", utc=True),
    ]
    written: dict[Form, list[Any]] = {
        Form.TEXT: [dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=dev.plain_traceback)],
        Form.JSON: [processors.format_exc_info, processors.JSONRenderer(ensure_ascii=False)],
    }
    chain = [stdlib.ProcessorFormatter.remove_processors_meta, *written[form]]
    handler = logging.StreamHandler()
    handler.setFormatter(stdlib.ProcessorFormatter(foreign_pre_chain=known, processors=chain))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


@contextmanager
def about(**values: str) -> Iterator[None]:
    """Every line that is logged for as long as the block lasts says these values too, in its threads as well."""
    from structlog.contextvars import bound_contextvars

    with bound_contextvars(**values):
        yield
