"""A season sees every promise about nudges break: each bug here somebody could write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.engine.schedule import due, late, periods, values
from bot.engine.schedule import next_due as real_next_due
from bot.engine.schedule.values import Due, Latest, Schedule, Silence
from bot.engine.weekly import times, weeks
from bot.engine.weekly.values import Agenda
from bot.errors import DeliveryError
from bot.ports.nudges import Serve, Served
from bot.ports.outbox import REPEATABLE, Kind, Later, Message, Sent
from bot.rehearsal.file import rehearsed_file
from bot.rehearsal.rehearsing import shipped
from bot.rehearsal.seasons.season import Size, play
from bot.rehearsal.world import Violation
from bot.store import posting, rounds, weekly_statements
from bot.usecases import delivery, nudging, seeking, verdicts, wanting
from tests.torture.planted import nudges

CALM, ROUGH = Size(members=8, weeks=12, faults=0), Size(members=12, weeks=8, faults=400)
BOTH = (CALM, ROUGH)
"""What shows where nothing goes wrong shows among faults, too."""

SEEDS = (1, 2, 3, 4, 5, 6, 8, 16)
"""A bug is looked for with one seed after the other; most show with the first, and a peace that
is none with the last: somebody has to be silent for four weeks, and then stay."""

Swap = tuple[Any, str, Any]


@dataclass(frozen=True)
class Bug:
    """What is swapped for what, which promise it breaks, and in which seasons it shows."""

    swaps: Sequence[Swap]
    promises: set[str]
    sizes: Sequence[Size] = BOTH


def never_asked(*_: object, **__: object) -> Silence:
    return Silence.GO_ON


def stop_ignored(
    schedule: Schedule, after: datetime, latest: Latest | None = None
) -> Due | None:
    return real_next_due(replace(schedule, stopped=False), after, latest)


def pause_ignored(
    schedule: Schedule, after: datetime, latest: Latest | None = None
) -> Due | None:
    return real_next_due(replace(schedule, paused_until=None), after, latest)


def nothing_written(agenda: Agenda, person: int, now: datetime) -> Served:
    return replace(serve(agenda, person, now), orders=())


serve, serve_due = nudging.serve, rounds.serve_due
add_scheduled = weekly_statements.add_scheduled
message_of, written_row = posting._message, rounds._message


def moved_before_it_is_written(
    connection: Connection, most: int, serves: Serve, now: datetime
) -> int:
    """Two transactions: what is between them is lost with the program."""
    waits: list[Any] = []

    def add_later(_: Connection, rows: Sequence[Any]) -> int:
        waits.extend(rows)
        return len(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weekly_statements, "add_scheduled", add_later)
        served = serve_due(connection, most, serves, now)
    driver: Any = connection.connection.driver_connection
    driver.commit()
    driver.execute("BEGIN IMMEDIATE").close()
    add_scheduled(connection, waits)
    return served


keys = count()


def under_a_random_key(row: Any) -> Message:
    return replace(message_of(row), key=f"random-{next(keys)}")


def where_no_turn_looks(*asked: Any) -> tuple[Any, ...]:
    *row, _, opens = written_row(*asked)
    return (*row, None, opens)


def believed(message: Message, *_: object) -> Any:
    return Sent(message), ()


def not_found(message: Message, now: datetime, **_: bool) -> Any:
    return verdicts.found_out(message, now, arrived=False)


def sent_again_unseen(message: Message, _problem: DeliveryError, now: datetime) -> Any:
    return Later(message, now)


BUGS = {
    "UTC instead of local time": Bug([(due, "zone_or", nudges.zone_of_nobody)], {"I4"}),
    "seven days added in UTC": Bug(
        [(periods, "opening", nudges.opening_by_seven_days_in_utc)], {"I4"}
    ),
    "fortnights of the calendar": Bug(
        [(one, "in_rhythm", nudges.fortnights_of_the_calendar) for one in (due, periods)],
        {"I4"},
    ),
    "quiet hours that are ignored": Bug(
        [(one, "awake", nudges.awake_at_night) for one in (wanting, due, late, periods)],
        {"F43", "I4"},
    ),
    "a stop that is ignored": Bug([(due, "next_due", stop_ignored)], {"I3"}),
    "a pause that is ignored": Bug([(due, "next_due", pause_ignored)], {"I3"}),
    "a reminder counted as a nudge": Bug(
        [(nudging, "_written", nudges.reminder_that_counts_as_silence)], {"I3"}
    ),
    "a silence that never ends": Bug([(weeks, "heard", nudges.heard_in_vain)], {"I3"}),
    "nobody is asked how often": Bug([(nudging, "after_silence", never_asked)], {"I3"}),
    "a peace that is none": Bug(
        [(nudging, "_left_in_peace", nudges.peace_that_is_none)], {"I3"}, [CALM]
    ),
    "a message that is not written": Bug([(nudging, "serve", nothing_written)], {"I4"}),
    "an agenda that no turn finds": Bug(
        [(rounds, "_message", where_no_turn_looks)], {"I4", "I9"}
    ),
    "a random key": Bug([(posting, "_message", under_a_random_key)], {"B2"}),
    "an agenda that is moved first": Bug(
        [(rounds, "serve_due", moved_before_it_is_written)], {"I3", "I4", "I9"}, [ROUGH]
    ),
    "weeks off that are not written down": Bug(
        [(nudging, "taken", nudges.offline_weeks_that_nobody_notes)], {"I4"}, [ROUGH]
    ),
    "a nudge that may be repeated": Bug(
        [(one, "REPEATABLE", REPEATABLE | {Kind.NUDGE}) for one in (verdicts, posting)],
        {"I4", "F17", "F21"},
        [ROUGH],
    ),
    "no unique key": Bug(
        [(weekly_statements, "add_scheduled", nudges.add_for_nobody)], {"I3", "I4"}, [ROUGH]
    ),
    "a loss that counts as sent": Bug([(delivery, "verdict", believed)], {"I4"}, [ROUGH]),
    "a look that sees nothing": Bug([(seeking, "found_out", not_found)], {"F18"}, [ROUGH]),
    "a look that is not waited for": Bug(
        [(seeking, "not_told", sent_again_unseen)], {"F18"}, [ROUGH]
    ),
    "a pointer that is not written": Bug(
        [(weekly_statements, "point_at_agendas", nudges.told_to_no_plan)],
        {"I2", "I4", "I9"},
        [ROUGH],
    ),
    "a third that is called offline": Bug(
        [(nudging, "_written", nudges.third_that_is_called_offline)], {"I4"}
    ),
    "a beginning three weeks late": Bug(
        [(times, "begun", nudges.begun_three_weeks_late)], {"I4"}
    ),
    "a pause without end": Bug([(times, "paused", nudges.pause_without_end)], {"I3", "I4"}),
    "a reminder after a day": Bug(
        [(one, "REMINDED_AFTER", timedelta(days=1)) for one in (due, wanting)], {"I4"}
    ),
    "a peace after one week": Bug([(values, "PAUSED_AFTER", 1)], {"I3"}),
}
QUICKLY_SEEN = {"a random key"}
"""It stands for the others in the tests of every change."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a round works out once is worked out anew with a bug, and without it after."""
    nudging._after.cache_clear()
    yield
    nudging._after.cache_clear()


@pytest.mark.parametrize(
    ("bug", "size"),
    [
        pytest.param(
            bug,
            size,
            id=f"{name}, {size.faults} faults",
            marks=[pytest.mark.thorough] * (name not in QUICKLY_SEEN or size is ROUGH),
        )
        for name, bug in BUGS.items()
        for size in bug.sizes
    ],
)
def test_a_season_sees_a_bug(bug: Bug, size: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    for swap in bug.swaps:
        monkeypatch.setattr(*swap)

    found = first_violation(size)

    assert found.promise in bug.promises, str(found)
    assert len(found.steps) > 1


@pytest.mark.thorough
def test_the_same_seed_shows_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "verdict", believed)

    first, again = (first_violation(Size(3, 3, 40)) for _ in range(2))

    assert first == again


def first_violation(size: Size) -> Violation:
    """What the first seed finds that finds anything."""
    return next(found for seed in SEEDS for found in violations(size, seed))


def violations(size: Size, seed: int) -> list[Violation]:
    with rehearsed_file() as file:
        return play(size, seed, file, shipped()).violations
