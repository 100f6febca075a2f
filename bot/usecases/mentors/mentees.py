"""A mentor looks after mentees: the list, the brief, a word, a check-in asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.engine.mentoring import brief as briefs
from bot.engine.mentoring import pairing_cards
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import View
from bot.engine.mentoring.overview import OPEN, Listed, name_in, name_of, on_page, overview
from bot.engine.mentoring.pages import PAGE
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Pairings
from bot.ports.outbox import Kind
from bot.usecases.access import Access, Sight
from bot.usecases.mentors import words_between
from bot.usecases.mentors.asking import MENTEE_STATUS, Asked, Pressed, behind, named_in
from bot.usecases.mentors.exporting import (
    MenteeColumn,
    MenteeTable,
    chosen_columns,
    items_in,
    mentees_as_csv,
)
from bot.usecases.mentors.places import placed, told_where
from bot.usecases.mentors.sides import numbered
from bot.usecases.mentors.standing import Standing, Standings

CSV = "csv"
"""Behind ``/mentee-status``, with the columns that are wanted or without."""

_LETTERS: Mapping[str, tuple[Kind, str, str]] = {
    DeskButton.ENCOURAGE: (Kind.ENCOURAGED, "%Y-%m-%d", "brief.encouraged"),
    DeskButton.ASK_FOR_A_CHECK_IN: (Kind.CHECK_IN_WANTED, "%G-W%V", "brief.asked-check-in"),
}
"""What goes to a mentee, how the time is named in which it goes once, and what is said."""


class Mentees:
    """What a mentor asks for, and does.

    Args:
        pairings: who is whose.
        access: shows what may be seen.
        standings: tells who is a mentor.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(
        self,
        pairings: Pairings,
        access: Access,
        standings: Standings,
        catalog: Catalog,
        clock: Clock,
    ) -> None:
        self._pairings = pairings
        self._access = access
        self._standings = standings
        self._catalog = catalog
        self._clock = clock

    async def status(self, caller: Caller, act: Asked) -> Card:
        """``/mentee-status``: everybody, or whoever is named."""
        standing = await self._standings.of(caller)
        if act.person is None and not act.words.strip():
            found = await self._mentees(caller, standing)
            return await self._list(caller, found, standing, 0)
        columns = _behind_csv(act)
        if columns is not None:
            return await self._as_file(caller, standing, columns)
        meant = await self.meant(caller, standing, act, act.words)
        return meant if isinstance(meant, Card) else await self.shown(caller, meant)

    async def pressed_list(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """Another page, or one of them."""
        standing = await self._standings.of(caller)
        number = numbered(act.choice, OPEN)
        if number is not None:
            return await self.brief(caller, standing, number)
        page = numbered(act.choice, PAGE) or 0
        found = await self._mentees(caller, standing)
        return await self._list(caller, found, standing, page)

    async def pressed_brief(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something is done about a mentee."""
        standing, number = await self._standings.of(caller), act.spot.about
        if act.choice == DeskButton.LIST:
            found = await self._mentees(caller, standing)
            return await self._list(caller, found, standing, 0)
        sight = await self.sight(caller, standing, number)
        if sight is None:
            return self.nothing()
        if act.choice == DeskButton.END:
            ends = pairing_cards.ENDS
            asks = pairing_cards.really_end(self._catalog, number, ends, sight.name)
            return await placed(self._catalog, self._standings, caller, sight.community, asks)
        return await self._send(caller, key, sight, act.choice)

    async def encourage(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """``/mentor encourage <who>``; it takes no words, and with some nothing is sent."""
        standing = await self._standings.of(caller)
        who = "" if act.person else await self.spoken_of(caller, standing, act.words)
        meant = await self.meant(caller, standing, act, who)
        if isinstance(meant, Card):
            return meant
        if behind(act, who):
            name = name_of(self._catalog, meant.name)
            note = self._catalog.say("brief.takes-no-words", name=name)
            return await self.shown(caller, meant, note)
        return await self._send(caller, key, meant, DeskButton.ENCOURAGE)

    async def _send(self, caller: Caller, key: EventKey, sight: Sight, choice: str) -> Card:
        """A word to a mentee, or a request; it waits for their morning, and for their pauses.

        The key of the message says for which day or week it is, so that a second one is the
        repeat of the first, whatever was pressed how often (I2).
        """
        letter = _LETTERS.get(choice)
        if letter is None:
            return await self.shown(caller, sight)
        name = name_of(self._catalog, sight.name)
        if sight.is_stranger:
            note = self._catalog.say("pair.not-here-yet", name=name)
            return await self.shown(caller, sight, note)
        kind, period, said = letter
        if kind is Kind.CHECK_IN_WANTED and not sight.seen.can_be_asked:
            note = self._catalog.say("brief.not-asked-check-in", name=name)
            return await self.shown(caller, sight, note)
        when = self._clock.now().strftime(period)
        once = EventKey(f"{kind}.{sight.number}.{when}")
        step = words_between.told_mentee(caller.account, kind)
        changed = await self._pairings.change_pairing(once, caller.account, sight.number, step)
        if changed.is_refused:
            return self.nothing()
        told = "brief.sent-before" if changed.is_repeat else said
        return await self.shown(caller, sight, self._catalog.say(told, name=name))

    async def _mentees(self, caller: Caller, standing: Standing) -> Sequence[Sight]:
        return await self._access.mentees(caller, standing.mentors_in, standing.thresholds)

    async def sight(
        self, caller: Caller, standing: Standing, number: int, meant: Address | None = None
    ) -> Sight | None:
        """The mentee of this number, as far as they may be seen now; the look is noted."""
        return await self._access.mentee(
            caller, number, standing.mentors_in, standing.thresholds, meant
        )

    async def _list(
        self, caller: Caller, found: Sequence[Sight], standing: Standing, page: int
    ) -> Card:
        if not standing.mentors_in and not found:
            return Card(body=self._catalog.say("status.not-a-mentor"))
        mentees = await self._apart(caller, found)
        numbers = {one.number for one in on_page(mentees, page)}
        await self._access.note_seen(caller, [one for one in found if one.number in numbers])
        return overview(self._catalog, mentees, page)

    async def _apart(self, caller: Caller, found: Sequence[Sight]) -> list[Listed]:
        return await listed_apart(self._catalog, self._standings, caller.account, found)

    async def still_brings(self, caller: Caller, act: Asked, table: Attachment) -> bool:
        """Whether a table shows what there is to see now: no look, but a check of one (F63)."""
        columns = chosen_columns(_behind_csv(act) or "")
        if columns is None:
            return False
        found = await self._mentees(caller, await self._standings.of(caller))
        return "".join(mentees_as_csv(found, columns)) == table.text

    async def _as_file(self, caller: Caller, standing: Standing, words: str) -> Card:
        """All of them as a table for a spreadsheet, which counts as a look at each (A20)."""
        columns = chosen_columns(words)
        if columns is None:
            names = ", ".join(MenteeColumn)
            return Card(body=self._catalog.say("status.csv-columns", names=names), problem=True)
        found = await self._mentees(caller, standing)
        if not found:
            return await self._list(caller, found, standing, 0)
        await self._access.note_seen(caller, found, items_in(columns))
        table = MenteeTable(
            f"mentees-{self._clock.now():%Y-%m-%d}.csv",
            "".join(mentees_as_csv(found, columns)),
            frozenset(one.number for one in found),
        )
        return Card(body=self._catalog.say("status.csv"), file=table)

    async def meant(
        self, caller: Caller, standing: Standing, act: Asked, name: str
    ) -> Sight | Card:
        """The mentee who is meant; else the question which one, or the one answer to no one.

        Nobody of that name, somebody else's mentee, and one whose pair is over: all are looked
        up as the number that no pairing has, with the same statements (F64).
        """
        found = await self._mentees(caller, standing)
        if act.person is None and not name.strip():
            return await self._whom(caller, found, standing)
        named = self._named(found, act, name)
        if len(named) > 1:
            return self._which(await self._apart(caller, named))
        if named:
            sight = await self.sight(caller, standing, named[0].number)
        else:
            meant = act.person.account if act.person else None
            sight = await self.sight(caller, standing, 0, meant)
        return sight or self.nothing()

    async def spoken_of(self, caller: Caller, standing: Standing, words: str) -> str:
        """Whom words begin with that may be no name as a whole: the longest name of a mentee.

        A first name is enough. Where none fits, the words as they are.
        """
        found = await self._mentees(caller, standing)
        if self._named(found, Asked(MENTEE_STATUS), words):
            return words
        said = f"{' '.join(words.split()).removeprefix('@').casefold()} "
        names = {name for one in found for name in (one.name, *one.name.split()[:1]) if name}
        begun = [name for name in names if said.startswith(f"{name.casefold()} ")]
        return max(begun, key=len, default=words)

    async def _whom(self, caller: Caller, found: Sequence[Sight], standing: Standing) -> Card:
        """Nobody was named, so nobody is meant, not even the only one."""
        if not found:
            return await self._list(caller, found, standing, 0)
        named = [(one.number, one.name) for one in await self._apart(caller, found)]
        return pairing_cards.which(self._catalog, View.STATUS, named)

    async def brief(self, caller: Caller, standing: Standing, number: int) -> Card:
        """The brief of the mentee of this number, or the one answer to no one."""
        sight = await self.sight(caller, standing, number)
        return self.nothing() if sight is None else await self.shown(caller, sight)

    async def shown(self, caller: Caller, sight: Sight, note: str = "") -> Card:
        """The brief of a mentee who may be seen."""
        notes = await self._pairings.notes(caller.account, sight.number)
        at = await told_where(self._catalog, self._standings, caller, sight.community)
        above = "\n\n".join(one for one in (note, at) if one)
        return briefs.brief(self._catalog, listed(sight), notes, above)

    def _named(self, found: Sequence[Sight], act: Asked, name: str) -> list[Sight]:
        """Whoever was mentioned, or has a name of that kind."""
        named = replace(act, words=name)
        return named_in(named, [(one, one.account, one.name) for one in found])

    def _which(self, named: Sequence[Listed]) -> Card:
        names = pairing_cards.names(self._catalog, [one.name for one in named])
        card = pairing_cards.which(
            self._catalog, View.STATUS, [(one.number, one.name) for one in named]
        )
        return replace(card, body=self._catalog.say("status.several", names=names))

    def nothing(self) -> Card:
        """The one answer to "nobody", "not yours" and "not shared" (F64)."""
        return Card(body=self._catalog.say("status.not-found"))


def _behind_csv(act: Asked) -> str | None:
    """The columns behind the word for a table; None where no table is asked for."""
    word, _, rest = act.words.strip().partition(" ")
    return rest if act.person is None and word.casefold() == CSV else None


def listed(sight: Sight) -> Listed:
    """A mentee for the list and for the brief."""
    return Listed(sight.number, sight.name, sight.seen)


async def listed_apart(
    catalog: Catalog, standings: Standings, account: Address, found: Sequence[Sight]
) -> list[Listed]:
    """All of them for a list; of several of one name it is said where each is."""
    named = [(one.number, one.community, one.name) for one in found]
    at = await standings.namesakes(account, named)
    return [
        replace(listed(one), name=name_in(catalog, one.name, at[one.number]))
        if one.number in at
        else listed(one)
        for one in found
    ]
