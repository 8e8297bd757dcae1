"""The languages of messages: Vietnamese unless ``Accept-Language`` prefers English (RFC 9110, 12.5.4).

A Vietnamese message names the values that were wrong; the English one says what its code means, as the values are
in ``details``.
"""

from __future__ import annotations

ENGLISH = {
    "access_invalid": "A name of a user, a group or a label makes no sense.",
    "access_unreadable": "The file of users cannot be read; nobody gets in before it can.",
    "backup_broken": "The file is no backup of an index, or not as it was written.",
    "bad_header": "A header that names a user comes from somebody who may not send it, or is ambiguous.",
    "bad_model": "The embedding model is unknown, is not on this machine, or cannot be loaded.",
    "bad_source": "The folder or file to index is missing, or holds nothing that can be read.",
    "index_unwritable": "The index cannot be written: the disk is full, broken or read only.",
    "stopped": "The user stopped a rebuild; the index that was there goes on.",
    "body_late": "The body of the request did not come in time; send it again.",
    "cross_site": "The request comes from a page of another site.",
    "error": "The server failed; try again, or tell whoever runs it.",
    "export_failed": "The table cannot be written.",
    "feedback_unavailable": "The judgement cannot be kept: the index directory is full or cannot be written.",
    "index_broken": "The catalog of the index cannot be read; it has to be made again.",
    "index_busy": "The index is being written; try again shortly.",
    "index_mismatch": "The index was made by another model or version of the program.",
    "index_missing": "There is no index; make one with: tracuu index FOLDER",
    "invalid_query": "The question, a filter or a parameter makes no sense; see details.",
    "invalid_request": "The request is not of the right shape; details.fields says where.",
    "invalid_setting": "A setting has a value that it cannot have; see details.",
    "method_not_allowed": "This address does not take that method.",
    "model_server": "The model server failed or was too slow.",
    "not_found": "There is no such address, directive, passage or file.",
    "process_lost": "The search failed half-way; try again after the seconds of Retry-After.",
    "server": "The address to serve on is taken or cannot be used.",
    "too_busy": "Too many requests wait; try again after the seconds of Retry-After.",
    "too_many_guesses": "Too many wrong tokens came from this address; wait details.seconds.",
    "unauthenticated": "Log in first: send Authorization: Bearer TOKEN, or log in at /dang-nhap.",
    "too_large": "The request is too long.",
    "too_slow": "The request was not answered in time; try again after the seconds of Retry-After.",
    "warming_up": "The server has just started and is not ready yet; try again after the seconds of Retry-After.",
}
"""The message of each code."""


def is_english(accepted: str) -> bool:
    """Whether an ``Accept-Language`` header ranks English above Vietnamese."""
    weights = {"en": 0.0, "vi": 0.0}
    for item in accepted.lower().split(","):
        name, _, rest = item.strip().partition(";")
        language = name.strip().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(rest))
    return weights["en"] > weights["vi"]


def message(code: str, vietnamese: str, accepted: str) -> tuple[str, str]:
    """The message of an error in the language that is accepted, and that language: ``vi`` or ``en``."""
    if is_english(accepted) and code in ENGLISH:
        return ENGLISH[code], "en"
    return vietnamese, "vi"


def _weight(parameters: str) -> float:
    """``q=0.8``; 1 where it is not given, 0 where it is no number."""
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
