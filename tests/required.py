"""What tests want and not every machine has."""

import os
import re
from pathlib import Path

import pytest


def required(name: str, variable: str) -> Path:
    """The file or folder that a variable names; without it the test is skipped, or fails
    where ``WHICHROLE_REQUIRE`` lists the name.
    """
    given = os.environ.get(variable, "").strip()
    if given and Path(given).exists():
        return Path(given)
    lacking = f"{variable} names no {name}"
    if name in re.split(r"[,\s]+", os.environ.get("WHICHROLE_REQUIRE", "")):
        pytest.fail(lacking)
    pytest.skip(lacking)
