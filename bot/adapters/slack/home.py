"""App Home: where somebody stands, what leads on, and what is known of them. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack import callbacks
from bot.adapters.slack.callbacks import to_action_id
from bot.adapters.slack.outbound import actions, answers, button, plain_text
from bot.adapters.slack.rich import Block, preformatted, rich
from bot.cards import NOWHERE, Card
from bot.catalog import Catalog, Command
from bot.ports.accounts import Profile
from bot.usecases.laying_out import bars

LONGEST_BODY = 1_200


def to_home(
    catalog: Catalog, card: Card | None, week: Card | None, profile: Profile | None
) -> dict[str, Any]:
    """The view of one person's Home.

    Args:
        catalog: the words.
        card: of the place where they stand; None for a newcomer.
        week: of this week, where they take weekly steps.
        profile: what Slack told of them, if it was asked.
    """
    blocks = [_header(catalog.say("slack.home-title"))]
    blocks += _newcomer(catalog) if card is None else _standing(catalog, card, week)
    blocks += [{"type": "divider"}, *_week(catalog, card, week)]
    if card is not None:
        blocks += [{"type": "divider"}, *_settings(catalog, profile)]
    return {"type": "home", "callback_id": f"{callbacks.PREFIX}.home", "blocks": blocks}


def _newcomer(catalog: Catalog) -> list[Block]:
    start = button(callbacks.OPEN, catalog.say("button.start"), callbacks.OPEN, strong=True)
    return [rich(catalog.say("welcome.about")), actions(NOWHERE, "home", [start])]


def _standing(catalog: Catalog, card: Card, week: Card | None) -> list[Block]:
    """Where they stand, as text, and the fits as bars; of the week, more stands below."""
    blocks = []
    if card.progress:
        told = catalog.say("progress", at=card.progress.at, of=card.progress.of)
        blocks.append(rich(f"**{told}**"))
    if week is None or card.place != week.place:
        blocks.append(rich(_shortened(card.body), card.links))
    if card.chart:
        blocks.append(preformatted(bars(card.chart)))
    ways = (Command.SUMMARY, Command.EDIT, Command.HELP)
    row = [
        button(callbacks.OPEN, catalog.say("button.resume"), callbacks.OPEN, strong=True),
        *(
            button(to_action_id(callbacks.ASK, number), catalog.commands[way].label, way)
            for number, way in enumerate(ways, start=1)
        ),
    ]
    return [*blocks, actions(NOWHERE, "home", row), rich(catalog.say("slack.home-where"))]


def _week(catalog: Catalog, card: Card | None, week: Card | None) -> list[Block]:
    """This week's step with what can be said about it; else what it is, and the way to it."""
    if week is None:
        told = rich(catalog.say("slack.home-plan"))
        label = catalog.buttons["steps"].label
        ways = {Command.SETTINGS: label} if card is not None else {}
        return [told, *_row(ways)]
    title = catalog.say("slack.home-week")
    told = rich(f"{title}\n{_shortened(week.body)}", week.links)
    ways = {way: catalog.commands[way].label for way in (Command.PLAN, Command.SETTINGS)}
    return [told, *answers(catalog, week, week.place or NOWHERE), *_row(ways)]


def _row(ways: Mapping[Command, str]) -> list[Block]:
    """Commands of the weekly steps as buttons."""
    row = [
        button(to_action_id(callbacks.ASK, number), label, way)
        for number, (way, label) in enumerate(ways.items(), start=20)
    ]
    return [actions(NOWHERE, "steps", row)] if row else []


def _settings(catalog: Catalog, profile: Profile | None) -> list[Block]:
    zone = profile.time_zone if profile else None
    told = (
        catalog.say("slack.home-zone", zone=zone) if zone else catalog.say("slack.home-no-zone")
    )
    if profile and profile.locale:
        told += "\n" + catalog.say("slack.home-language", language=profile.locale)
    row = [
        button(to_action_id(callbacks.ASK, number), catalog.commands[way].label, way)
        for number, way in enumerate((Command.MYDATA, Command.FORGET_ME), start=10)
    ]
    title = catalog.say("slack.home-settings")
    return [rich(f"**{title}**\n{told}"), actions(NOWHERE, "settings", row)]


def _header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text)}


def _shortened(body: str) -> str:
    """The first paragraphs of a body, as many as Home has room for, and the last.

    The last says what a summary does not mean.
    """
    *paragraphs, last = body.split("\n\n")
    kept: list[str] = []
    for paragraph in paragraphs:
        if sum(map(len, [*kept, paragraph, last])) > LONGEST_BODY and kept:
            break
        kept.append(paragraph)
    return "\n\n".join([*kept, last])
