"""The same stories of several people, over real sockets in one workspace."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.slack.roster import GOOD_FOR
from bot.adapters.terminal.spoken import spoken
from bot.catalog import Catalog
from bot.usecases.mentors.asking import MENTEE_STATUS
from bot.usecases.mentors.chasing import chase
from tests.adapters.slack.conftest import LONG, patient
from tests.fakes.clock import RunningClock
from tests.fakes.slack.club import HERE, account
from tests.fakes.slack.person import Person, labels, tickable, words
from tests.fakes.slack.seen import can_press, elements, label
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators
from tests.fakes.slack.workspace import US, Json, Posted
from tests.sparing import first
from tests.stories.passing import pass_days
from tests.stories.staging import BOSS, play, shares_all
from tests.stories.story import OF_SEVERAL, Step, steps, stories

A_MOMENT = timedelta(seconds=5)
"""Between two things that people do, by the program's clock."""

MENTORS = "S0MENTORS"
WINDOW = "window"

Shown = Mapping[str, tuple[str, str]]
"""What stands before somebody: by its name, when it came to be so, and what it says."""


class InAWorkspace:
    """The stage; the program runs all the time.

    Args:
        served: the program.
        catalog: our words.
        clock: what time it is for the program.
    """

    blanks = True

    def __init__(self, served: Served, catalog: Catalog, clock: RunningClock) -> None:
        self._served, self._catalog, self._clock = served, catalog, clock
        self._workspace = served.slack.workspace
        self._looked: dict[str, Shown] = {}
        self._windows: dict[str, Json] = {}
        served.slack.workspace.profiles[user_of(BOSS)] = {"is_admin": True}

    def person(self, who: str) -> Person:
        """Somebody, who is called as the story calls them."""
        user = user_of(who)
        known = self._workspace.profiles.setdefault(user, {})
        known.setdefault("profile", {"display_name": who})
        return self._served.slack.person(user)

    async def opens(self, step: Step) -> None:
        """The program is open for everybody."""

    async def came(self, who: str) -> str:
        return self._news(who, self._looked.get(who, {}))

    async def does(self, step: Step) -> str:
        person, before = self.person(step.who), self._shown(step.who)
        if step.button is not None:
            await self._presses(person, step.who, step.button)
        elif step.does.startswith("/") or spoken(step.does) is not None:
            self._leaves_window(person)
            command, _, text = step.does.partition(" ")
            await person.runs(command, mentioned(step.does, text))
        elif has_field(person.window):
            await person.submits(step.does)
        else:
            self._leaves_window(person)
            await person.says(step.does)
        await self._served.rests()
        self._clock.pass_by(A_MOMENT)
        return self._news(step.who, before)

    async def _presses(self, person: Person, who: str, button: str) -> None:
        """A button where it stands; on a window that changed meanwhile, as it was seen."""
        if person.window and button in pressed_in(person.window):
            await person.presses_in_window(button)
        elif person.window and button in pressed_in(self._windows.get(who, {})):
            await person.presses_in_window(button, self._windows[who])
        else:
            self._leaves_window(person)
            is_ticked = bool(person.live) and button in tickable(person.live[-1])
            await (person.answers(button) if is_ticked else person.presses(button))

    @staticmethod
    def _leaves_window(person: Person) -> None:
        """Nothing else can be done as long as a window stands before everything."""
        if person.window:
            person.shuts()

    def _news(self, who: str, before: Shown) -> str:
        """What is new for somebody; and they have seen it."""
        now = self._looked[who] = self._shown(who)
        self._windows[who] = self.person(who).window
        return "\n".join(
            text for name, (at, text) in now.items() if before.get(name) != (at, text)
        )

    async def lets_pass(self, days: int) -> None:
        served = self._served
        await pass_days(served.store, self._clock, days, served.rests)
        standings = served.desk.standings
        await chase(served.store.mentoring, self._catalog, self._clock, standings)
        served.delivery.wake()
        await served.rests()

    async def becomes_mentor(self, who: str, place: str) -> None:
        """They are in the user group that an admin pointed to."""
        self._workspace.groups.setdefault(MENTORS, []).append(user_of(who))
        await self.person(BOSS).runs("/whichrole-admin", f"mentors group @{MENTORS}")
        await self._served.rests()

    async def is_mentor_no_longer(self, who: str, place: str) -> None:
        """They are in that group no longer, and our list of it has become old."""
        self._workspace.groups[MENTORS].remove(user_of(who))
        self._clock.pass_by(GOOD_FOR)

    async def looks_after(self, mentor: str, mentees: Sequence[str]) -> None:
        for one in mentees:
            theirs, its = account(user_of(one)), account(user_of(mentor))
            await shares_all(self._served.store, its, theirs, HERE, f"{mentor} {one}")

    async def lives_in(self, who: str, place: str, *, too: bool) -> None:
        raise NotImplementedError("a program serves one workspace")

    def sees(self, who: str) -> Sequence[str]:
        return [text for _, text in self._shown(who).values()]

    def in_public(self) -> Sequence[str]:
        taken_away = (one for said in self._workspace.deleted.values() for one in said)
        return [text for _, text in told(filter(is_public, taken_away)).values()] + [
            text for _, text in self._public.values()
        ]

    def _shown(self, who: str) -> Shown:
        """What stands before somebody, what everybody reads included."""
        return {**self._public, **shown(self.person(who))}

    @property
    def _public(self) -> Shown:
        stands = (one for said in self._workspace.channels.values() for one in said.values())
        return told(filter(is_public, stands))


