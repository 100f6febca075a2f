"""A program that only acknowledges what Discord tells it: the floor under ours."""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp

HELLO, IDENTIFY = 10, 2
DIRECT_MESSAGES = 1 << 12
A_COMMAND = 2
LATER, LATER_IN_PLACE = 5, 6
"""Kinds of answers that promise one."""

Acknowledge = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]


async def listen(gateway: str, token: str, acknowledge: Acknowledge) -> None:
    """Acknowledge every event until Discord hangs up."""
    begun: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession() as session, session.ws_connect(gateway) as socket:
        async for message in socket:
            told = json.loads(message.data)
            if told["op"] == HELLO:
                asked = {"token": token, "intents": DIRECT_MESSAGES, "properties": {}}
                await socket.send_json({"op": IDENTIFY, "d": asked})
            elif told["t"] == "INTERACTION_CREATE":
                task = asyncio.create_task(acknowledge(told["d"]))
                begun.add(task)
                task.add_done_callback(begun.discard)


async def main(api_url: str, gateway: str, token: str) -> None:
    """Answer every interaction with a promise that nobody keeps."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def acknowledge(told: dict[str, Any]) -> None:
            kind = LATER if told["type"] == A_COMMAND else LATER_IN_PLACE
            address = f"{api_url}/interactions/{told['id']}/{told['token']}/callback"
            async with session.post(address, json={"type": kind}) as answer:
                await answer.read()

        await listen(gateway, token, acknowledge)


if __name__ == "__main__":
    asyncio.run(
        main(
            os.environ["WHICHROLE_DISCORD_API_URL"],
            os.environ["WHICHROLE_DISCORD_GATEWAY_URL"],
            os.environ["DISCORD_TOKEN"],
        )
    )
