"""Hears every log record, of any level, and knows what none may hold (I8)."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Listener(logging.Handler):
    """Formats what is logged, with tracebacks, and looks for what must not be in it."""

    def __init__(self, forbidden: str, broken: Callable[[str, str], None]) -> None:
        super().__init__(logging.DEBUG)
        self._forbidden = forbidden
        self._broken = broken

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one record."""
        told = self.format(record)
        if self._forbidden in told:
            self._broken("I8", f"the log of {record.name} tells what somebody wrote, or who")


@contextmanager
def listening(forbidden: str, broken: Callable[[str, str], None]) -> Iterator[None]:
    """Hear all that is logged inside, and let nothing of it out.

    SQLAlchemy stays at its usual level: below, it tells every statement, without values.
    """
    root, libraries = logging.getLogger(), logging.getLogger("sqlalchemy")
    before = root.level, libraries.level, root.handlers
    root.handlers = [Listener(forbidden, broken)]
    root.setLevel(logging.DEBUG)
    libraries.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers = before[2]
        root.setLevel(before[0])
        libraries.setLevel(before[1])
