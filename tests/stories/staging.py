"""Stories of several people on any surface: their steps, and what nobody else may see.

Stage directions, each followed in the way that a surface has for it::

    ! kim becomes a mentor
    ! kim is a mentor no longer
    ! kim looks after ann, ben and cid
    ! only kim and sam read: words of a secret
    ! kim sees no more: words that stood there
    ! without a press kim sees no more: words that a window showed, where it is blanked by us
    ! ana lives in Village
    ! kim lives in Village too

A secret is whispered from its direction on; in the end each of those who are named has read it,
and nobody else has, at any time of the story. Nothing of ours is ever said where everybody
reads it, and what one is answered is told to nobody else in the same moment.
"""

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

import pytest

from bot.engine.mentoring.consent_cards import ConsentChange
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Community, Pairing
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors import pairing as steps
from tests.fakes.closing import closing
from tests.fakes.waiting import until
from tests.fakes.weekly import wanting, weekly
from tests.stories.story import Step, missing, unwanted

BOSS = "boss"
"""Whoever looks after the place."""

WORTH_KEEPING = 24
"""Letters; a shorter line may be said to two people by chance."""

_LIST = re.compile(r", | and ")


class Stage(Protocol):
    """A surface on which several people act.

    Attributes:
        blanks: what stands open and may not be seen any more goes without anybody's press.
    """

    blanks: bool

    async def opens(self, step: Step) -> None:
        """Somebody sits down, so that they see what came meanwhile."""
        ...

    async def does(self, step: Step) -> str:
        """What they do; what they are answered."""
        ...

    async def came(self, who: str) -> str:
        """What came for them by itself since they last looked."""
        ...

    async def lets_pass(self, days: int) -> None:
        """Days pass."""
        ...

    async def becomes_mentor(self, who: str, place: str) -> None:
        """As an admin does it there."""
        ...

    async def is_mentor_no_longer(self, who: str, place: str) -> None:
        """From now on, as far as the platform tells it at once."""
        ...

    async def looks_after(self, mentor: str, mentees: Sequence[str]) -> None:
        """These are theirs, and share all that they can."""
        ...

    async def lives_in(self, who: str, place: str, *, too: bool) -> None:
        """Somebody is to be found elsewhere, or there too."""
        ...

    def sees(self, who: str) -> Sequence[str]:
        """What stands before somebody now, message by message."""
        ...

    def in_public(self) -> Sequence[str]:
        """All of ours that everybody can read, or could."""
        ...


@dataclass(frozen=True, slots=True)
class Secret:
    """Words, and who may read them."""

    words: str
    whose: frozenset[str]


