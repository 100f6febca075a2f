"""A Discord to try the program with, by hand: ``python -m tests.fakes.discord``.

It prints how to start the program against it, and serves until it is killed. It takes lines:
words go into the direct message, ``/whichrole …`` runs the command in town, ``/whichrole … in
dm`` in the direct message, ``press 2`` presses the second button of the newest card and
``[Label]`` the one of this name, ``pick A, B`` picks in a menu, ``= words`` writes in the modal
that stands open, and ``as NAME`` is somebody else. Scripts act through ``/control/``, see
``control.py``.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterable

from tests.fakes.discord.control import read
from tests.fakes.discord.models import Json
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import buttons, drawn
from tests.fakes.discord.server import FakeDiscord

A_MOMENT = 0.5
IN_DM = " in dm"


async def main() -> None:
    """Serve until killed."""
    asked = argparse.ArgumentParser(prog="python -m tests.fakes.discord")
    asked.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    asked.add_argument("--people", type=int, default=0, help="so many: P1, P2, …")
    told = asked.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever waits for a line would not hear it
    async with FakeDiscord(port=told.port) as discord:
        for number in range(told.people):
            discord.person(f"P{number + 1}")
        if discord.people:
            sys.stdout.write(f"{', '.join(discord.people)} are there.\n\n")
        sys.stdout.write(
            "Start the program in another terminal:\n\n"
            f"  DISCORD_TOKEN={discord.rest.token} WHICHROLE_DISCORD_API_URL={discord.api_url} "
            f"WHICHROLE_DISCORD_GATEWAY_URL={discord.gateway_url} "
            "DATABASE_URL=sqlite+aiosqlite:////tmp/try.db whichrole run --only discord\n\n"
        )
        sys.stdout.flush()
        await discord.gateway.connected()
        await _take_lines(discord)
        await asyncio.Event().wait()


async def _take_lines(discord: FakeDiscord) -> None:
    """Do what is typed, until nothing more can come."""
    person = discord.person()
    while line := await asyncio.to_thread(sys.stdin.readline):
        words = line.strip()
        if words.startswith("as "):
            person = discord.person(words[3:].capitalize())
            continue
        try:
            await _do(person, words)
        except (AssertionError, IndexError, KeyError) as problem:
            sys.stdout.write(f"({problem})\n")
        sys.stdout.flush()


async def _do(person: Person, words: str) -> None:
    before = {one.id: one.edits for one in person.heard}
    answer = await _act(person, words)
    if answer is None:
        sys.stdout.write("(This interaction failed.)\n")
    await asyncio.sleep(A_MOMENT)
    for one in person.heard:
        if before.get(one.id) != one.edits:
            _show(read(one))
    if person.window:
        _show([f"--- MODAL {person.window['title']}", *drawn(person.window["components"])])


async def _act(person: Person, words: str) -> Json | None:
    match words:
        case _ if words.startswith("="):
            return await person.submits(words[1:].strip())
        case _ if words.startswith("press "):
            shown = [one for one in person.heard if any(buttons(one.components))][-1]
            pressed = list(buttons(shown.components))[int(words[6:]) - 1]
            return await person.acts(shown, pressed)
        case _ if words.startswith("["):
            return await person.presses(words.strip("[]"))
        case _ if words.startswith("pick "):
            return await person.picks(one.strip() for one in words[5:].split(","))
        case _ if words.startswith("/"):
            channel = person.channel if words.endswith(IN_DM) else ""
            command, _, text = words.removesuffix(IN_DM).partition(" ")
            return await person.runs(command, text, channel)
        case _:
            return {"id": (await person.says(words)).id}


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line if line.startswith("---") else f"| {line}")
        sys.stdout.write("\n")


if __name__ == "__main__":
    asyncio.run(main())
