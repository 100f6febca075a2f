"""Every exception that we raise on purpose, sorted by who must act.

A member's mistake is not an exception: the engine answers it. Adapters and the store
translate their libraries' exceptions into these at their edge, with ``raise … from``.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum


class WhichRoleError(Exception):
    """The root; its text is one sentence that whoever must act can read.

    Attributes:
        exit_code: with which a command ends that could not mend it.
    """

    exit_code = 1


class ConfigError(WhichRoleError):
    """The operator must change a setting or an argument.

    Attributes:
        problems: everything that is wrong, one sentence each.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ContentError(WhichRoleError):
    """An author must fix a file under ``content/``.

    Attributes:
        path: the file at fault, relative to the content directory.
        where: the table or key inside it, e.g. ``question.pace.option[2]``.
        problem: what is wrong, as one sentence without a full stop.
    """

    def __init__(self, path: str, where: str, problem: str) -> None:
        super().__init__(f"{path}: {where}: {problem}" if where else f"{path}: {problem}")
        self.path, self.where, self.problem = path, where, problem


class ContentFaults(WhichRoleError):
    """An author must fix several places; nothing of this content is used.

    Attributes:
        faults: every fault that was found, in file order.
    """

    def __init__(self, faults: Sequence[ContentError]) -> None:
        places = "1 place" if len(faults) == 1 else f"{len(faults)} places"
        listed = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"The content is not used, because of {places} in it:\n{listed}")
        self.faults = tuple(faults)


class TableError(WhichRoleError):
    """Whoever measures or fits must name another table of people.

    Attributes:
        path: the file.
        problem: what is wrong, as one sentence without a full stop; it may end as a question.
        line: where, counted from 1 as in an editor, or None.
    """

    exit_code = 2

    def __init__(self, path: object, problem: str, line: int | None = None) -> None:
        where = f"{path}, line {line}" if line else f"{path}"
        stop = "" if problem.endswith("?") else "."
        super().__init__(f"{where}: {problem}{stop}")
        self.path, self.problem, self.line = str(path), problem, line


class StoreError(WhichRoleError):
    """The database cannot serve; what was acknowledged before is safe."""


class StoreBusy(StoreError):
    """More turns wait than the store accepts; nothing of this turn is stored.

    Attributes:
        waiting: how many turns were waiting already.
    """

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} turns are waiting for the database; please try again.")
        self.waiting = waiting


class ConnectionRefused(WhichRoleError):
    """A platform will never let us in as we are: the operator must act, and we end (F37).

    Attributes:
        platform: its name.
        reason: what is wrong, as one sentence without a full stop.
    """

    exit_code = 78
    """As ``sysexits`` has it: something is wrong with the configuration."""

    def __init__(self, platform: str, reason: str) -> None:
        super().__init__(f"{platform} does not let us in: {reason}. See `whichrole doctor`.")
        self.platform, self.reason = platform, reason


class Refusal(StrEnum):
    """Why a message was not handed over, sorted by what must happen now."""

    BUSY = "busy"
    """The platform could not; it did not accept the message. Later, the same way."""

    LIMITED = "limited"
    """Too many requests. Everything for this community, or platform, waits until a moment."""

    EXPIRED = "expired"
    """This way is closed, as an old response address is. Another may be open."""

    LOST = "lost"
    """The answer did not come. Nobody knows whether the message was accepted."""

    UNREACHABLE = "unreachable"
    """This person cannot be written to until they write first."""

    REVOKED = "revoked"
    """This community no longer lets us in."""

    OURS = "ours"
    """The message is wrong, or the refusal is one that we do not know: our bug."""


class DeliveryError(WhichRoleError):
    """A message was not handed over; its outbox row is still there.

    Attributes:
        refusal: what kind.
        retry_at: the earliest moment to try again, where the platform said one; aware.
        everywhere: a limit that holds for the whole platform, not for one community.
        alone: a limit that holds for what this message needs, and for no other message.
    """

    def __init__(
        self,
        told: str,
        refusal: Refusal = Refusal.BUSY,
        retry_at: datetime | None = None,
        *,
        everywhere: bool = False,
        alone: bool = False,
    ) -> None:
        super().__init__(told)
        self.refusal, self.retry_at = refusal, retry_at
        self.everywhere, self.alone = everywhere, alone
