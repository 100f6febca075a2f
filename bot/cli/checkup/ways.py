"""What keeps an answer of a platform from coming, as an operator's sentences."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.adapters.reaching import Trouble
from bot.config.values import DISCORD_API, SLACK_API


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
