"""The same stories, played through the real clients against a fake Slack."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.fakes.clock import RunningClock
from tests.fakes.slack.person import Person, words
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators
from tests.sparing import first
from tests.stories.passing import pass_days
from tests.stories.story import Step, missing, sittings, steps, stories

LONGEST_FIRST = sorted(stories(), key=lambda path: path.stat().st_size, reverse=True)
A_MOMENT = timedelta(seconds=5)
"""Between two things that a person does, by the program's clock."""


async def play(
    story: list[Step], slack: FakeSlack, database: Path, catalog: Catalog
) -> list[str]:
    """Live through a story, sitting by sitting; what was said after each step."""
    said: list[str] = []
    clock = RunningClock()
    for sitting in sittings(story):
        async with serving_slack(slack, database, catalog, clock) as served:
            before = seen(slack.person())
            await pass_days(served.store, clock, sitting[0].days_later, served.rests)
            if sitting[0].waits:
                said.append(news(slack.person(), before))
            for step in sitting[sitting[0].waits :]:
                said.append(await live(step, served, slack.person()))
                clock.pass_by(A_MOMENT)
    return said


async def live(step: Step, served: Served, person: Person) -> str:
    """One step; what new or changed cards say after it."""
    before = seen(person)
    if step.button is not None:
        await person.answers(step.button)
    elif step.does.startswith("/"):
        command, _, text = step.does.partition(" ")
        await person.runs(command, text)
    else:
        await person.says(step.does)
    await served.rests()
    return news(person, before)


def seen(person: Person) -> dict[str, int]:
    """Our messages to somebody, and how often each was changed."""
    return {one.ts: one.edits for one in person.cards}


def news(person: Person, before: Mapping[str, int]) -> str:
    """What new or changed messages say."""
    new = [one for one in person.cards if before.get(one.ts) != one.edits]
    return "\n".join(words(one.blocks) for one in new)


@pytest.mark.parametrize("path", first(8, LONGEST_FIRST), ids=lambda path: path.stem)
async def test_a_story_on_slack(path: Path, database: Path, catalog: Catalog) -> None:
    story = steps(path)
    async with FakeSlack(limited=False, echoes=True, validators=validators()) as slack:
        said = await play(story, slack, database, catalog)

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"> {step.does}\n{answer}"
    assert slack.problems() == []
