"""A story, in each of the ways in which the gateway can write what it tells."""

from pathlib import Path

import discord
import pytest
from discord.gateway import DiscordWebSocket

from bot.catalog import Catalog
from tests.fakes.discord.packing import unpacked
from tests.fakes.discord.server import FakeDiscord
from tests.stories.story import missing, steps, stories
from tests.stories.test_stories_on_discord import play

pytestmark = pytest.mark.thorough


(STORY,) = (one for one in stories() if one.stem == "an_analyst")
ZLIB, ZSTD, PLAIN = "zlib-stream", "zstd-stream", ""


class ReadingZstd:
    """Reads the stream of our own Discord; the library reads it where a package can."""

    COMPRESSION_TYPE = ZSTD

    def decompress(self, packed: bytes, /) -> str | None:
        """One thing."""
        return unpacked(packed).decode()


@pytest.fixture(params=[ZLIB, ZSTD, PLAIN], ids=lambda one: one or "plain")
def compress(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the client asks for."""
    wanted = str(request.param)
    if wanted == ZSTD:
        monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", ReadingZstd)
    usual = DiscordWebSocket.from_client.__func__.__kwdefaults__  # type: ignore[attr-defined]
    monkeypatch.setitem(usual, "compress", wanted != PLAIN)
    return wanted


async def test_a_story_is_told_in_frames_of_every_kind(
    compress: str, database: Path, catalog: Catalog
) -> None:
    story = steps(STORY)
    async with FakeDiscord(limited=False) as discord:
        said = await play(story, discord, database, catalog, "in the direct message")

        assert set(discord.gateway.compressions) == {compress}
    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"> {step.does}\n{answer}"
