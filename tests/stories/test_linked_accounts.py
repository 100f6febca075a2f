"""Stories of one person with two accounts: in one terminal, and on Slack and Discord at once.

``CODE`` stands for the code that was shown last. On two platforms two programs share a file,
as two processes would.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.store.sqlite import SqliteStore
from bot.usecases import taking
from bot.usecases.flood import Floodgate, Rate
from tests.fakes.clock import FakeClock
from tests.fakes.discord.seen import words as words_on_discord
from tests.fakes.discord.served import Served as Discord
from tests.fakes.discord.served import serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator
from tests.fakes.machine import Machine
from tests.fakes.slack.person import words as words_on_slack
from tests.fakes.slack.served import Served as Slack
from tests.fakes.slack.served import serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators
from tests.stories.story import FOLDER, Step, missing, sittings, steps
from tests.stories.test_mentors_in_the_terminal import Program, as_json, on_a_screen

OF_ONE_PERSON = FOLDER / "linking"
ON_SLACK, ON_DISCORD = "slack", "discord"
CODE = "CODE"
_CODE = re.compile(r"\b[2-9B-Z]{5}-[2-9B-Z]{5}\b")


class Codes:
    """Reads the code that was shown last, and types it where the story does."""

    def __init__(self) -> None:
        self._latest = CODE

    def hears(self, said: str) -> None:
        """Whatever is shown may hold a new one."""
        if "Your code is" in said:
            self._latest = _CODE.findall(said)[0]

    def typed(self, step: Step) -> Step:
        """A step with the code in it."""
        return replace(step, does=step.does.replace(CODE, self._latest))


@pytest.mark.parametrize("kind", ["screen", "lines"])
async def test_F11_linking_in_one_terminal(
    kind: str, store: SqliteStore, catalog: Catalog, clock: FakeClock, tmp_path: Path
) -> None:
    story = steps(OF_ONE_PERSON / "in_one_terminal.story")
    machine, codes, said = Machine(store, catalog, clock), Codes(), list[str]()

    for sitting in sittings(story):
        surface = on_a_screen(catalog, tmp_path) if kind == "screen" else as_json()
        program = Program(machine, sitting[0].who, *surface)
        first = await program.heard()
        for step in sitting:
            said.append(first if step.waits else await program.does(codes.typed(step)))
            codes.hears(said[-1])
        await program.closes()

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"{step.who}> {step.does}\n{answer}"


class Both:
    """One person on both platforms; what they do there, and what they then see there."""

    def __init__(self, slack: Slack, discord: Discord) -> None:
        self._slack, self._discord = slack, discord

    async def lives(self, step: Step) -> str:
        """One step; what new or changed messages say after it, or what came by itself."""
        before = self._seen(step.who)
        if step.who == ON_SLACK:
            await self._does_on_slack(step)
        else:
            await self._does_on_discord(step)
        await self._slack.rests()
        await self._discord.rests()
        now = self._seen(step.who)
        return "\n".join(text for name, text in now.items() if before.get(name) != text)

    def newest(self, who: str) -> str:
        """The last message of ours."""
        return [*self._seen(who).values()][-1]

    async def _does_on_slack(self, step: Step) -> None:
        person = self._slack.slack.person()
        if step.button is not None:
            await person.presses(step.button)
        elif step.does.startswith("/"):
            command, _, text = step.does.partition(" ")
            await person.runs(command, text)
        else:
            await person.says(step.does)

    async def _does_on_discord(self, step: Step) -> None:
        person = self._discord.discord.person()
        if step.button is not None:
            await person.presses(step.button)
        elif step.does.startswith("/"):
            command, action, *text = step.does.split()
            options = {"action": action, **({"text": text[0]} if text else {})}
            await person.runs(command, options)
        else:
            await person.says(step.does)

    def _seen(self, who: str) -> dict[str, str]:
        if who == ON_SLACK:
            person = self._slack.slack.person()
            messages = sorted([*person.cards, *person.ephemeral], key=lambda one: float(one.ts))
            return {one.ts: words_on_slack(one.blocks) for one in messages}
        shown = self._discord.discord.person().everything
        return {one.id: words_on_discord(one) for one in shown}


@asynccontextmanager
async def served(database: Path, catalog: Catalog) -> AsyncIterator[Both]:
    """Two programs that share a file, one for each platform."""
    clock = SystemClock()
    async with (
        FakeSlack(limited=False, echoes=True, validators=validators()) as slack,
        FakeDiscord(limited=False, validator=validator()) as discord,
    ):
        async with (
            serving_slack(slack, database, catalog, clock) as on_slack,
            serving_discord(discord, database, catalog, clock) as on_discord,
        ):
            yield Both(on_slack, on_discord)
        assert slack.problems() == []
        assert discord.problems() == []


async def test_F11_linking_on_slack_and_discord(
    database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = Rate(at_once=1_000_000, per_second=1_000_000.0)
    monkeypatch.setattr(taking, "Floodgate", partial(Floodgate, wide, wide))
    story = steps(OF_ONE_PERSON / "on_two_platforms.story")
    codes, said = Codes(), list[str]()

    async with served(database, catalog) as both:
        for step in story:
            is_told = step.waits
            said.append(
                both.newest(step.who) if is_told else await both.lives(codes.typed(step))
            )
            codes.hears(said[-1])

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"{step.who}> {step.does}\n{answer}"
