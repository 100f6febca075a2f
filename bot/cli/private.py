"""Files with what is about people: only whoever runs the program can read them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.errors import ConfigError


@contextmanager
def private_file(path: Path, *, force: bool) -> Iterator[TextIO]:
    """A file to be written that only its owner can read, also where another one stood before.

    Args:
        path: where.
        force: replace one that exists.

    Raises:
        ConfigError: it exists, or cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
    try:
        descriptor = os.open(path, flags | (os.O_TRUNC if force else os.O_EXCL), 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            path.chmod(0o600)
            yield file
    except FileExistsError:
        raise ConfigError([f"{path} exists already; --force replaces it."]) from None
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise ConfigError([f"{path} cannot be written: {reason}."]) from problem
