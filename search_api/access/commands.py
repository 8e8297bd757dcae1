"""``tracuu access``: who may read the archive over HTTP."""

from __future__ import annotations

from typing import Any

import click

from indexer.settings import Settings
from search_api import options


@click.group(
    epilog="\b\nBắt đầu:\n  tracuu access group nhan-su --label nhan-su    nhóm xem được văn bản có nhãn nhan-su\n"
    "  tracuu access add lan --group nhan-su          in mã của lan, một lần duy nhất\n"
    "  tracuu serve --host 0.0.0.0"
)
def access() -> None:
    """Ai được vào kho qua mạng, và thấy những văn bản nào.

    Văn bản mang nhãn theo tệp .access đặt trong thư mục (mỗi dòng một nhãn, cho mọi tệp bên dưới) hoặc
    TÊN_TỆP.access đặt cạnh tệp; đổi xong thì chạy lại tracuu index. Muốn xem một văn bản phải có đủ mọi nhãn của
    nó; văn bản không nhãn thì mọi người dùng đều xem được. Nhãn gắn với nhóm, người dùng thuộc các nhóm.
    """


@access.command(
    epilog="\b\nVí dụ:\n  tracuu access add lan --group nhan-su --group lanh-dao\n"
    "  tracuu access add kiosk                 chỉ thấy văn bản không nhãn\n"
    "  tracuu access add 'BV\\minh' --sso       đăng nhập một lần qua máy chủ đứng trước, không cấp mã"
)
@click.argument("user", metavar="NGƯỜI_DÙNG")
@click.option("--group", "groups", metavar="NHÓM", multiple=True, help="Thuộc nhóm này; dùng được nhiều lần.")
@click.option("--sso", is_flag=True, help="Không cấp mã: máy chủ xác thực đứng trước nêu tên người này.")
@options.index
@options.as_json
def add(user: str, groups: tuple[str, ...], sso: bool, index: str | None, as_json: bool) -> None:
    """Thêm một người dùng và in mã truy cập của họ; mã chỉ hiện lần này, máy chủ chỉ giữ dấu SHA-256 của nó."""
    from search_api.access import users

    folder = Settings.from_environment(index=index).index
    token = users.add(folder, user, groups, has_token=not sso)
    if as_json:
        options.print_json({"user": users.named(user), "groups": list(groups), "token": token})
    elif token:
        click.echo(f"Mã của {users.named(user)} (chỉ hiện lần này, hãy trao tận tay):", err=True)
        click.echo(token)
    else:
        click.echo(f"Đã thêm {users.named(user)}, vào qua máy chủ xác thực đứng trước.")


@access.command(
    epilog="\b\nVí dụ:\n  tracuu access group nhan-su --label nhan-su --label ky-luat\n"
    "  tracuu access group lanh-dao --all\n  tracuu access group nhan-su --remove"
)
@click.argument("group", metavar="NHÓM")
@click.option("--label", "labels", metavar="NHÃN", multiple=True, help="Có nhãn này; dùng được nhiều lần.")
@click.option("--all", "has_all", is_flag=True, help="Thấy mọi văn bản, kể cả /metrics.")
@click.option("--remove", is_flag=True, help="Bỏ nhóm: người dùng của nhóm mất các nhãn này ngay.")
@options.index
def group(group: str, labels: tuple[str, ...], has_all: bool, remove: bool, index: str | None) -> None:
    """Đặt các nhãn của một nhóm, thay cho những nhãn nhóm đang có."""
    from search_api.access import users

    folder = Settings.from_environment(index=index).index
    if bool(labels) + has_all + remove != 1:
        raise click.UsageError("Hãy chọn một trong ba: --label NHÃN, --all hoặc --remove.")
    if remove:
        users.dissolve(folder, group)
        click.echo(f"Đã bỏ nhóm {users.named(group)}.")
        return
    held = users.define(folder, group, (users.ALL,) if has_all else labels)
    said = "mọi văn bản" if has_all else ", ".join(held)
    click.echo(f"Nhóm {users.named(group)} có nhãn: {said}.")


@access.command("list", epilog="\b\nVí dụ:\n  tracuu access list\n  tracuu access list --json")
@options.index
@options.as_json
def list_users(index: str | None, as_json: bool) -> None:
    """Người dùng, nhóm và nhãn của họ; không có mã nào trong đó."""
    found = _listed(index)
    if as_json:
        options.print_json(found)
        return
    for user in found["users"]:
        way = "mã" if user["has_token"] else "máy chủ xác thực"
        groups = ", ".join(user["groups"]) or "không nhóm"
        click.echo(f"{user['user']:<24} {groups}; vào bằng {way}; từ {user['created']}")
    for group in found["groups"]:
        click.echo(f"Nhóm {group['group']:<19} nhãn: {', '.join(group['labels'])}")
    if not found["is_on"]:
        click.echo("Chưa có người dùng nào: trên máy này ai cũng xem được, địa chỉ khác thì chưa mở được.")


@access.command(epilog="\b\nVí dụ:\n  tracuu access revoke lan")
@click.argument("user", metavar="NGƯỜI_DÙNG")
@options.index
def revoke(user: str, index: str | None) -> None:
    """Thu hồi mã của một người dùng và bỏ người đó; có hiệu lực ngay, cả với máy chủ đang chạy."""
    from search_api.access import users

    users.revoke(Settings.from_environment(index=index).index, user)
    click.echo(f"Đã thu hồi {users.named(user)}.")


def _listed(index: str | None) -> dict[str, Any]:
    from search_api.access import users

    register = users.read(Settings.from_environment(index=index).index)
    held = register or users.Register()
    return {
        "is_on": register is not None,
        "users": [
            {"user": name, "groups": list(one.groups), "has_token": bool(one.digest), "created": one.created}
            for name, one in sorted(held.users.items())
        ],
        "groups": [{"group": name, "labels": list(labels)} for name, labels in sorted(held.groups.items())],
    }
