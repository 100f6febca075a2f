"""The people of a season: they press whatever there is, and come by everywhere."""

from dataclasses import dataclass, field

import pytest

from bot.engine.events import Asked, Chose, Typed
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import weeks
from bot.ports.inbound import Inbound
from bot.rehearsal.file import rehearsed_file
from bot.rehearsal.oracle import Oracle
from bot.rehearsal.rehearsing import shipped
from bot.rehearsal.seasons.season import Size, play
from bot.rehearsal.seasons.witness import SeasonWitness

SEEDS, SIZE = (1, 2, 3), Size(members=16, weeks=8, faults=0)
WEEKLY = {*Stage} - {
    *(Stage.WELCOME, Stage.ASKING, Stage.SUMMARY, Stage.EDITING, Stage.COMPARING),
    *(Stage.CHOOSING, Stage.FORGETTING, Stage.RESTING, Stage.ENDED),
    *(Stage.ADVERT, Stage.OWN_WORDS, Stage.OWN_READ, Stage.OWN_LEAVING),
}
"""The rooms of weekly steps."""


@dataclass
class Seen:
    """What the people of a season did.

    Attributes:
        rooms: where they were.
        pressed: what they chose on cards of a week.
        kinds: of events.
    """

    rooms: set[Stage] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    kinds: set[type] = field(default_factory=set)

    def note(self, inbound: Inbound, oracle: Oracle) -> None:
        self.rooms.add(oracle.here.stage)
        self.kinds.add(type(inbound.event))
        match inbound.event:
            case Chose(place=place, choices=chosen) if weeks.is_of_a_week(place):
                self.pressed |= chosen


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """What is noted by every witness."""
    told, moved_on = Seen(), SeasonWitness.moved_on

    def notes(
        self: SeasonWitness, inbound: Inbound, before: Conversation, oracle: Oracle
    ) -> None:
        told.note(inbound, oracle)
        moved_on(self, inbound, before, oracle)

    monkeypatch.setattr(SeasonWitness, "moved_on", notes)
    return told


@pytest.mark.thorough
def test_in_a_few_seasons_every_room_is_visited_and_every_word_is_said(seen: Seen) -> None:
    for seed in SEEDS:
        with rehearsed_file() as file:
            play(SIZE, seed, file, shipped())

    assert WEEKLY - seen.rooms == set()
    assert {*CheckIn} - seen.pressed == set()
    assert WeeklyButton.SHOW_ANSWER in seen.pressed
    assert {Chose, Typed, Asked} <= seen.kinds
