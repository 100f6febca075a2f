"""A program that only acknowledges what Slack tells it: the floor under ours."""

import asyncio
import json
import os

import aiohttp


async def acknowledge(api_url: str, token: str) -> None:
    """Acknowledge every envelope until Slack hangs up."""
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {token}"}
        async with session.post(f"{api_url}apps.connections.open", headers=headers) as answer:
            address = (await answer.json())["url"]
        async with session.ws_connect(address) as socket:
            async for message in socket:
                told = json.loads(message.data)
                if "envelope_id" in told:
                    await socket.send_json({"envelope_id": told["envelope_id"]})


if __name__ == "__main__":
    asyncio.run(
        acknowledge(os.environ["WHICHROLE_SLACK_API_URL"], os.environ["SLACK_APP_TOKEN"])
    )