class Play:
    """One story on one stage.

    Args:
        story: its steps.
        stage: where it is played.

    Attributes:
        secrets: what the story says is one.
        read: by name, everything that somebody has ever seen.
    """

    def __init__(self, story: Sequence[Step], stage: Stage) -> None:
        self._story = story
        self._stage = stage
        self._cast = list(dict.fromkeys(step.who for step in story))
        self.secrets: list[Secret] = []
        self.read: defaultdict[str, dict[str, None]] = defaultdict(dict)

    async def runs(self) -> None:
        """Live through it.

        Raises:
            AssertionError: an answer is not what the story says, or somebody reads what is not
                for them.
        """
        for step in self._story:
            if step.days_later:
                await self._stage.lets_pass(step.days_later)
            if step.opens:
                await self._stage.opens(step)
            if step.direction:
                await self._directed(step.direction)
            else:
                await self._lived(step)
            self._look_around()
        self._nobody_read_what_is_not_theirs()

    async def _lived(self, step: Step) -> None:
        before = {name: set(self._stage.sees(name)) for name in self._cast}
        is_by_itself = not step.does
        act: Awaitable[str] = (
            self._stage.came(step.who) if is_by_itself else self._stage.does(step)
        )
        answer = await act
        where = f"@ {step.who}\n> {step.does}\n{answer}"
        self.read[step.who][answer] = None
        assert missing(step, answer) is None, f"{missing(step, answer)!r} is not told: {where}"
        assert unwanted(step, answer) is None, f"{unwanted(step, answer)!r} is told: {where}"
        for name in self._cast:
            if name != step.who and not is_by_itself:
                news = set(self._stage.sees(name)) - before[name]
                shared = _lines(news) & _lines([answer])
                assert not shared, f"{name} is told as well: {shared} {where}"

    async def _directed(self, direction: str) -> None:
        for pattern, follow in self._ways.items():
            found = re.fullmatch(pattern, direction)
            if found is not None:
                await follow(*found.groups())
                return
        raise ValueError(f"nobody knows how to follow: {direction}")

    @property
    def _ways(self) -> Mapping[str, Callable[..., Awaitable[None]]]:
        """How directions are followed."""
        return {
            r"(\w+) becomes a mentor(?: in (\w+))?": self._becomes_mentor,
            r"(\w+) is a mentor no longer(?: in (\w+))?": self._is_mentor_no_longer,
            r"(\w+) looks after (.+)": self._looks_after,
            r"only (.+) reads?: (.+)": self._keeps_secret,
            r"(without a press )?(\w+) sees no more: (.+)": self._sees_no_more,
            r"(\w+) lives in (\w+)( too)?": self._lives_in,
        }

    async def _becomes_mentor(self, who: str, place: str | None) -> None:
        await self._stage.becomes_mentor(who, place or "")

    async def _is_mentor_no_longer(self, who: str, place: str | None) -> None:
        await self._stage.is_mentor_no_longer(who, place or "")

    async def _looks_after(self, mentor: str, mentees: str) -> None:
        await self._stage.looks_after(mentor, _LIST.split(mentees))

    async def _keeps_secret(self, names: str, words: str) -> None:
        self.secrets.append(Secret(words, frozenset(_LIST.split(names))))

    async def _sees_no_more(self, by_itself: str | None, who: str, words: str) -> None:
        if by_itself and not self._stage.blanks:
            return
        assert any(words in one for one in self.read[who]), f"{who} never saw {words!r}"
        if by_itself:
            with suppress(TimeoutError):
                await until(lambda: words not in "\n".join(self._stage.sees(who)))
        shown = "\n".join(self._stage.sees(who))
        assert words not in shown, f"{who} still sees {words!r}: {shown}"

    async def _lives_in(self, who: str, place: str, too: str | None) -> None:
        await self._stage.lives_in(who, place, too=bool(too))

    def _look_around(self) -> None:
        """Keep what everybody sees now."""
        for name in self._cast:
            self.read[name] |= dict.fromkeys(self._stage.sees(name))

    def _nobody_read_what_is_not_theirs(self) -> None:
        assert list(self._stage.in_public()) == []
        for secret in self.secrets:
            readers = {
                name
                for name in self._cast
                if any(secret.words in " ".join(one.split()) for one in self.read[name])
            }
            assert readers == secret.whose, f"{secret.words!r} was read by {sorted(readers)}"


async def play(story: Sequence[Step], stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Live through a story; what is secret in it stands in no log either."""
    caplog.set_level("DEBUG", "bot")
    told = Play(story, stage)
    await told.runs()
    assert [one.words for one in told.secrets if one.words in caplog.text] == []


async def shares_all(
    store: SqliteStore, mentor: Address, mentee: Address, community: Community, names: str
) -> None:
    """Two are a pair, and everything is shared.

    Args:
        store: keeps it.
        mentor, mentee: whose pair it is.
        community: where.
        names: what the two are called, with a blank between.
    """
    key = f"story:{mentee.user}"
    its_name, _, theirs = names.partition(" ")
    step = wanting(replace(weekly(due_at=None)))
    await store.turn(EventKey(key), mentee, step)
    wanted = Pairing(
        0, community, State.ACTIVE, Origin.ASSIGNED, mentor, mentee, its_name, theirs
    )
    opened = await store.mentoring.open_pairing(
        EventKey(f"{key}:pair"), mentor, wanted, steps.opened(closing())
    )
    assert opened.after is not None
    consent = steps.consented(ConsentChange(frozenset(Item), frozenset()), mentee)
    await store.mentoring.change_pairing(
        EventKey(f"{key}:shares"), mentee, opened.after.id, consent
    )


def _lines(texts: Sequence[str] | set[str]) -> set[str]:
    """Lines that are long enough to be somebody's."""
    found = {line.strip() for text in texts for line in text.splitlines()}
    return {line for line in found if len(line) >= WORTH_KEEPING}
