"""Where somebody stands. No ids of people, no platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.engine.adverts.values import Reading
from bot.engine.own_words.values import OwnWords
from bot.engine.schedule import DEFAULT_ZONE
from bot.engine.weekly.values import Weekly


@dataclass(frozen=True, slots=True)
class Picked:
    """Options that were ticked; exactly one in a single choice."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotSure:
    """An honest "not sure": it is an answer, and it contributes exactly nothing."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The question was passed over."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A person's own words, and the options that were read in them when they came in.

    Of a list of boxes these are the ones that the person named; once they saw the list on its
    own card and ticked it, or left it as it was, it is ``Picked``.
    """

    text: str
    options: frozenset[str]


Answer = Picked | NotSure | Skipped | Wrote


class Stage(StrEnum):
    """The rooms of the conversation."""

    WELCOME = "welcome"
    ASKING = "asking"
    SUMMARY = "summary"
    EDITING = "editing"
    COMPARING = "comparing"
    CHOOSING = "choosing"
    FORGETTING = "forgetting"
    RESTING = "resting"
    ENDED = "ended"
    ADVERT = "advert"

    WEEK = "week"
    PLAN = "plan"
    STEP = "step"
    PROGRESS = "progress"
    STUCK = "stuck"
    ASKING_MENTOR = "asking-mentor"

    TIMING = "timing"
    DAY = "day"
    HOUR = "hour"
    ZONE = "zone"
    QUIET = "quiet"
    CUE = "cue"
    SETTINGS = "settings"
    PAUSING = "pausing"
    SNOOZING = "snoozing"

    OWN_WORDS = "own-words"
    OWN_READ = "own-read"
    OWN_LEAVING = "own-leaving"


@dataclass(frozen=True, slots=True)
class Leaning:
    """What an earlier walk came to.

    Attributes:
        role: the role that led, or None when nothing spoke for any.
        at: when the summary was first shown; aware, UTC.
    """

    role: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one person stands in their walk through the questions.

    Attributes:
        id: given by the store, once per person.
        version: grows by one with every transition; cards carry it.
        attempt: 1 for the first walk; a restart begins the next and keeps the old answers.
        stage: which room.
        asking: the question that stands, in ``ASKING``, kept while resting; in ``STEP`` the
            step that is looked at, in ``HOUR`` the day whose hour is asked, in
            ``ZONE`` the place whose zone is.
        chosen: the role that the person took for themselves, against the answers or not.
        thorough: they want to answer everything.
        answers: this attempt's latest answer per question, in the order first answered.
        leaning: what this walk came to, once its summary was shown.
        earlier: what the walk before this one came to.
        moved_at: when what led here was sent, by the clock of its platform; aware, UTC, and
            None where the platform does not tell.
        advert: what was read of the job advert that they are pasting, without its words.
        weekly: their weekly steps; None as long as they never wanted any.
        zone: the time zone that their platform tells, or None; the store fills it in and never
            takes it from here.
        mentors: the names of the mentors who may read what they ask, as their platform told
            them last; the store fills it in and never takes it from here.
        own_words: what they tell in their own words just now, and what they wanted kept of it;
            None if there is neither.
        default_zone: the zone of their community, taken where theirs is not known; the store
            fills it in, too.
    """

    id: int
    version: int = 0
    attempt: int = 1
    stage: Stage = Stage.WELCOME
    asking: str | None = None
    chosen: str | None = None
    thorough: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    leaning: Leaning | None = None
    earlier: Leaning | None = None
    moved_at: datetime | None = None
    advert: Reading | None = None
    weekly: Weekly | None = None
    zone: str | None = None
    mentors: tuple[str, ...] = ()
    own_words: OwnWords | None = None
    default_zone: str = DEFAULT_ZONE
