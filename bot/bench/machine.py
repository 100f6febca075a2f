"""What the figures were measured on."""

import os
import platform
import sqlite3
from typing import Any

from bot.bench.places import disk_folder, filesystem


def described() -> dict[str, Any]:
    """The machine in a few words and numbers, nothing that names it or its owner.

    ``load`` is the system's one-minute average at the start: well above the others' share of
    the cores, and absolute figures are not to be trusted.
    """
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "filesystem": filesystem(disk_folder()),
    }
