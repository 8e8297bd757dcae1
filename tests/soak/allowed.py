"""What may be refused though its shape is right: schemathesis loads this file as its hooks.

A JSON schema cannot say that a question must hold a letter, or that one date must not be after another. Such a
question is refused as ``invalid_query``, which is documented; every other refusal of what fits the schema fails.
"""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.hook
def filter_failure(context: object, failure: Any, case: object, response: Any) -> bool:
    """Whether a failure stands."""
    is_refusal = failure.title == "Schema-valid request rejected" and response.status_code == 422
    return not (is_refusal and response.json()["error"]["code"] == "invalid_query")
