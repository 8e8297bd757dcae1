"""Every error that Tra cứu raises on purpose. Messages are Vietnamese, for people; codes are for programs.

::

    TracuuError
    ├── FileRefused           one file cannot be indexed; the others are
    ├── SourceError           the path to index is missing, or holds nothing that can be read
    ├── ModelError            unknown, not on this machine, or broken
    ├── IndexMissing          there is no index at the given place
    ├── IndexMismatch         the index was made by another model, normaliser or format
    ├── IndexBusy             another process is writing the index
    ├── IndexBroken           the catalog itself cannot be read
    ├── IndexUnwritable       the disk is full, or may not be written
    ├── BackupBroken          a file is no backup, or not as it was written
    ├── Stopped               the user stopped a rebuild; nothing is changed
    ├── InvalidQuery          the question, a filter or a parameter makes no sense
    ├── NotFound              no such directive, passage or file
    ├── InvalidSetting        a setting has a value that it cannot have
    └── ServerError           the address to serve on is taken or not allowed

A message says what was wrong, what was expected and what to do. Foreign exceptions are translated once, at
the boundary where they appear, with ``from exc``.
"""

from __future__ import annotations


class TracuuError(Exception):
    """The root of the tree. ``code`` is stable; ``details`` holds the values named in the message."""

    code = "error"

    def __init__(self, message: str, **details: object) -> None:
        """Keep the message for people and the details for programs."""
        super().__init__(message)
        self.message = message
        self.details = details


class FileRefused(TracuuError):
    """One file cannot be indexed. ``code`` says why: ``unsupported_format``, ``encrypted``, ``broken_file``,
    ``empty_file``, ``too_large``, ``no_text``, ``unreadable``, ``changing`` (while it was read), ``bad_name`` (no
    UTF-8), ``outside_archive`` (a link that leads out), ``no_converter`` or ``no_ocr`` (a program is missing),
    ``too_slow`` or ``too_hungry`` (reading it took more time or memory than a file may), ``crashed`` (it ended the
    reading process), ``quarantined`` (taken out by ``tracuu repair``), ``secret`` (stamped MẬT
    or more), ``bad_access`` (a rule of access that gives no label), ``no_such_file`` (a rule of a file that is not
    there).
    """

    def __init__(self, code: str, message: str, **details: object) -> None:
        """Refuse a file for the reason ``code``."""
        super().__init__(message, **details)
        self.code = code


class SourceError(TracuuError):
    """The folder or file to index is missing, or holds nothing that can be read."""

    code = "bad_source"


class ModelError(TracuuError):
    """The embedding model is unknown, is not on this machine, or cannot be loaded."""

    code = "bad_model"


class IndexMissing(TracuuError):
    """There is no index at the given place."""

    code = "index_missing"


class IndexMismatch(TracuuError):
    """The index was made by another model, normaliser or format than the one in use."""

    code = "index_mismatch"


class IndexBusy(TracuuError):
    """Another process is writing the index."""

    code = "index_busy"


class IndexBroken(TracuuError):
    """The catalog itself cannot be read: it has to be made again from the files."""

    code = "index_broken"


class IndexUnwritable(TracuuError):
    """The index cannot be written: the disk is full, broken or read only. What was committed is untouched."""

    code = "index_unwritable"


class BackupBroken(TracuuError):
    """A file is no backup of an index, or not as it was written."""

    code = "backup_broken"


class Stopped(TracuuError):
    """The user stopped a rebuild; the index that was there goes on."""

    code = "stopped"


class InvalidQuery(TracuuError):
    """The question, a filter or a parameter makes no sense."""

    code = "invalid_query"


class NotFound(TracuuError):
    """No such directive, passage or file in the archive."""

    code = "not_found"


class InvalidSetting(TracuuError):
    """A setting, from the environment or the command line, has a value that it cannot have."""

    code = "invalid_setting"


class ServerError(TracuuError):
    """The address to serve on is taken or cannot be used."""

    code = "server"
