"""Cards that are made when their message is sent, so that they say what is true then."""

from datetime import datetime
from typing import Protocol, assert_never

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.engine.weekly import lost_zones, messages
from bot.engine.weekly.values import Weekly
from bot.ports.keeping import Keeping, Shower
from bot.ports.nudges import Told
from bot.ports.outbox import ASKED_ABOUT, Kind, Message
from bot.ports.store import Store
from bot.usecases.mentors.letters import NOTHING_LEFT, Letters
from bot.usecases.own_words import OwnWords
from bot.usecases.showing import kept_card, warning_card
from bot.usecases.turns import standing_card
from bot.usecases.wanting import Waits, Withheld, wanted

USUAL = Keeping()


class Sources(Store, Shower, Told, Protocol):
    """What cards are made from: where people stand, what is kept about them, what they got."""


class Composer:
    """Makes the cards of messages that were written without one.

    Args:
        store: what they are made from.
        catalog: the words.
        keeping: for how long things are kept, for those who ask.
        letters: those between mentors and mentees; None where there are none.
        own_words: those of communities; None where nobody has any.
    """

    def __init__(
        self,
        store: Sources,
        catalog: Catalog,
        keeping: Keeping = USUAL,
        letters: Letters | None = None,
        own_words: OwnWords | None = None,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._keeping = keeping
        self._letters = letters
        self._own_words = own_words

    async def card(self, message: Message, now: datetime) -> Card | Withheld | Waits:
        """What the message says now, or why it says nothing, or nothing yet.

        Raises:
            StoreError: it cannot be found out at the moment.
        """
        if message.card is not None and message.kind not in ASKED_ABOUT:
            if message.kind is not Kind.CLOSED or self._letters is None:
                return message.card
            return await self._letters.closed(message, message.card)
        catalog = await self._words_for(message)
        match message.kind:
            case Kind.REPLY | Kind.STANDING:
                standing = await standing_card(self._store, catalog, message.to)
                return standing or NOTHING_LEFT
            case Kind.KEPT | Kind.WARNING:
                return await self._about_kept(catalog, message) or NOTHING_LEFT
            case Kind.NUDGE | Kind.REMINDER | Kind.CADENCE | Kind.PAUSED:
                return await self._about_a_week(catalog, message, now)
            case (
                Kind.INVITED | Kind.REQUESTED | Kind.PAIRED | Kind.CLOSED | Kind.ENCOURAGED
                | Kind.CHECK_IN_WANTED | Kind.PLAN_CHANGED | Kind.REQUEST_REMINDER | Kind.DIGEST
                | Kind.FORGOTTEN | Kind.MENTOR_LEFT | Kind.MENTOR_BACK
                | Kind.LINK_ASKED | Kind.LINK_CHANGED | Kind.WORD
            ):  # fmt: skip
                if self._letters is None:
                    return NOTHING_LEFT
                return await self._letters.in_words_of(catalog).card(message, now)
            case _:
                assert_never(message.kind)

    async def _words_for(self, message: Message) -> Catalog:
        if self._own_words is None:
            return self._catalog
        return await self._own_words.for_account(message.to)

    async def _about_kept(self, catalog: Catalog, message: Message) -> Card | None:
        kept = await self._store.kept(message.to)
        if kept is None:
            return None
        if message.kind is Kind.WARNING:
            return warning_card(catalog, kept, message.useful_until)
        return kept_card(catalog, kept, message.to, self._keeping)

    async def _about_a_week(
        self, catalog: Catalog, message: Message, now: datetime
    ) -> Card | Withheld | Waits:
        here = await self._store.conversation(message.to)
        if here is None or here.weekly is None:
            return NOTHING_LEFT
        reminds = message.kind is Kind.REMINDER and message.period is not None
        of = await self._store.nudged_at(message.to, message.period or "") if reminds else None
        why_not = wanted(message, here.weekly, now, of)
        return why_not or _of_a_week(catalog, message.kind, here, here.weekly)


def _of_a_week(catalog: Catalog, kind: Kind, here: Conversation, weekly: Weekly) -> Card:
    """What a round wrote, as it is now."""
    match kind:
        case Kind.REMINDER:
            return messages.reminder(catalog, here)
        case Kind.CADENCE if weekly.agenda.asked:  # they have said nothing since
            return messages.cadence(catalog, here)
        case Kind.PAUSED:
            return messages.paused(catalog, here)
        case _:
            step = messages.nudge(catalog, here)
            return lost_zones.above(catalog, weekly, step)
