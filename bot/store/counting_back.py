"""A message that asks about a week, and that nobody gets, gives the week back.

Its round has counted it: as a week that began, and as one in which its person said nothing.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from bot.engine.weekly.values import Agenda, Weekly
from bot.ports.outbox import Kind
from bot.store import rows, weekly_statements
from bot.store.agendas import due_at, instant_text
from bot.store.standings import weeklies_of

COUNTED = (Kind.NUDGE, Kind.CADENCE)
"""The kinds that ask about a week; only the first begins one."""


def count_back(connection: Connection, unsaid: Iterable[Any]) -> None:
    """Give back what was counted for messages that will not be sent.

    Args:
        connection: of the writer.
        unsaid: rows with ``person_id`` and ``kind``, one for each of them.
    """
    of_person = attrgetter("person_id")
    kinds = {
        person: [Kind(row.kind) for row in same]
        for person, same in groupby(sorted(unsaid, key=of_person), key=of_person)
    }
    if not kinds:
        return
    for person, weekly in _readable(connection, [*kinds]).items():
        agenda = weekly.agenda
        for kind in kinds[person]:
            agenda = _without(agenda, kind)
        if agenda != weekly.agenda:
            columns = {"nudged": agenda.nudged, "silent": agenda.silent, "asked": agenda.asked}
            there = {"key": instant_text(due_at(agenda)), "person": person}
            weekly_statements.count_back.run(connection, {**there, **columns})


def _readable(connection: Connection, people: Sequence[int]) -> Mapping[int, Weekly]:
    """Their weekly steps, by person; who has some that this program did not write is left out.

    Their message comes to its end all the same, and so do those of others (F25).
    """
    try:
        return weeklies_of(connection, [(person,) for person in people])
    except rows.STRANGE:
        alone = [[person] for person in people if len(people) > 1]
        return ChainMap(*(dict(_readable(connection, one)) for one in alone))


def _without(agenda: Agenda, kind: Kind) -> Agenda:
    """The agenda, as if this message had not been written."""
    silent = max(agenda.silent - agenda.schedule.rhythm, 0)
    if kind is Kind.CADENCE:
        return replace(agenda, silent=silent, asked=False)
    return replace(agenda, silent=silent, nudged=max(agenda.nudged - 1, 0))