def user_of(who: str) -> str:
    """The id of somebody in a story."""
    return f"U0{who.upper()}"


def mentioned(line: str, text: str) -> str:
    """The words of a command with mentions in place of names, as one types them on Slack."""
    command = spoken(line)
    if command is None or (command.command == MENTEE_STATUS and "@" not in text):
        return text
    for name in command.names:
        text = re.sub(rf"@?\b{name}\b", f"@{user_of(name)}", text, count=1)
    return text


def shown(person: Person) -> Shown:
    """Messages, the window that stands open, and the Home tab."""
    said = told((*person.cards, *person.ephemeral))
    if person.window:
        said[WINDOW] = (person.window.get("hash", ""), words(person.window["blocks"]))
    if person.home:
        said["home"] = ("", words(person.home["blocks"]))
    return said


def told(messages: Iterable[Posted]) -> dict[str, tuple[str, str]]:
    """Messages with what can be pressed on them, by their names."""
    return {
        one.ts: (str(one.edits), "\n".join([words(one.blocks) or one.text, *labels(one)]))
        for one in messages
    }


def is_public(posted: Posted) -> bool:
    """Whether a message is ours, and everybody in a channel reads it."""
    return posted.by == US and not posted.seen_by and not posted.channel.startswith("D")


def pressed_in(window: Json) -> list[str]:
    """What can be pressed in a window, by label."""
    return [label(option or one) for _, one, option in can_press(window.get("blocks", []))]


def has_field(window: Json) -> bool:
    """Whether a window asks for words."""
    found = elements(window.get("blocks", []))
    return any(one["type"] == "plain_text_input" for _, one in found)


@asynccontextmanager
async def workspace(database: Path, catalog: Catalog) -> AsyncIterator[InAWorkspace]:
    """A stage that afterwards has been asked for nothing that Slack would not take."""
    clock = RunningClock()
    async with FakeSlack(
        deadline=LONG, limited=False, echoes=True, validators=validators()
    ) as slack:
        async with serving_slack(slack, database, catalog, clock) as served:
            yield InAWorkspace(served, catalog, clock)
        assert slack.problems() == []


@pytest.mark.parametrize("path", first(4, stories(OF_SEVERAL)), ids=lambda path: path.stem)
async def test_a_story_of_several_on_slack(
    path: Path,
    database: Path,
    catalog: Catalog,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patient(monkeypatch)
    async with workspace(database, catalog) as stage:
        await play(steps(path), stage, caplog)
