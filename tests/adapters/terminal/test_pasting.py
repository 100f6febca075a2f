import asyncio
from collections.abc import AsyncGenerator

from bot.adapters.terminal.pasting import together


async def slowly(*lines: bytes | float) -> AsyncGenerator[bytes, None]:
    """The lines; a number is so many seconds in which none comes."""
    for one in lines:
        if isinstance(one, bytes):
            yield one
        else:
            await asyncio.sleep(one)


async def heard(*lines: bytes | float, is_awaited: bool = True) -> list[bytes]:
    source = slowly(*lines)
    return [one async for one in together(source, lambda _: is_awaited, within=0.05)]


async def test_lines_that_come_at_once_are_one_text_where_one_is_awaited() -> None:
    assert await heard(b"Skills", b"", b"SQL", 0.3, b"yes") == [b"Skills\n\nSQL", b"yes"]


async def test_elsewhere_each_line_is_an_answer() -> None:
    assert await heard(b"1", b"2", is_awaited=False) == [b"1", b"2"]


async def test_a_line_that_comes_while_nobody_listens_waits_for_its_turn() -> None:
    lines = together(slowly(b"one", 0.1, b"two"), lambda _: True, within=0.01)

    assert [one async for one in lines] == [b"one", b"two"]


async def test_whoever_stops_listening_leaves_nothing_behind() -> None:
    source = slowly(b"one", 60.0)
    lines = together(source, lambda _: True, within=0.01)
    assert await anext(lines) == b"one"

    await lines.aclose()

    await source.aclose()
    assert len(asyncio.all_tasks()) == 1
