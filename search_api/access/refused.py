"""What the door refuses, and why. Messages never tell whether a user, a token or a directive exists."""

from __future__ import annotations

from indexer.errors import TracuuError


class Unauthenticated(TracuuError):
    """Nobody is known to ask: no token, one that is none, or one that was revoked."""

    code = "unauthenticated"

    def __init__(self) -> None:
        """Say how to be known."""
        super().__init__("Cần đăng nhập: gửi tiêu đề Authorization: Bearer MÃ, hoặc đăng nhập ở trang /dang-nhap.")


class CrossSite(TracuuError):
    """A page of another site tries to act for a reader."""

    code = "cross_site"


class BadHeader(TracuuError):
    """A header that names a user comes from somebody who may not send it, or is ambiguous."""

    code = "bad_header"


class TooManyGuesses(TracuuError):
    """Too many tokens that are none came from one address; ``details`` has the seconds to wait."""

    code = "too_many_guesses"


class AccessUnreadable(TracuuError):
    """The file of users cannot be read or written: nobody gets in before it can."""

    code = "access_unreadable"


class AccessInvalid(TracuuError):
    """A name, group or label of a command on users makes no sense."""

    code = "access_invalid"
