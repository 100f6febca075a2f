"""The time zone of this machine, as a name that people use."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.engine.schedule import zone_named

LOCAL_TIME = Path("/etc/localtime")
FOLDER = "zoneinfo/"
"""The names of zones stand behind this, wherever the system keeps them."""


def machine_zone(environ: Mapping[str, str], local_time: Path = LOCAL_TIME) -> str | None:
    """The IANA name of the zone in which this machine's clock is read.

    ``TZ`` goes before the system's choice, also where it holds no such name.

    Returns:
        None where there is none: a rule such as ``CET-1CEST``, or a copy of a zone's file.
    """
    told = environ.get("TZ")
    if told is not None:
        return _known(told.removeprefix(":") or "UTC")
    with suppress(OSError):
        return _known(str(local_time.readlink()))
    return None


def _known(told: str) -> str | None:
    """The name that stands in what was told, if there is such a zone."""
    name = told.rpartition(FOLDER)[2]
    return name if isinstance(zone_named(name), ZoneInfo) else None
