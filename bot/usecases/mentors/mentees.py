"""A mentor looks after mentees: the list, the brief, a word, a note, a request for a check-in."""

from collections.abc import Sequence

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import brief as briefs
from bot.engine.mentoring import pairing_cards
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.overview import OPEN, PAGE, Listed, overview
from bot.engine.mentoring.pairing_cards import MOST_WORDS, PairingButton
from bot.engine.mentoring.values import Note, Sharing
from bot.ports.clock import Clock
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller, Pairings
from bot.ports.outbox import Kind
from bot.usecases.access import Access, Sight
from bot.usecases.mentors import pairing
from bot.usecases.mentors.asking import Asked, Pressed, Wrote
from bot.usecases.mentors.standing import Standing, Standings

_NOTES = {
    DeskButton.NOTE_FOR_ME: Sharing.ONLY_ME,
    DeskButton.NOTE_FOR_BOTH: Sharing.BOTH,
}
_ABOUT_TO_WRITE = {
    Sharing.ONLY_ME: "note.write-only-me",
    Sharing.BOTH: "note.write-both",
}


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
        found = await self._mentees(caller, standing)
        if act.person is None and not act.words.strip():
            return self._list(found, standing, 0)
        return await self._meant(caller, standing, found, act)

    async def pressed_list(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """Another page, or one of them."""
        standing = await self._standings.of(caller)
        number = numbered(act.choice, OPEN)
        if number is not None:
            return await self._brief(caller, standing, number)
        page = numbered(act.choice, PAGE) or 0
        return self._list(await self._mentees(caller, standing), standing, page)

    async def pressed_brief(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something is done about a mentee."""
        standing, number = await self._standings.of(caller), act.spot.about
        if act.choice == DeskButton.LIST:
            return self._list(await self._mentees(caller, standing), standing, 0)
        sight = await self._sight(caller, standing, number)
        if sight is None:
            return self._nothing()
        if act.choice in _NOTES:
            sharing = _NOTES[DeskButton(act.choice)]
            spot = Spot(View.NOTE, number, sharing)
            return pairing_cards.to_write(
                self._catalog, spot, _ABOUT_TO_WRITE[sharing], sight.name
            )
        if act.choice == DeskButton.END:
            return pairing_cards.really_end(self._catalog, number, sight.name)
        return await self._send(caller, key, sight, act.choice)

    async def pressed_note(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """No note after all."""
        return await self._brief(caller, await self._standings.of(caller), act.spot.about)

    async def wrote_note(self, caller: Caller, key: EventKey, act: Wrote) -> Card:
        """A note, with who can read it decided before."""
        standing, number = await self._standings.of(caller), act.spot.about
        sight = await self._sight(caller, standing, number)
        if sight is None or act.spot.detail not in set(Sharing):
            return self._nothing()
        return await self._keep(caller, key, sight, Sharing(act.spot.detail), act.text)

    async def note(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """``/mentor note <who> only-me|both: <text>``, or with less, the card that asks."""
        standing = await self._standings.of(caller)
        found = await self._mentees(caller, standing)
        who, sharing, text = split_note(act.words)
        sight = self._one(found, act, who)
        if sight is None:
            return self._whom(found, act, who)
        if sharing is None or not text:
            return await self._brief(caller, standing, sight.number)
        return await self._keep(caller, key, sight, sharing, text)

    async def encourage(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """``/mentor encourage <who>``."""
        found = await self._mentees(caller, await self._standings.of(caller))
        sight = self._one(found, act, act.words)
        if sight is None:
            return self._whom(found, act, act.words)
        return await self._send(caller, key, sight, DeskButton.ENCOURAGE)

    async def _send(self, caller: Caller, key: EventKey, sight: Sight, choice: str) -> Card:
        """A word to a mentee, or a request; it waits for their morning, and for their pauses."""
        kinds = {
            DeskButton.ENCOURAGE: (Kind.ENCOURAGED, "brief.encouraged"),
            DeskButton.ASK_FOR_A_CHECK_IN: (Kind.CHECK_IN_WANTED, "brief.asked-check-in"),
        }
        if choice not in kinds:
            return await self._shown(caller, sight)
        kind, key_of_note = kinds[DeskButton(choice)]
        step = pairing.told(to_mentee=True, kind=kind)
        await self._pairings.change_pairing(key, caller.account, sight.number, step)
        name = pairing_cards.name_of(self._catalog, sight.name)
        return await self._shown(caller, sight, self._catalog.say(key_of_note, name=name))

    async def _keep(
        self, caller: Caller, key: EventKey, sight: Sight, sharing: Sharing, text: str
    ) -> Card:
        if len(text) > MOST_WORDS:
            note = self._catalog.say("note.long", most=MOST_WORDS)
            return await self._shown(caller, sight, note)
        kept = Note(text, sharing, self._clock.now())
        await self._pairings.add_note(key, caller.account, sight.number, kept)
        said = "note.kept-only-me" if sharing is Sharing.ONLY_ME else "note.kept-both"
        return await self._shown(caller, sight, self._catalog.say(said))

    async def _mentees(self, caller: Caller, standing: Standing) -> Sequence[Sight]:
        return await self._access.mentees(caller, standing.mentors_in, standing.thresholds)

    async def _sight(self, caller: Caller, standing: Standing, number: int) -> Sight | None:
        return await self._access.mentee(
            caller, number, standing.mentors_in, standing.thresholds
        )

    def _list(self, found: Sequence[Sight], standing: Standing, page: int) -> Card:
        if not standing.mentors_in and not found:
            return Card(body=self._catalog.say("status.not-a-mentor"))
        return overview(self._catalog, [listed(one) for one in found], page)

    async def _meant(
        self, caller: Caller, standing: Standing, found: Sequence[Sight], act: Asked
    ) -> Card:
        sight = self._one(found, act, act.words)
        number = sight.number if sight else 0
        if sight is None and len(self._by_name(found, act.words)) > 1:
            return self._whom(found, act, act.words)
        return await self._brief(caller, standing, number)

    async def _brief(self, caller: Caller, standing: Standing, number: int) -> Card:
        sight = await self._sight(caller, standing, number)
        return self._nothing() if sight is None else await self._shown(caller, sight)

    async def _shown(self, caller: Caller, sight: Sight, note: str = "") -> Card:
        notes = await self._pairings.notes(caller.account, sight.number)
        return briefs.brief(self._catalog, listed(sight), notes, note)

    def _one(self, found: Sequence[Sight], act: Asked, name: str) -> Sight | None:
        """The mentee who is meant, if it is one."""
        if act.person is not None:
            named = [one for one in found if one.account == act.person.account]
        else:
            named = self._by_name(found, name)
        return named[0] if len(named) == 1 else None

    def _by_name(self, found: Sequence[Sight], name: str) -> list[Sight]:
        """Those of that name; else those whose name begins so."""
        wanted = " ".join(name.split()).casefold()
        if not wanted:
            return list(found)
        exact = [one for one in found if one.name.casefold() == wanted]
        return exact or [one for one in found if one.name.casefold().startswith(wanted)]

    def _whom(self, found: Sequence[Sight], act: Asked, name: str) -> Card:
        """Asks who is meant, or says that there is nothing to show."""
        several = [] if act.person else self._by_name(found, name)
        if len(several) < 2:
            return self._nothing()
        named = [(one.number, one.name) for one in several]
        body = self._catalog.say(
            "status.several", names=pairing_cards.names(self._catalog, [n for _, n in named])
        )
        card = pairing_cards.which(self._catalog, View.STATUS, named, "desk.which")
        return Card(body=body, place=card.place, choices=card.choices)

    def _nothing(self) -> Card:
        """The one answer to "nobody", "not yours" and "not shared" (F64)."""
        return Card(body=self._catalog.say("status.not-found"))


def listed(sight: Sight) -> Listed:
    """A mentee for the list and for the brief."""
    return Listed(sight.number, sight.name, sight.seen)


def numbered(choice: str, prefix: str) -> int | None:
    """The number behind a choice of this kind; None for any other."""
    number = choice.removeprefix(prefix)
    is_one = choice.startswith(prefix) and number.isascii() and number.isdecimal()
    return int(number) if is_one and len(number) < 18 else None


def split_note(words: str) -> tuple[str, Sharing | None, str]:
    """Who, for whom, and the text: "Sam both: well begun"."""
    head, colon, text = words.partition(":")
    who, _, for_whom = head.strip().rpartition(" ")
    sharing = for_whom.casefold() if for_whom else ""
    if not colon or sharing not in set(Sharing):
        return words.strip(), None, ""
    return who.strip(), Sharing(sharing), text.strip()


__all__ = ["Mentees", "PairingButton", "listed", "numbered", "split_note"]
