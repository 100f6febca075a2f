"""Many steps in one transaction, each by itself.

A step is a plain function of a connection that may be run again. All are run as if nothing
could go wrong, turns even together; if one raises, they are run once more, each in a SAVEPOINT
of its own, so that it takes nothing else with it. Savepoints for everybody would cost a fifth
of the throughput.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.store.batches import run_all
from bot.store.people.wiping import empty_log_if_wanted

Step = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a step ended: a value that is stored, or a problem and nothing stored."""

    value: Any = None
    problem: BaseException | None = None


def commit(
    connection: Connection, steps: Sequence[Step], check: Callable[[], None]
) -> list[Settled]:
    """Run steps in one transaction; if that fails as a whole, each by itself.

    Args:
        connection: of the writer.
        steps: at least one.
        check: raises if what is about to be committed would be lost.

    Returns:
        How each ended, in their order; nothing of it is told to anybody before COMMIT (I1).
    """
    for run in (_unguarded, _guarded):
        try:
            transaction = connection.begin()
        except Exception as problem:  # noqa: BLE001 - a lock; one by one we would wait as often
            return [Settled(problem=problem)] * len(steps)
        try:
            with transaction:
                settled = run(connection, steps)
                check()
        except BaseException as problem:  # noqa: BLE001 - nothing of this batch is stored
            failed = Settled(problem=problem)
        else:
            empty_log_if_wanted(connection)
            return settled
    if len(steps) == 1:
        return [failed]
    return [settled for step in steps for settled in commit(connection, [step], check)]


def _unguarded(connection: Connection, steps: Sequence[Step]) -> list[Settled]:
    return [Settled(value) for value in run_all(connection, steps)]


def _guarded(connection: Connection, steps: Sequence[Step]) -> list[Settled]:
    return [_run(connection, step) for step in steps]


def _run(connection: Connection, step: Step) -> Settled:
    """Run one step in its SAVEPOINT.

    The savepoint is plain SQL text: SQLAlchemy's own costs a third of the throughput.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT step")
    try:
        settled = Settled(step(connection))
    except BaseException as problem:
        if not driver.in_transaction:  # a full disk: SQLite has undone the whole batch
            raise
        driver.execute("ROLLBACK TO step")
        settled = Settled(problem=problem)
    driver.execute("RELEASE step")
    return settled
