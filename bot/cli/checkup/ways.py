"""What keeps an answer of a platform from coming, as an operator's sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from bot.adapters.reaching import Trouble
from bot.cli.checkup.findings import Finding, ok, unchecked, wrong
from bot.config.values import DISCORD_API, SLACK_API


class Answered(Protocol):
    """What came of one call, as far as the way there is concerned."""

    @property
    def trouble(self) -> Trouble | None:
        """What kept an answer from coming, if anything did."""
        ...

    @property
    def status(self) -> int:
        """Of HTTP; 0 where none came."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A platform, as far as the way there is concerned.

    Attributes:
        name: of the platform.
        own: its own address.
        variable: that names another one.
        status_page: tells how the platform is.
    """

    name: str
    own: str
    variable: str
    status_page: str

    @property
    def later(self) -> str:
        """That it is best to wait."""
        return f"Try again in some minutes; {self.status_page} tells how {self.name} is."


SLACK = Place("Slack", SLACK_API, "WHICHROLE_SLACK_API_URL", "slack-status.com")
DISCORD = Place("Discord", DISCORD_API, "WHICHROLE_DISCORD_API_URL", "discordstatus.com")


def in_the_way(trouble: Trouble, status: int, url: str, place: Place) -> tuple[str, str]:
    """What kept an answer from coming, without its full stop, and its fix.

    Args:
        trouble: what it was.
        status: of HTTP; 0 where none came.
        url: where the platform was looked for.
        place: the platform.
    """
    host = urlsplit(url).hostname or ""
    named = f" Is {place.variable} right? Left out, it is {place.name}'s own."
    told = {
        Trouble.SLOW: (
            f"{host} did not answer in time",
            "Look at the network, and at a firewall that drops what leaves.",
        ),
        Trouble.NAME: (
            f"the name {host} is not known here",
            "Look at the network and its name service (DNS).",
        ),
        Trouble.REFUSED: (
            f"{host} takes no connection",
            "Look at the network and the firewall.",
        ),
        Trouble.TLS: (
            f"there is no safe connection to {host} (TLS)",
            "Install ca-certificates, set the clock, and look for a proxy that reads along.",
        ),
        Trouble.PROXY: ("the proxy refuses", "Look at the variable HTTPS_PROXY."),
        Trouble.BROKEN: (f"the connection to {host} broke", place.later),
        Trouble.ANOTHER: (
            f"{host} answers, but not as {place.name} does (status {status})",
            "Look for a proxy or a login page in between.",
        ),
        Trouble.FAILED: (f"{host} answers with status {status}", place.later),
    }
    said, fix = told[trouble]
    return said, fix if url == place.own else f"{fix}{named}"


def about_api(check: str, heard: Sequence[Answered], url: str, place: Place) -> list[Finding]:
    """Does anybody answer who speaks like the platform?

    Args:
        check: the name of this check.
        heard: what came of each call.
        url: where the platform was looked for.
        place: the platform.
    """
    if not heard:
        return [unchecked(check, "there is no token to ask with.")]
    told = [in_the_way(one.trouble, one.status, url, place) for one in heard if one.trouble]
    if told:
        return [wrong(check, f"{said}.", fix) for said, fix in dict.fromkeys(told)]
    return [ok(check, f"answers at {url}.")]
