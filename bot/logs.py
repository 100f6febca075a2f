"""What the program says about itself, on standard error: never what people said (I8).

Our own lines name a message's or an event's key and say what happened; nobody hands them a
text. Everything else that can reach a log goes through one formatter, which leaves out the
words of exceptions, the arguments of other libraries' lines, and whatever looks like a token
or a password.

Rule for editors: there is one handler, and it is installed here. A library that is too
talkative gets its name into ``QUIET``.
"""

import logging
import re
import sys
import threading
import traceback
from types import TracebackType
from typing import Any, TextIO

OURS = "bot"
QUIET = ("aiohttp", "asyncio", "discord", "slack_bolt", "slack_sdk", "sqlalchemy")
"""Libraries that tell nothing below a warning, also when we debug."""

log = logging.getLogger(__name__)

LEVELS = ("debug", "info", "warning", "error")

_SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+"  # Slack
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"  # Discord
    r"|(?<=://)[^\s/@]+(?=@)"  # user and password of an address
    r"|https://\S+"  # response addresses
    r"|(?<=Bearer )\S+|(?<=Bot )\S+|(?<=token=)[^\s&]+"
)
_MASK = "***"
_PUT_IN = re.compile(r"[\n:({\[\"'<]")
"""Where a library that formats its lines itself begins to put in what may be personal."""


class Redacting(logging.Formatter):
    """One line per event, and of an exception its kind and its places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record without what may be personal."""
        kept = logging.makeLogRecord(record.__dict__)
        if not _is_ours(record.name):
            kept.msg, kept.args = _template(str(record.msg)), ()
        return _SECRET.sub(_MASK, super().format(kept))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """Where it happened, and what kind it was; an exception's words may be anybody's."""
        kind, _, trace = ei
        return told_without_words(kind, trace)


def _template(message: str) -> str:
    """The words that a library always says, as far as they can be told from what it put in."""
    return _PUT_IN.split(message, maxsplit=1)[0].rstrip()


def told_without_words(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    """An exception's kind and places, without its message."""
    frames = traceback.extract_tb(trace)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n  ".join([kind.__name__ if kind else "", *places])


def install(level: str, out: TextIO | None = None) -> None:
    """Send everything that is logged to one place, from this level on.

    Args:
        level: one of ``LEVELS``.
        out: where to; standard error unless told otherwise.
    """
    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(Redacting())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(capture=True)
    sys.excepthook = _tell_unexpected
    sys.unraisablehook = _log_unraisable
    threading.excepthook = _log_end_of_thread


def _tell_unexpected(
    kind: type[BaseException], _problem: BaseException, trace: TracebackType | None
) -> None:
    """The end of a program that nobody foresaw, without what people said."""
    if issubclass(kind, KeyboardInterrupt):
        return
    told = told_without_words(kind, trace)
    sys.stderr.write(
        f"whichrole: an error that we did not foresee; please report it:\n{told}\n"
    )


def _log_unraisable(told: Any) -> None:
    """What nobody could catch, as in a finalizer."""
    log.error("not raised: %s", told_without_words(told.exc_type, told.exc_traceback))


def _log_end_of_thread(told: threading.ExceptHookArgs) -> None:
    log.error("a thread ended: %s", told_without_words(told.exc_type, told.exc_traceback))


def _is_ours(name: str) -> bool:
    return name == OURS or name.startswith(f"{OURS}.")
