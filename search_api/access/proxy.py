"""Single sign-on: a reverse proxy that has asked for a login names the user in a header.

Only the proxies that the settings name are believed. The header from anybody else is refused, as are two of them,
a name with underscores that some servers take for the same, and a value of more than one name.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from starlette.datastructures import Headers

from indexer.errors import InvalidSetting
from indexer.settings import Settings
from search_api.access.refused import BadHeader

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Proxy:
    """The header's name in small letters, "" where there is no single sign-on, and who may send it."""

    header: str = ""
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Proxy:
        """As the settings say.

        Raises:
            InvalidSetting: a header without proxies, or proxies that are no addresses.
        """
        header, proxies = settings.sso_header.strip(), settings.sso_proxies.replace(",", " ").split()
        if header and not _TOKEN.fullmatch(header):
            raise _invalid("TRACUU_SSO_HEADER", "một tên tiêu đề như X-Remote-User", header)
        if header and not proxies:
            raise _invalid("TRACUU_SSO_PROXIES", "địa chỉ của máy chủ đứng trước khi có TRACUU_SSO_HEADER", "")
        try:
            networks = tuple(ipaddress.ip_network(one) for one in proxies)
        except ValueError as error:
            found = settings.sso_proxies
            raise _invalid("TRACUU_SSO_PROXIES", "các địa chỉ như 10.0.0.5 hoặc 10.0.0.0/24", found) from error
        return cls(header.lower(), networks)

    def is_proxy(self, peer: str) -> bool:
        """Whether who has opened the connection is one of the proxies."""
        found = address(peer)
        return found is not None and any(found in network for network in self.networks)

    def user(self, headers: Headers, peer: str) -> str | None:
        """The user whom a proxy names; None where the header is not there.

        Raises:
            BadHeader: it is there and cannot be believed.
        """
        if not self.header:
            return None
        given = [(name, value) for name, value in headers.raw if _plain(name) == self.header]
        if not given:
            return None
        if not self.is_proxy(peer):
            raise BadHeader(f"Tiêu đề {self.header} chỉ nhận từ máy chủ xác thực đứng trước.")
        if len(given) > 1 or given[0][0].decode("latin-1").lower() != self.header:
            raise BadHeader(f"Tiêu đề {self.header} phải có đúng một lần.")
        return _name(given[0][1]) or None

    def client(self, headers: Headers, peer: str) -> str:
        """The address that a request came from: of a proxy, the last that it has added; else the peer's own."""
        if not self.is_proxy(peer):
            return peer
        last = ",".join(headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
        return last if address(last) else peer

    def is_secure(self, headers: Headers, peer: str) -> bool:
        """Whether a proxy says that its own client came by HTTPS."""
        return self.is_proxy(peer) and headers.getlist("x-forwarded-proto") == ["https"]


def address(words: str) -> Address | None:
    """An IP address, that of IPv4 where it is written as one of IPv6; None where words are none."""
    try:
        found = ipaddress.ip_address(words)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def is_local(peer: str) -> bool:
    """Whether an address is this machine."""
    found = address(peer)
    return found is not None and found.is_loopback


def _plain(name: bytes) -> str:
    return name.decode("latin-1").strip().lower().replace("_", "-")


def _name(value: bytes) -> str:
    try:
        name = value.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise BadHeader("Tên người dùng trong tiêu đề không phải UTF-8.") from error
    if "," in name or not name.isprintable() or len(name) > 100:
        raise BadHeader("Tiêu đề phải có đúng một tên người dùng.")
    return name


def _invalid(variable: str, wanted: str, found: str) -> InvalidSetting:
    return InvalidSetting(f"{variable} phải là {wanted}, không phải “{found}”.", variable=variable)
