"""What admins do: mentors, pairs, thresholds and words of their community, and what they see.

Whether somebody is an admin is asked anew for every command and every press (F61, F62). Each
change stands in the log with who made it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import desk_help
from bot.engine.mentoring.desk import View
from bot.engine.mentoring.desk_help import HELP
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pages import ON_A_PAGE, PAGE, last_page
from bot.engine.mentoring.values import Origin, State
from bot.ports.administering import Administering, Setting
from bot.ports.clock import Clock
from bot.ports.inbound import EventKey
from bot.ports.lasting import Lasts
from bot.ports.mentoring import Caller, Community, Pairing, Pairings, Why
from bot.ports.mentors import Mentor, Mentors
from bot.usecases.mentors import admin_telling as telling
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.admin_settings import Settings
from bot.usecases.mentors.admin_words import Wordings
from bot.usecases.mentors.asking import AdminWord, Asked, Named, Pressed
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.sides import is_mentee, numbered
from bot.usecases.mentors.standing import Standings
from bot.usecases.mentors.unknown import not_known

_OF_ONE = frozenset({"add", "remove"})
"""Words behind ``mentors`` that name one person."""

_NAMING = _OF_ONE | {"assign"}


class Kept(Pairings, Mentors, Administering, Lasts, Protocol):
    """What admins change and see."""


class Admins:
    """Answers admins.

    Args:
        kept: what they change and see.
        standings: tells who is one.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(
        self, kept: Kept, standings: Standings, catalog: Catalog, clock: Clock
    ) -> None:
        self._kept = kept
        self._standings = standings
        self._catalog = catalog
        self._clock = clock
        self._lasting = Lasting(kept, standings, Closing(catalog))
        self._wordings = Wordings(kept, catalog)
        self._settings = Settings(kept, standings, catalog)
        self._words: Mapping[str, Callable[[Caller, Community, EventKey, Asked], _Said]] = {
            AdminWord.MENTORS: self._mentors,
            AdminWord.ROLES: self._roles,
            AdminWord.THRESHOLDS: self._thresholds,
            AdminWord.WORDING: self._wording,
            AdminWord.WAITING: self._waiting,
            AdminWord.DROPOFF: self._dropoff,
            AdminWord.LOG: self._log,
            HELP: self._help,
        }
        self._lists: Mapping[str, Callable[[Caller, Community, int], _Said]] = {
            AdminWord.MENTORS: self._mentors_listed,
            AdminWord.WORDING: self._wordings_listed,
            AdminWord.WAITING: self._waiting_listed,
            AdminWord.DROPOFF: self._dropoff_listed,
            AdminWord.LOG: self._log_listed,
            HELP: self._help_listed,
        }

    async def answer(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """What an admin asked for; anybody else hears that they are none."""
        here = caller.here
        if here is None:
            return self._say("desk.in-a-community")
        if not await self._standings.is_admin(caller.account, here):
            return self._say("admin.not-an-admin")
        word, rest = _split(act.words)
        known = self._words.get(word)
        if known is None:
            return replace(await self._help_listed(caller, here, 0), problem=True)
        return await known(caller, here, key, replace(act, words=rest))

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """A press on a card about words, or another page of a list."""
        here = caller.here
        if here is None or not await self._standings.is_admin(caller.account, here):
            return self._say("admin.not-an-admin")
        if act.spot.view is View.LISTS:
            listed = self._lists.get(act.spot.detail, self._help_listed)
            return await listed(caller, here, _page(act))
        return await self._wordings.pressed(caller, here, act)

    async def _mentors(
        self, caller: Caller, here: Community, key: EventKey, act: Asked
    ) -> Card:
        """Who is a mentor, and changes of that."""
        word, rest = _split(act.words)
        match word:
            case "" if act.person is None:
                return await self._mentors_listed(caller, here, 0)
            case "group":
                return await self._settings.point_to(caller, here, Setting.MENTORS, rest)
            case _ if word in _NAMING:
                wrong = self._named_wrongly(here, word, rest, act)
                return wrong or await self._change_mentors(caller, here, key, word, act)
            case _:
                return self._how_to_name(here)

    def _named_wrongly(self, here: Community, word: str, rest: str, act: Asked) -> Card | None:
        """Why nothing is done where more is said than whom it is about, or somebody unknown."""
        last = act.person if word in _OF_ONE else act.other
        if last is None and rest:
            return not_known(self._catalog, here, rest)
        if rest or (word in _OF_ONE and act.other is not None):
            return self._refuse("admin.just-one" if word in _OF_ONE else "admin.just-two")
        return None

    async def _change_mentors(
        self, caller: Caller, here: Community, key: EventKey, word: str, act: Asked
    ) -> Card:
        """Whoever is named becomes a mentor, is none any more, or has one."""
        match word, act.person, act.other:
            case "add", Named() as person, _:
                return await self._add(caller, here, key, person)
            case "remove", Named() as person, _:
                return await self._remove(caller, here, key, person)
            case _, Named() as person, Named() as other:
                return await self._assign(caller, here, key, person, other)
            case _:
                return self._how_to_name(here)

    async def _mentors_listed(self, caller: Caller, here: Community, page: int) -> Card:
        settings = await self._kept.settings(here)
        found = await self._all_mentors(here)
        group = settings.get(Setting.MENTORS)
        told = [self._how(here)]
        if group is not None:
            roles = await self._standings.roles(caller.account, here)
            told = [telling.group(self._catalog, group, roles), *told]
        return telling.mentors(self._catalog, found, told, self._clock.now(), page)

    async def _all_mentors(self, here: Community) -> list[Mentor]:
        """Those on the list, and whoever else has mentees, by name."""
        listed = await self._kept.mentors(here)
        still = [one for one in listed if one.is_named or await self._may_be_one(here, one)]
        found = [*still, *await self._kept.mentors_by_role(here)]
        return sorted(found, key=lambda one: one.name.casefold())

    async def _may_be_one(self, here: Community, one: Mentor) -> bool:
        """Whether somebody who once set something is a mentor, as far as can be told."""
        return await self._standings.surely_mentor(one.account, here) is not False

    async def _add(self, caller: Caller, here: Community, key: EventKey, who: Named) -> Card:
        name = name_of(self._catalog, who.name)
        missing = await self._standings.no_member(who.account, here)
        if missing:
            return self._refuse(missing, name=name)
        is_news = await self._kept.change_mentor(
            key, here, caller, who.account, who.name, is_one=True
        )
        await self._lasting.look_at(here, who.account)
        return self._say("admin.added" if is_news else "admin.added-before", name=name)

    async def _remove(self, caller: Caller, here: Community, key: EventKey, who: Named) -> Card:
        name = name_of(self._catalog, who.name)
        is_news = await self._kept.change_mentor(
            key, here, caller, who.account, who.name, is_one=False
        )
        await self._lasting.look_at(here, who.account)
        return self._say("admin.removed" if is_news else "admin.not-removed", name=name)

    async def _assign(
        self, caller: Caller, here: Community, key: EventKey, mentor: Named, mentee: Named
    ) -> Card:
        """Make two a pair; what is shared is still the mentee's to say."""
        facts = {
            "mentor": name_of(self._catalog, mentor.name),
            "mentee": name_of(self._catalog, mentee.name),
        }
        if not await self._standings.is_mentor(mentor.account, here):
            return self._refuse("admin.assigned-no-mentor", name=facts["mentor"])
        missing = await self._standings.no_member(mentee.account, here)
        if missing:
            return self._refuse(missing, name=facts["mentee"])
        wanted = Pairing(
            0, here, State.ACTIVE, Origin.ASSIGNED,
            mentor=mentor.account,
            mentee=mentee.account,
            mentor_name=mentor.name,
            mentee_name=mentee.name,
        )  # fmt: skip
        theirs = await self._kept.pairings_of(mentee.account)
        mine = [one for one in theirs if is_mentee(mentee.account, one)]
        await self._lasting.look_at_mentors_of(mine, here)
        step = steps.opened(Closing(self._catalog))
        changed = await self._kept.assign(key, caller, wanted, step)
        if changed.why is Why.THEMSELVES:
            return self._refuse("admin.assigned-to-oneself", name=facts["mentee"])
        is_new = changed.after is not None and changed.after.state is State.ACTIVE
        if changed.is_repeat or not is_new:
            return self._say("admin.not-assigned", **facts)
        return self._say("admin.assigned", **facts)

    async def _roles(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        """The channel whose newcomers are asked whether they want steps (A25)."""
        word, rest = _split(act.words)
        if word != "channel":
            return await self._settings.channel(here, is_asked=not word)
        return await self._settings.point_to(caller, here, Setting.JOINING_CHANNEL, rest)

    async def _thresholds(
        self, caller: Caller, here: Community, _: EventKey, act: Asked
    ) -> Card:
        return await self._settings.thresholds(caller, here, act.words)

    async def _wording(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        return await self._wordings.asked(caller, here, act.words)

    async def _wordings_listed(self, caller: Caller, here: Community, page: int) -> Card:
        return await self._wordings.listed(here, page)

    async def _waiting(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        return await self._waiting_listed(caller, here, 0)

    async def _waiting_listed(self, caller: Caller, here: Community, page: int) -> Card:
        found, mentors = await self._kept.waiting(here), await self._all_mentors(here)
        return telling.waiting(self._catalog, found, mentors, self._clock.now(), page)

    async def _dropoff(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        return await self._dropoff_listed(caller, here, 0)

    async def _dropoff_listed(self, caller: Caller, here: Community, page: int) -> Card:
        return telling.dropoff(self._catalog, await self._kept.drops(here), page)

    async def _log(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        return await self._log_listed(caller, here, 0)

    async def _log_listed(self, caller: Caller, here: Community, page: int) -> Card:
        number = await self._kept.changes(here)
        page = min(page, last_page(number, ON_A_PAGE))
        found = await self._kept.log(here, ON_A_PAGE, page * ON_A_PAGE)
        if any(one.what == Setting.MENTORS for one in found):
            roles = await self._standings.roles(caller.account, here)
            found = telling.with_names_of_roles(found, roles or {})
        return telling.log(self._catalog, found, page, number)

    async def _help(self, caller: Caller, here: Community, _: EventKey, act: Asked) -> Card:
        return await self._help_listed(caller, here, 0)

    async def _help_listed(self, caller: Caller, here: Community, page: int) -> Card:
        return desk_help.for_admins(self._catalog, page, here.platform)

    def _how_to_name(self, here: Community) -> Card:
        return Card(body=self._how(here), problem=True)

    def _how(self, here: Community) -> str:
        return desk_help.how(self._catalog, here.platform, "admin.mentors-how")

    def _say(self, key: str, **facts: object) -> Card:
        return Card(body=self._catalog.say(key, **facts))

    def _refuse(self, key: str, **facts: object) -> Card:
        return replace(self._say(key, **facts), problem=True)


_Said = Awaitable[Card]


def _page(act: Pressed) -> int:
    """The page that was pressed; else the one that stands there, as it is now."""
    wanted = numbered(act.choice, PAGE)
    return act.spot.about if wanted is None else wanted


def _split(words: str) -> tuple[str, str]:
    """The first word in small letters, and what follows it."""
    word, _, rest = words.strip().partition(" ")
    return word.casefold(), rest.strip()
