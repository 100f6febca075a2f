"""People who click through the whole quiz at the same time, while Slack limits rates or not."""

import asyncio
from pathlib import Path
from time import monotonic

from bot.bench.measured import quantile
from tests.fakes.slack.person import Person, labels, words
from tests.fakes.slack.server import FakeSlack
from tests.load.hall import people, served, shown

READING_SECONDS = 0.3
"""Between a card and its answer: faster than people read, and just not too fast for us."""

MOST_ANSWERS = 40
PROGRESS = "▰▱"
"""What only a question shows."""


async def answers(folder: Path, many: int) -> dict[str, float]:
    """Seconds from a click to the card that answers it, with rates enforced and without.

    Raises:
        AssertionError: Slack refused something on a click's way.
    """
    enforced = await walked(folder / "enforced", many, limited=True)
    free = await walked(folder / "free", many, limited=False)
    return {
        "p50": quantile(enforced, 0.5),
        "p99": quantile(enforced, 0.99),
        "answers": len(enforced),
        "floor": quantile(free, 0.5),
        "floorp99": quantile(free, 0.99),
    }


async def walked(folder: Path, many: int, *, limited: bool) -> list[float]:
    """What every answer took, of everybody."""
    async with FakeSlack(limited=limited) as slack, served(slack, folder):
        found = await asyncio.gather(*(walk(person) for person in people(slack, 0, many)))
        no_click_was_refused(slack)
    return [one for person in found for one in person]


def no_click_was_refused(slack: FakeSlack) -> None:
    """What is limited is what nobody waits for.

    Raises:
        AssertionError: something on a click's way was.
    """
    refused = dict(slack.rates.refused)
    assert not {"response_url", "chat.postMessage", "chat.update"} & refused.keys(), refused


async def walk(person: Person) -> list[float]:
    """From the first word to the summary; what each answer took.

    Raises:
        AssertionError: there is no end to it.
    """
    begun = monotonic()
    await person.says("hello")
    await shown(person, begun)
    took = [await answered(person, labels(person.live[-1])[0])]
    while is_question(person):
        assert len(took) < MOST_ANSWERS, f"no summary after {MOST_ANSWERS} answers"
        await asyncio.sleep(READING_SECONDS)
        took.append(await answered(person, labels(person.live[-1])[0]))
    return took


async def answered(person: Person, label: str) -> float:
    """Seconds until the card that follows stands where they clicked."""
    begun = monotonic()
    await person.answers(label)
    return await shown(person, begun) - begun


def is_question(person: Person) -> bool:
    """Whether their newest card asks something."""
    return any(sign in words(person.live[-1].blocks) for sign in PROGRESS)
