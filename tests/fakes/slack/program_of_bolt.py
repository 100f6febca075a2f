"""A small program, written with nothing but Slack's own libraries: it repeats what is said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import Json


class Bolted:
    """What the program heard, and how slow it is.

    Attributes:
        heard: each body, in the order in which listeners got it.
        handler: its connection.
        pause: seconds that a listener takes before it is done.
    """

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.pause = 0.0
        self.handler: AsyncSocketModeHandler | None = None

    def words(self) -> list[str]:
        """What was said in direct messages."""
        return [one["event"]["text"] for one in self.heard if "event" in one]

    async def hears(self, body: Json) -> None:
        """Note it, and take one's time."""
        self.heard.append(body)
        await asyncio.sleep(self.pause)


@asynccontextmanager
async def bolted(slack: FakeSlack) -> AsyncIterator[Bolted]:
    """Connected until the block is left."""
    program = Bolted()
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url)
    app = AsyncApp(client=client, process_before_response=True)
    _listen(app, program)
    handler = AsyncSocketModeHandler(
        app, APP_TOKEN, web_client=AsyncWebClient(base_url=slack.api_url), ping_interval=0.2
    )
    program.handler = handler
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield program
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def _listen(app: AsyncApp, program: Bolted) -> None:
    async def say(body: Json, say: Any) -> None:
        await program.hears(body)
        button = {"type": "button", "action_id": "more", "value": "1"}
        more = {"type": "actions", "elements": [button | {"text": _plain("More")}]}
        await say(text=body["event"]["text"], blocks=[more])

    async def replace(body: Json, ack: Any, respond: Any) -> None:
        await program.hears(body)
        await ack()
        await respond(text="more of it", replace_original=True)

    async def answer(body: Json, ack: Any) -> None:
        await program.hears(body)
        await ack(text="only for you")

    async def open_window(body: Json, ack: Any, client: AsyncWebClient) -> None:
        await program.hears(body)
        await ack()
        element = {"type": "plain_text_input", "action_id": "words"}
        field = {"type": "input", "block_id": "field", "label": _plain("Words")}
        view = {"type": "modal", "callback_id": "window", "title": _plain("Window")}
        sent = {**view, "submit": _plain("Send"), "blocks": [field | {"element": element}]}
        await client.views_open(trigger_id=body["trigger_id"], view=sent)

    async def take(body: Json, ack: Any) -> None:
        await program.hears(body)
        written = body["view"]["state"]["values"]["field"]["words"]["value"]
        wrong = {"field": "More words, please"}
        answer = {"response_action": "errors", "errors": wrong} if written == "-" else {}
        await ack(**answer)

    app.event("message")(say)
    app.action("more")(replace)
    app.command("/answer")(answer)
    app.command("/window")(open_window)
    app.view("window")(take)


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
