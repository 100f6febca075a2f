import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.adapters.terminal import keyboard
from bot.adapters.terminal.keyboard import LONGEST_LINE, lines
from tests.fakes.waiting import PATIENCE


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Both ends of a pipe, the one to read from first; the test closes the other."""
    source, sink = os.pipe()
    yield source, sink
    os.close(source)


def written(sink: int, *chunks: bytes) -> None:
    """Write from another thread, as a pipe holds 64 kB only, and close."""

    def write() -> None:
        with open(sink, "wb", buffering=0) as file:
            for chunk in chunks:
                view = memoryview(chunk)
                while view:
                    view = view[file.write(view) :]

    threading.Thread(target=write, daemon=True).start()


async def read_all(source: int) -> list[bytes]:
    async with asyncio.timeout(PATIENCE):
        return [line async for line in lines(source)]


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([], []),
        ([b"one\ntwo\n"], [b"one", b"two"]),
        ([b"one\ntwo"], [b"one", b"two"]),
        ([b"on", b"e\nt", b"wo\n"], [b"one", b"two"]),
        ([b"one\r\ntwo\r\n"], [b"one", b"two"]),
        ([b"one\r", b"\ntwo\r"], [b"one", b"two"]),
        ([b"\n\nthree\n"], [b"", b"", b"three"]),
        ([b"a\rb\n"], [b"a\rb"]),
        ([b"\x00\xff\n"], [b"\x00\xff"]),
    ],
)
async def test_lines_come_without_their_ends_wherever_a_chunk_ends(
    pipe: tuple[int, int], chunks: list[bytes], expected: list[bytes]
) -> None:
    source, sink = pipe
    written(sink, *chunks)

    found = await read_all(source)

    assert found == expected


async def test_a_line_across_many_reads_is_one_line(pipe: tuple[int, int]) -> None:
    source, sink = pipe
    long = b"0123456789" * 20_000
    written(sink, long + b"\nshort\n")

    found = await read_all(source)

    assert found == [long, b"short"]


@pytest.mark.parametrize("last", [b"\nnext\n", b"\r\nnext"])
async def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(
    pipe: tuple[int, int], last: bytes
) -> None:
    source, sink = pipe
    written(sink, b"x" * (LONGEST_LINE * 2), last)

    found = await read_all(source)

    assert [len(line) for line in found] == [LONGEST_LINE, len(b"next")]


async def test_a_too_long_line_without_an_end_is_cut_too(pipe: tuple[int, int]) -> None:
    source, sink = pipe
    written(sink, b"x" * (LONGEST_LINE + 70_000))

    found = await read_all(source)

    assert [len(line) for line in found] == [LONGEST_LINE]


async def test_a_line_is_waited_for_also_where_reading_was_set_not_to_wait(
    pipe: tuple[int, int],
) -> None:
    source, sink = pipe
    os.set_blocking(source, False)
    found = asyncio.create_task(read_all(source))
    await asyncio.sleep(0.1)

    written(sink, b"late\n")

    assert await found == [b"late"]


async def test_a_descriptor_that_is_closed_is_the_end_of_the_input(
    pipe: tuple[int, int],
) -> None:
    gone = os.dup(pipe[0])
    os.close(gone)
    os.close(pipe[1])

    found = await read_all(gone)

    assert found == []


async def test_no_more_than_a_line_is_read_ahead_of_whoever_takes_them(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[bytes] = []

    def endless(_: int) -> Iterator[bytes]:
        for number in range(1_000):
            handed.append(b"%d" % number)
            yield handed[-1]

    monkeypatch.setattr(keyboard, "_lines", endless)
    with closing(os.fdopen(pipe[1], "wb")):
        source = lines(pipe[0])
        await anext(source)
        await asyncio.sleep(0.1)

        second = await anext(source)

    assert second == b"1"
    assert len(handed) <= 4


def test_a_loop_that_ends_while_lines_wait_ends_without_a_word(
    pipe: tuple[int, int], capfd: pytest.CaptureFixture[str]
) -> None:
    source, sink = pipe
    written(sink, b"why\n" * 1_000)

    async def take_two() -> None:
        taken = lines(source)
        await anext(taken)
        await anext(taken)

    asyncio.run(take_two())
    for thread in threading.enumerate():
        if thread.name == "keyboard":
            thread.join(timeout=0.2)

    assert capfd.readouterr().err == ""
