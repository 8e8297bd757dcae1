"""A language model behind any server that speaks the OpenAI chat API, asked only where the settings name one.

What goes wrong there (no answer, too late, no sense) is one error, whose words hold neither the key nor what the
server said.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.errors import InvalidSetting, TracuuError
from indexer.settings import Settings

if TYPE_CHECKING:
    import httpx

_MOST = 200_000
"""Characters of an answer that are read."""

Messages = list[dict[str, str]]


class ModelServerFailed(TracuuError):
    """The model server cannot be reached, is too slow, or answers what is none."""

    code = "model_server"


@dataclass(frozen=True, slots=True)
class ModelServer:
    """Where the model is asked; ``timeout`` is in seconds and for the whole answer."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0

    @classmethod
    def of(cls, settings: Settings) -> ModelServer | None:
        """As the settings name it; None where they name none.

        Raises:
            InvalidSetting: the address is none of a web server.
        """
        if not settings.llm_url:
            return None
        if not settings.llm_url.startswith(("http://", "https://")):
            raise InvalidSetting(
                "TRACUU_LLM_URL phải bắt đầu bằng http:// hoặc https://.", variable="TRACUU_LLM_URL"
            )
        return cls(settings.llm_url.rstrip("/"), settings.llm_model, settings.llm_key, float(settings.llm_timeout))

    def chat(self, messages: Messages) -> Iterator[str]:
        """The pieces of the model's answer, as they come.

        Raises:
            ModelServerFailed: the server is down, late, refuses, or sends what cannot be read.
        """
        deadline = time.monotonic() + self.timeout
        with self._asked(messages) as response:
            if response.status_code != 200:
                raise ModelServerFailed(f"Máy chủ mô hình trả mã {response.status_code}.")
            is_stream = "text/event-stream" in response.headers.get("content-type", "")
            chunks = _within(response.iter_text(), deadline)
            yield from _streamed(chunks) if is_stream else _whole("".join(chunks))

    @contextmanager
    def _asked(self, messages: Messages) -> Iterator[httpx.Response]:
        """The response to a request; a redirect is not followed, as it would take the key along."""
        import httpx

        address = self.url if self.url.endswith("/chat/completions") else f"{self.url}/chat/completions"
        body = {"model": self.model, "messages": messages, "stream": True, "temperature": 0}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with (
                httpx.Client(timeout=httpx.Timeout(self.timeout), follow_redirects=False) as client,
                client.stream("POST", address, json=body, headers=headers) as response,
            ):
                yield response
        except httpx.TimeoutException as error:
            raise ModelServerFailed(f"Máy chủ mô hình không trả lời trong {self.timeout:g} giây.") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise ModelServerFailed("Không nối được với máy chủ mô hình.") from error


def _within(chunks: Iterator[str], deadline: float) -> Iterator[str]:
    """The chunks as long as there is time and they are not too many."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if time.monotonic() > deadline or size > _MOST:
            raise ModelServerFailed("Máy chủ mô hình trả lời quá chậm hoặc quá dài.")
        yield chunk


def _streamed(chunks: Iterator[str]) -> Iterator[str]:
    """The pieces in a stream of events."""
    rest = ""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split("\n")
        for line in lines:
            yield from _piece(line)
    yield from _piece(rest)


def _piece(line: str) -> Iterator[str]:
    data = line.strip().removeprefix("data:").strip()
    if line.startswith("data:") and data != "[DONE]":
        yield _content(data, "delta")


def _whole(body: str) -> Iterator[str]:
    yield _content(body, "message")


def _content(data: str, name: str) -> str:
    """The text of the first choice; empty where this piece brings none."""
    try:
        choices = json.loads(data)["choices"]
        content = choices[0].get(name, {}).get("content") if choices else ""
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ModelServerFailed("Máy chủ mô hình trả lời không đúng dạng.") from error
    return content if isinstance(content, str) else ""
