"""How an operator names somebody's account."""

import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.ports.inbound import Address

Account = Annotated[
    str,
    typer.Argument(
        metavar="ACCOUNT",
        help="A name in this terminal, such as sam, or platform:workspace:user.",
    ),
]


def address(account: str) -> "Address":
    """The account that was named.

    Raises:
        ConfigError: it is no account's name.
    """
    from bot.ports.inbound import Address

    parts = [part.strip() for part in account.split(":", maxsplit=2)]
    if len(parts) == 1 and parts[0]:
        return Address("terminal", "", unicodedata.normalize("NFC", parts[0]))
    if len(parts) == 3 and parts[0] and parts[2]:
        return Address(*parts)
    raise ConfigError(["An account is a name, such as sam, or platform:workspace:user."])


def unknown(account: str) -> ConfigError:
    """That nothing is kept about this account."""
    return ConfigError([f"There is nobody here with the account {account}; nothing was done."])
