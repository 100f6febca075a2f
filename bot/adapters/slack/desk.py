"""The desk in a workspace: an act in, its answer where only whoever acted sees it (F65).

A command is answered under it, as a message that only they see. A press changes what was
pressed, or opens a window; in a window it changes the window. Deeds of one person are done one
after the other, so that what they see is what came last.

Slack hears of us when the desk has answered, for then it is committed (I1), or after a while:
then it goes on, and its answer comes all the same.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse

from bot.adapters.slack import callbacks, desk_cards, desk_inbound, inbound, modals
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.desk_names import Names
from bot.adapters.slack.one_overview import OneOverview
from bot.adapters.slack.payloads import Payload, action_in, text_at
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.refusals import told_to_operator
from bot.adapters.slack.roster import SlackRoster
from bot.adapters.slack.tables import Tables
from bot.adapters.slack.whispers import Whispers
from bot.adapters.slack.windows import Before, Windows
from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller
from bot.usecases import taking
from bot.usecases.flood import Admission
from bot.usecases.mentors.asking import Act
from bot.usecases.mentors.lending import Judges
from bot.usecases.taking import Taken, Taker
from bot.usecases.underway import Underway

Told = TypeVar("Told")
Show = Callable[[Card], Awaitable[str]]
"""Shows a card; the id of the window in which it stands, or ``NO_WINDOW``."""

NO_WINDOW = ""

COME_AGAIN = frozenset({"view_submission", "event_callback"})
"""What is not taken for done while the database cannot serve: the window says so itself, and
Slack repeats an event."""


class Answers(Judges, Protocol):
    """Answers whoever acts."""

    async def answer(self, caller: Caller, key: EventKey, act: Act) -> Card:
        """See ``usecases.mentors.desk.Desk.answer``."""
        ...


class Desk:
    """Where people of one workspace come to the desk.

    Args:
        slack: shows what it answers.
        catalog: the words.
        answers: the desk.
        roster: who is who there.
        names: what they are called.
        profiles: learns what people are called who come.
        taker: holds back who comes too often.
        windows: knows which of them stand open.
        overview: knows what else stands before mentors.
        whispers: says what goes wrong.
        tables: sends those of mentees.
    """

    def __init__(
        self,
        slack: Slack,
        catalog: Catalog,
        answers: Answers,
        roster: SlackRoster,
        names: Names,
        profiles: Profiles,
        taker: Taker,
        windows: Windows,
        overview: OneOverview,
        whispers: Whispers,
        tables: Tables,
    ) -> None:
        self._slack = slack
        self._catalog = catalog
        self._answers = answers
        self._roster = roster
        self._names = names
        self._profiles = profiles
        self._taker = taker
        self._windows = windows
        self._whispers = whispers
        self._overview = overview
        self._tables = tables
        self._turns: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()
        self._doing = Underway("an answer of the desk was not shown")

    async def asked(self, ack: AsyncAck, body: Payload) -> BoltResponse:
        """A command; its answer stands under it."""
        deed = desk_inbound.from_command(body)
        if deed is not None and self._is_let_in(deed, body):
            await self._done(deed, body, lambda card: self._below(body, deed, card))
        return await ack()

    async def said(self, deed: Deed, body: Payload) -> bool:
        """The words of a command in a direct message; whether they are answered (I1)."""
        if not self._is_let_in(deed, body):
            return False
        card = await self._done(deed, body, lambda card: self._beside(body, deed, card))
        return card is not None

    async def pressed(self, ack: AsyncAck, body: Payload) -> BoltResponse:
        """A press on a card of the desk; one that was drawn for somebody else does nothing."""
        if inbound.action_of(body) == callbacks.TYPE:
            self._open_field(body)
            return await ack()
        deed = desk_inbound.from_click(body)
        if deed is not None and self._is_let_in(deed, body):
            await self._done(deed, body, lambda card: self._in_place(body, deed, card))
        return await ack()

    async def wrote(self, ack: AsyncAck, body: Payload) -> BoltResponse:
        """Words in a window of the desk; its answer stands in the same window."""
        deed, card = desk_inbound.from_submission(body), None
        if deed is None:
            return await ack()
        if self._is_let_in(deed, body):
            card = await self._done(deed, body, lambda _: _stays(body))
        if card is None:
            told = self._whispers.not_now(Taken.LATE)
            return await ack(response_action="errors", errors={modals.WORDS_BLOCK: told})
        view = desk_cards.to_window(self._catalog, card, deed.account.user)
        return await ack(response_action="update", view=view)

    async def settled(self) -> None:
        """Wait until every answer is shown."""
        await self._doing.settled()

    async def stop(self, grace: float) -> None:
        """Show what is on its way, for so many seconds."""
        await self._doing.stop(grace)

    def _is_let_in(self, deed: Deed, body: Payload) -> bool:
        """Whether a deed is done; else whoever did it is told why not, at most once (F77)."""
        admission = self._taker.admission(deed.account)
        is_theirs = deed.is_theirs and self._roster.is_ours(deed.account)
        if admission is Admission.TOLD:
            self._whispers.after_click(Taken.TOO_FAST, body)
        if admission is Admission.TAKEN and not is_theirs:
            self._whispers.say(body, "desk.gone")
        return admission is Admission.TAKEN and is_theirs

    async def _done(self, deed: Deed, body: Payload, show: Show) -> Card | None:
        """What the desk answers, shown soon; None if it does not within our patience."""
        answered: asyncio.Future[Card | None] = asyncio.get_running_loop().create_future()
        self._doing.begin(self._do(deed, body, show, answered))
        try:
            async with asyncio.timeout(taking.PATIENCE):
                return await asyncio.shield(answered)
        except TimeoutError:
            return None

    async def _do(
        self, deed: Deed, body: Payload, show: Show, answered: asyncio.Future[Card | None]
    ) -> None:
        """Answer one deed, when those before it are answered and shown."""
        turn = self._turns.setdefault(deed.account, asyncio.Lock())
        async with turn:
            card, before = None, Before()
            try:
                before = await self._windows.before(deed.account)
                card = await self._answer(deed)
            except StoreError:
                if text_at(body, "type") not in COME_AGAIN:
                    self._whispers.after_click(Taken.LATE, body)
            finally:
                answered.set_result(card)
            if card is not None:
                # What brings a table takes longer than Slack waits to hear of us.
                caller = Caller(deed.account, "", deed.here)
                window = await show(await self._tables.sent(caller, deed.act, card))
                self._windows.stands(window, deed.account, card, before)
                is_below = window == NO_WINDOW
                await self._overview.shown(deed, body, card, before.shared, is_below=is_below)

    async def _answer(self, deed: Deed) -> Card:
        """The desk's answer, with everybody called as Slack calls them.

        Raises:
            StoreError: nothing was changed.
        """
        caller, act = await self._names.caller(deed), await self._names.in_act(deed.act)
        card = await self._answers.answer(caller, deed.key, act)
        self._profiles.heard(deed.account)
        self._windows.done(deed)
        return card

    async def _below(self, body: Payload, deed: Deed, card: Card) -> str:
        """Under a command, or under what was pressed where others could see it."""
        said = desk_cards.to_message(self._catalog, card, deed.account.user).as_arguments()
        only_they = {"response_type": "ephemeral", "replace_original": False}
        await self._tried(self._slack.respond(inbound.response_url_of(body), said | only_they))
        return NO_WINDOW

    async def _beside(self, body: Payload, deed: Deed, card: Card) -> str:
        """In the direct message where a command was written, gone when Slack is left."""
        said = desk_cards.to_message(self._catalog, card, deed.account.user).as_arguments()
        channel, user = inbound.where_of(body)
        asked = {"channel": channel, "user": user, **said}
        await self._tried(self._slack.call("chat.postEphemeral", asked, FAST))
        return NO_WINDOW

    async def _in_place(self, body: Payload, deed: Deed, card: Card) -> str:
        """In the window that was pressed, in a new one, or in the place of the message."""
        window, user = desk_inbound.window_of(body), deed.account.user
        if window:
            view = desk_cards.to_window(self._catalog, card, user)
            asked = {"view_id": window, "view": view}
            await self._tried(self._slack.call("views.update", asked, FAST))
            return window
        if desk_cards.belongs_in_a_window(card):
            window = await self._opened(body, user, card)
        return window or await self._replaced(body, deed, card)

    async def _opened(self, body: Payload, user: str, card: Card) -> str:
        """A new window; Slack opens one for three seconds after a press."""
        view = desk_cards.to_window(self._catalog, card, user)
        asked = {"trigger_id": inbound.trigger_of(body), "view": view}
        told = await self._tried(self._slack.call("views.open", asked, FAST))
        return text_at(told, "view", "id")

    async def _replaced(self, body: Payload, deed: Deed, card: Card) -> str:
        """In the place of the message, which nobody else sees."""
        if not desk_inbound.is_private(body):
            return await self._below(body, deed, card)
        said = desk_cards.to_message(self._catalog, card, deed.account.user).as_arguments()
        in_place = said | {"replace_original": True}
        await self._tried(self._slack.respond(inbound.response_url_of(body), in_place))
        return NO_WINDOW

    def _open_field(self, body: Payload) -> None:
        """The window for words that a card in a message asks for."""
        block, account = text_at(action_in(body), "block_id"), inbound.actor_of(body)
        if account is None or callbacks.owner_of(block) != account.user:
            self._whispers.say(body, "desk.gone")
            return
        asks = self._catalog.say("chat.window-label")
        card = Card(body=asks, place=callbacks.place_of(block), writes=True)
        self._doing.begin(self._opened(body, account.user, card))

    async def _tried(self, sending: Awaitable[Told]) -> Told | None:
        """What Slack says to it; None if it was not shown: whoever it was for can ask again."""
        try:
            return await sending
        except DeliveryError as problem:
            told_to_operator(problem)
            return None


async def _stays(body: Payload) -> str:
    """Words are answered in the window where they stood, with Slack's acknowledgement."""
    return text_at(body, "view", "id")
