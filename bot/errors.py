"""Every exception that we raise on purpose, sorted by who must act.

A member's mistake is not an exception: the engine answers it. Adapters and the store
translate their libraries' exceptions into these at their edge, with ``raise … from``.
"""

from collections.abc import Sequence


class WhichRoleError(Exception):
    """The root; its text is one sentence that whoever must act can read."""


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


class DeliveryError(WhichRoleError):
    """A message could not be handed over; its outbox row is still there."""
