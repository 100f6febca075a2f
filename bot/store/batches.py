"""Turns that wait at the same time are taken together, one kind of work after the other.

All their events are claimed, all who sent them are looked up with two statements, all step,
and then all is written, a statement for all of its rows. That costs a third less than one
turn after the other: the driver's and SQLite's way into a statement is gone once and not for
everybody. A turn alone is a group of one, so there is one way to take a turn.

A group has one turn of an account and of a conversation, so nobody in it can miss what
another one writes. Whoever comes twice is in two groups, and the order of arrival stays.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import Connection

from bot.ports.inbound import Address
from bot.ports.outbox import Claimed
from bot.store import statements, steps
from bot.store.people import forgetting
from bot.store.standings import Standing, newcomer, standings
from bot.store.steps import Arrived, Writing

Step = Callable[[Connection], Any]


class TakesTurn(Arrived):
    """A turn as a step of the writer: by itself it is taken alone."""

    __slots__ = ()

    def __call__(self, connection: Connection) -> Claimed:
        """Take it."""
        return take_turns(connection, [self])[0]


def run_all(connection: Connection, waiting: Sequence[Step]) -> list[Any]:
    """Run steps in their order; turns that follow each other are taken together.

    Returns:
        What each returned.

    Raises:
        BaseException: what one of them raised; the others may have left rows behind.
    """
    returned: list[Any] = []
    for group in _groups(waiting):
        if isinstance(group[0], TakesTurn):
            returned += take_turns(connection, group)
        else:
            returned += [step(connection) for step in group]
    return returned


def take_turns(connection: Connection, turns: Sequence[Arrived]) -> list[Claimed]:
    """Claim the events, load, step, write. A repeat of a key does nothing (I2).

    Args:
        connection: of the writer.
        turns: no two of one sender.
    """
    is_new = [_claim(connection, turn) for turn in turns]
    taken = iter(_take(connection, list(compress(turns, is_new))))
    return [next(taken) if new else Claimed() for new in is_new]


def _groups(waiting: Sequence[Step]) -> Iterator[list[Any]]:
    """Turns that follow each other, no two of one sender; each other step by itself."""
    turns: dict[Address, TakesTurn] = {}
    for step in waiting:
        turn = step if isinstance(step, TakesTurn) else None
        if turns and (turn is None or turn.sender in turns):
            yield [*turns.values()]
            turns = {}
        if turn is None:
            yield [step]
        else:
            turns[turn.sender] = turn
    if turns:
        yield [*turns.values()]


def _claim(connection: Connection, turn: Arrived) -> bool:
    """Whether the event is new; from now on it is not."""
    event = {
        "platform": turn.sender.platform,
        "workspace": turn.sender.workspace,
        "event_key": turn.key,
        "claimed_at": turn.now,
    }
    return statements.claim_event.run(connection, event) == 1


def _take(connection: Connection, turns: Sequence[Arrived]) -> list[Claimed]:
    """Load, step, write."""
    found = standings(connection, [turn.sender for turn in turns])
    conversations = [one.conversation.id for one in found if one is not None]
    if len(set(conversations)) < len(conversations):  # two accounts of one person
        return [claimed for turn in turns for claimed in _take(connection, [turn])]
    here = [one or _met(connection, turn) for turn, one in zip(turns, found, strict=True)]
    stepped = [
        (turn, standing, turn.step(standing.conversation)) if standing else None
        for turn, standing in zip(turns, here, strict=True)
    ]
    writing = Writing(connection)
    claimed = [steps.carry_out(writing, *one) if one else Claimed() for one in stepped]
    writing.write()
    return claimed


def _met(connection: Connection, turn: Arrived) -> Standing | None:
    """Somebody new; None for what was done before they asked us to forget them."""
    if forgetting.acted_before_forgotten(connection, turn.sender, turn.acted_at):
        return None
    return newcomer(connection, turn.sender, turn.now)
