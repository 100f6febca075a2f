"""A mentor's notes about mentees: who can read one is decided before it is typed (A19)."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import notes_cards, pairing_cards
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pages import PAGE
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.mentoring.values import Note, Sharing
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Pairings
from bot.usecases.access import Sight
from bot.usecases.mentors.asking import Asked, Pressed, Wrote, behind
from bot.usecases.mentors.mentees import Mentees
from bot.usecases.mentors.places import placed
from bot.usecases.mentors.sides import numbered
from bot.usecases.mentors.standing import Standing, Standings
from bot.usecases.mentors.unsent import Unsent

_SHARING = {
    DeskButton.NOTE_FOR_ME: Sharing.ONLY_ME,
    DeskButton.NOTE_FOR_BOTH: Sharing.BOTH,
}
_ABOUT_TO_WRITE = {
    Sharing.ONLY_ME: "note.write-only-me",
    Sharing.BOTH: "note.write-both",
}

ON_A_BRIEF = frozenset({DeskButton.NOTES, *_SHARING})
"""What is pressed on a brief and is about notes."""


class Notes:
    """Takes notes, shows them, deletes them.

    Args:
        mentees: shows the brief, from which one comes, and tells who is meant.
        pairings: keeps the notes.
        standings: tells who is a mentor.
        catalog: the words.
        clock: what time it is.
        unkept: notes of which it was not said yet who can read them, by account and pairing.
    """

    def __init__(
        self,
        mentees: Mentees,
        pairings: Pairings,
        standings: Standings,
        catalog: Catalog,
        clock: Clock,
        unkept: Unsent[tuple[Address, int]],
    ) -> None:
        self._mentees = mentees
        self._pairings = pairings
        self._standings = standings
        self._catalog = catalog
        self._clock = clock
        self._unkept = unkept

    async def pressed_brief(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """All of them, or the card under which one is typed."""
        standing, number = await self._standings.of(caller), act.spot.about
        sight = await self._mentees.sight(caller, standing, number)
        if sight is None:
            return self._mentees.nothing()
        if act.choice == DeskButton.NOTES:
            return await self._page(caller, sight, 0)
        return self._to_write(sight, _SHARING[DeskButton(act.choice)])

    async def pressed(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """Who can read the words that waited for that; or no note after all."""
        standing, number = await self._standings.of(caller), act.spot.about
        sight = await self._mentees.sight(caller, standing, number)
        if sight is None:
            return self._mentees.nothing()
        mine = caller.account, number
        if act.choice not in _SHARING:
            self._unkept.let_go(mine)
            return await self._mentees.shown(caller, sight)
        held = self._unkept.held(mine)
        if held is None:
            gone = self._catalog.say("note.words-gone")
            return await self._mentees.shown(caller, sight, gone)
        once = EventKey(f"note.{number}.{held.at.isoformat()}")  # a double click keeps one
        sharing = _SHARING[DeskButton(act.choice)]
        card = await self._keep(caller, once, sight, sharing, held.words)
        self._unkept.let_go(mine)
        return card

    async def pressed_page(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """Another page of the notes, one of them less, or the brief again."""
        standing = await self._standings.of(caller)
        sight = await self._mentees.sight(caller, standing, act.spot.about)
        if sight is None:
            return self._mentees.nothing()
        if act.choice == notes_cards.BACK:
            return await self._mentees.shown(caller, sight)
        gone = numbered(act.choice, notes_cards.DROP)
        if gone is None:
            return await self._page(caller, sight, numbered(act.choice, PAGE) or 0)
        await self._pairings.drop_note(caller.account, sight.number, gone)
        return await self._page(caller, sight, 0, self._catalog.say("note.dropped"))

    async def wrote(self, caller: Caller, key: EventKey, act: Wrote) -> Card:
        """A note, with who can read it decided before."""
        standing, number = await self._standings.of(caller), act.spot.about
        sight = await self._mentees.sight(caller, standing, number)
        if sight is None or act.spot.detail not in set(Sharing):
            return self._mentees.nothing()
        return await self._keep(caller, key, sight, Sharing(act.spot.detail), act.text)

    async def note(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """``/mentor note <who> only-me|both: <text>``, or with less, the card that asks.

        Who can read it is said right behind whom it is about: a colon further on is one of the
        text. Words of which it is not said are held until it is.
        """
        standing = await self._standings.of(caller)
        who = "" if act.person else await self._about(caller, standing, act.words)
        meant = await self._mentees.meant(caller, standing, act, who)
        if isinstance(meant, Card):
            return meant
        sharing, text = split_note(behind(act, who))
        if sharing is None:
            return await self._for_whom(caller, meant, text)
        if not text:
            return self._to_write(meant, sharing)
        return await self._keep(caller, key, meant, sharing, text)

    async def _about(self, caller: Caller, standing: Standing, words: str) -> str:
        """Whom a note begins with, where nobody is mentioned."""
        head, *_ = words.split(":")
        before, _, last = head.strip().rpartition(" ")
        is_for_whom = last.casefold() in set(Sharing)
        return await self._mentees.spoken_of(
            caller, standing, before.strip() if is_for_whom else head.strip()
        )

    async def _for_whom(self, caller: Caller, sight: Sight, words: str) -> Card:
        """Asks who can read a note; nothing is kept before that is said (A19)."""
        if not words:
            note = self._catalog.say("note.for-whom")
            return await self._mentees.shown(caller, sight, note)
        if len(words) > MOST_WORDS:
            return await self._too_long(caller, sight)
        self._unkept.hold((caller.account, sight.number), words)
        card = notes_cards.for_whom(self._catalog, sight.number, sight.name, words)
        return await placed(self._catalog, self._standings, caller, sight.community, card)

    async def _too_long(self, caller: Caller, sight: Sight) -> Card:
        note = self._catalog.say("note.long", most=MOST_WORDS)
        return await self._mentees.shown(caller, sight, note)

    def _to_write(self, sight: Sight, sharing: Sharing) -> Card:
        """The card under which a note is typed."""
        spot, about = Spot(View.NOTE, sight.number, sharing), _ABOUT_TO_WRITE[sharing]
        return pairing_cards.to_write(self._catalog, spot, about, sight.name)

    async def _keep(
        self, caller: Caller, key: EventKey, sight: Sight, sharing: Sharing, text: str
    ) -> Card:
        if len(text) > MOST_WORDS or not text.strip():
            return await self._too_long(caller, sight)
        kept = Note(text, sharing, self._clock.now())
        await self._pairings.add_note(key, caller.account, sight.number, kept)
        said = "note.kept-only-me" if sharing is Sharing.ONLY_ME else "note.kept-both"
        return await self._mentees.shown(caller, sight, self._catalog.say(said))

    async def _page(self, caller: Caller, sight: Sight, page: int, note: str = "") -> Card:
        notes = await self._pairings.notes(caller.account, sight.number)
        return notes_cards.all_notes(self._catalog, sight.number, sight.name, notes, page, note)


def split_note(words: str) -> tuple[Sharing | None, str]:
    """For whom a note is, if it begins with that, and its text: "both: well begun"."""
    for_whom, colon, text = words.partition(":")
    said = for_whom.strip().casefold()
    if not colon or said not in set(Sharing):
        return None, words.strip()
    return Sharing(said), text.strip()
