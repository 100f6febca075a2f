"""A story as a transcript to read: ``python -m tests.transcript STORY FILE.md``.

It plays the story on the engine alone, with the shipped content, and writes what was said on
both sides. ``docs/transcripts`` keeps some of them; a test sees that they are still true.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cards import Bar, Card
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.effects import Say, Turn
from bot.engine.events import Chose
from bot.engine.state import Conversation
from bot.engine.transitions import advance
from bot.engine.weekly import messages
from bot.paths import content_folder
from bot.ports.inbound import from_words
from bot.ports.outbox import Kind
from bot.usecases.nudging import serve
from tests.fakes.clock import FakeClock
from tests.stories.story import Step, steps, title

BAR_CELLS = 20

_MADE: dict[Kind, Callable[[Catalog, Conversation], Card]] = {
    Kind.NUDGE: messages.nudge,
    Kind.REMINDER: messages.reminder,
    Kind.CADENCE: messages.cadence,
    Kind.PAUSED: messages.paused,
}

_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n|- )")
"""A line end that Markdown would swallow: neither a paragraph's nor a list's."""


def transcript(catalog: Catalog, path: Path) -> str:
    """The whole conversation in Markdown, what the member does in bold."""
    told = [f"# {title(path)}"]
    clock = FakeClock()
    here = Conversation(id=1)
    cards: list[Card] = []
    for step in steps(path):
        if step.days_later:
            told.append(_later(step.days_later))
            here, came = _passing(catalog, here, clock, step.days_later)
            told += [_quoted(catalog, card) for card in came]
            cards = came or cards
        if step.waits:
            continue
        turn = _turn(catalog, here, step, cards, clock)
        here = turn.conversation
        cards = [effect.card for effect in turn.effects if isinstance(effect, Say)]
        told += [f"**> {step.does}**", *(_quoted(catalog, card) for card in cards)]
    return "\n\n".join(told) + "\n"


def _later(days: int) -> str:
    return f"*{days} days later*" if days > 1 else "*the next day*"


def _passing(
    catalog: Catalog, here: Conversation, clock: FakeClock, days: int
) -> tuple[Conversation, list[Card]]:
    """Days pass; what comes of the weekly steps on the way."""
    end, came = clock.now() + timedelta(days=days), []
    while here.weekly and (due := here.weekly.agenda.due) and due.at <= end:
        clock.pass_by(due.at - clock.now())
        served = serve(here.weekly.agenda, here.id, clock.now())
        here = replace(here, weekly=replace(here.weekly, agenda=served.agenda))
        orders = (one for one in served.orders if one.skipped is None)
        came += [_MADE[order.kind](catalog, here) for order in orders]
    clock.pass_by(end - clock.now())
    return here, came


def _turn(
    catalog: Catalog, here: Conversation, step: Step, cards: list[Card], clock: FakeClock
) -> Turn:
    """What the engine makes of one step: a press on the last card, or typed words."""
    if step.button is None:
        return advance(catalog, here, from_words(step.does, clock.now()))
    card = cards[-1]
    assert card.place is not None, step
    pressed = frozenset(one.id for one in card.choices if one.label == step.button)
    assert pressed, f"{step.button!r} is on no button: {card.choices}"
    return advance(catalog, here, Chose(clock.now(), card.place, pressed))


def _quoted(catalog: Catalog, card: Card) -> str:
    lines = [line for part in _parts(catalog, card) for line in (*part.splitlines(), "")]
    return "\n".join(f"> {line}".rstrip() for line in lines[:-1])


def _parts(catalog: Catalog, card: Card) -> Iterator[str]:
    """The paragraphs of a card, in the order in which a screen shows them."""
    if card.recap:
        yield f"*{card.recap}*"
    if card.progress:
        at, of = card.progress.at, card.progress.of
        yield f"*{catalog.say('progress', at=at, of=of)}*"
    yield _SINGLE_BREAK.sub("\\\\\n", card.body)
    if card.chart:
        yield "\\\n".join(_bar(bar) for bar in card.chart)
    if card.choices:
        named = (f"{at} {choice.label}" for at, choice in enumerate(card.choices, start=1))
        yield " ".join(f"\\[{name}\\]" for name in named)
    if card.controls:
        yield f"({' · '.join(control.label for control in card.controls)})"


def _bar(bar: Bar) -> str:
    filled = round(bar.share * BAR_CELLS)
    cells = "█" * filled + "░" * (BAR_CELLS - filled)
    return f"{cells} {bar.share * 100:.0f} % {bar.label}"


if __name__ == "__main__":
    story, file = map(Path, sys.argv[1:])
    file.write_text(transcript(load(content_folder()), story))
