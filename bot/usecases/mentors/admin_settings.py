"""What admins set of their community: the group of mentors, a channel, thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import desk_help
from bot.ports.administering import Administering, Setting
from bot.ports.mentoring import Caller, Community
from bot.usecases.mentors import admin_telling as telling
from bot.usecases.mentors.standing import MOST_DAYS, MOST_TIMES, Standings, number_within

MOST_IN_AN_ID = 32
USUAL = "usual"
"""Typed in place of a number, it takes a setting back."""

_MOST = {Setting.SILENT_DAYS: MOST_DAYS, Setting.NOT_YET: MOST_TIMES}


@dataclass(frozen=True, slots=True)
class _Pointing:
    """A setting that is an id of the platform's.

    Attributes:
        platforms: those that have what it means.
        lacks: the key of what is said on any other.
    """

    platforms: frozenset[str]
    lacks: str


_POINTING: Mapping[Setting, _Pointing] = {
    Setting.MENTORS: _Pointing(frozenset({"slack", "discord"}), "admin.no-groups"),
    Setting.JOINING_CHANNEL: _Pointing(frozenset({"slack"}), "admin.no-channels"),
}


class Settings:
    """Changes and tells them.

    Args:
        kept: where they are kept.
        standings: tells which roles there are.
        catalog: the words.
    """

    def __init__(self, kept: Administering, standings: Standings, catalog: Catalog) -> None:
        self._kept = kept
        self._standings = standings
        self._catalog = catalog

    async def point_to(
        self, caller: Caller, here: Community, setting: Setting, given: str
    ) -> Card:
        """Set a setting to an id of the platform's, or take it back with no word."""
        pointing = _POINTING[setting]
        if given and here.platform not in pointing.platforms:
            return self._refuse(pointing.lacks)
        if given and not (given.isascii() and given.isalnum() and len(given) <= MOST_IN_AN_ID):
            return self._refuse("admin.no-id")
        if given and setting is Setting.MENTORS:
            return await self._mentors_by(caller, here, given)
        if given:
            await self._kept.change_setting(here, caller, setting, given)
            return Card(body=self._catalog.say("admin.channel", channel=given))
        was_set = setting in await self._kept.settings(here)
        await self._kept.change_setting(here, caller, setting, None)
        return Card(body=self._catalog.say("admin.taken-back" if was_set else "admin.none-set"))

    async def _mentors_by(self, caller: Caller, here: Community, given: str) -> Card:
        """Whoever has a role, or is in a group, is a mentor from now on.

        What the platform knows to be no role is refused; so is that of everybody on Discord,
        which has the id of its server and which nobody is told to have.
        """
        if here.platform == "discord" and given == here.workspace:
            return self._refuse("admin.role-of-everybody")
        roles = await self._standings.roles(caller.account, here)
        if roles is not None and given not in roles:
            return self._refuse("admin.no-role")
        await self._kept.change_setting(here, caller, Setting.MENTORS, given)
        return Card(body=telling.group(self._catalog, given, roles))

    async def channel(self, here: Community, *, is_asked: bool) -> Card:
        """Whose newcomers are asked whether they want steps, and how to change it (A25).

        Args:
            here: the community.
            is_asked: nothing else was asked for, that is not known.
        """
        found = (await self._kept.settings(here)).get(Setting.JOINING_CHANNEL)
        told = [] if found is None else [self._catalog.say("admin.channel", channel=found)]
        told.append(self._catalog.say("admin.roles-how"))
        return Card(body="\n\n".join(told), problem=not is_asked)

    async def thresholds(self, caller: Caller, here: Community, given: str) -> Card:
        """When facts become flags: ``silent-days 14 not-yet 3``; without words, as it is."""
        words = given.casefold().split()
        wanted = _wanted(words)
        most = {"days": MOST_DAYS, "times": MOST_TIMES}
        how = desk_help.how(self._catalog, here.platform, "admin.thresholds-how", **most)
        if wanted is None:
            return Card(body=how, problem=True)
        for setting, value in wanted.items():
            await self._kept.change_setting(here, caller, setting, value)
        return telling.thresholds(self._catalog, await self._kept.settings(here), how)

    def _refuse(self, key: str, **facts: object) -> Card:
        return Card(body=self._catalog.say(key, **facts), problem=True)


def _wanted(words: list[str]) -> Mapping[Setting, str | None] | None:
    """Thresholds and their new values; None unless every word is understood."""
    names = {setting.value: setting for setting in _MOST}
    if len(words) % 2:
        return None
    wanted: dict[Setting, str | None] = {}
    for name, value in zip(words[::2], words[1::2], strict=True):
        setting = names.get(name)
        if setting is None:
            return None
        if value != USUAL and number_within(value, _MOST[setting]) is None:
            return None
        wanted[setting] = None if value == USUAL else value
    return wanted
