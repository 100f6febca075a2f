from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.engine.schedule import Due, Occasion, Schedule
from bot.engine.weekly.values import Agenda
from bot.store.agendas import from_agenda, to_agenda

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
DUE = Due(NINE, 105_707, Occasion.NUDGE, NINE)
SCHEDULE = Schedule(0, time(9), "UTC", date(2026, 11, 30))


@pytest.mark.parametrize("due", [DUE, replace(DUE, is_late=True)])
def test_F43_what_is_due_comes_back_as_late_as_it_was(due: Due) -> None:
    at, schedule, following, *_ = from_agenda(Agenda(SCHEDULE, due))

    found = to_agenda(at, schedule, following, None, 0, 0, 0)

    assert found == Agenda(SCHEDULE, due)


def test_F25_what_is_late_in_a_way_that_we_never_wrote_cannot_be_read() -> None:
    at, schedule, following, *_ = from_agenda(Agenda(SCHEDULE, DUE))
    assert following is not None

    with pytest.raises(ValueError, match="late"):
        to_agenda(at, schedule, following.replace("]", ",7]"), None, 0, 0, 0)
