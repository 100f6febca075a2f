"""A Slack to try the program with, by hand: ``python -m tests.fakes.slack``.

It prints how to start the program against it, and serves until it is killed. It takes lines:
words go into the direct message, ``/whichrole …`` runs the command in a channel, ``[Label]``
presses (or ticks and confirms), ``home`` opens Home, ``[[Label]]`` presses there, ``@``
mentions the app, ``= words`` writes in the window that stands open, and ``as NAME`` is somebody
else. Scripts act through ``/control/``, see ``control.py``.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterable

from tests.fakes.slack.person import TOWN, Person, drawn
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN

A_MOMENT = 0.4


async def main() -> None:
    """Serve until killed."""
    asked = argparse.ArgumentParser(prog="python -m tests.fakes.slack")
    asked.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    asked.add_argument("--people", type=int, default=0, help="so many: U1, U2, …")
    told = asked.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever waits for a line would not hear it
    async with FakeSlack(port=told.port) as slack:
        for number in range(told.people):
            slack.person(f"U{number + 1}")
        if slack.people:
            sys.stdout.write(f"{', '.join(slack.people)} are there.\n\n")
        sys.stdout.write(
            "Start the program in another terminal:\n\n"
            f"  SLACK_BOT_TOKEN={BOT_TOKEN} SLACK_APP_TOKEN={APP_TOKEN} "
            f"WHICHROLE_SLACK_API_URL={slack.api_url} "
            "DATABASE_URL=sqlite+aiosqlite:////tmp/try.db whichrole run --only slack\n\n"
        )
        sys.stdout.flush()
        await slack.sockets.connected()
        await _take_lines(slack)
        await asyncio.Event().wait()


async def _take_lines(slack: FakeSlack) -> None:
    """Do what is typed, until nothing more can come."""
    person = slack.person()
    while line := await asyncio.to_thread(sys.stdin.readline):
        words = line.strip()
        if words.startswith("as "):
            person = slack.person(f"U0{words[3:].upper()}")
            continue
        try:
            await _do(person, words)
        except (AssertionError, IndexError, KeyError) as problem:
            sys.stdout.write(f"({problem})\n")
        sys.stdout.flush()


async def _do(person: Person, words: str) -> None:
    before = {one.ts: one.edits for one in person.cards}
    whispered = len(person.whispers(TOWN))
    told = await _act(person, words)
    await asyncio.sleep(A_MOMENT)
    if isinstance(told, dict) and told:
        sys.stdout.write(f"(only you see: {told.get('text') or told})\n")
    for whisper in person.whispers(TOWN)[whispered:]:
        sys.stdout.write(f"(only you see: {whisper})\n")
    if words == "home" or words.startswith("[["):
        _show(drawn(person.home.get("blocks", [])), "HOME")
    for one in person.cards:
        if before.get(one.ts) != one.edits:
            _show(drawn(one.blocks), f"{'changed' if one.edits else 'new'} {one.ts[-6:]}")
    if person.window:
        _show([str(person.window["title"]["text"])], "WINDOW")


async def _act(person: Person, words: str) -> object:
    match words:
        case "home":
            return await person.opens_home()
        case "@":
            return await person.mentions(TOWN)
        case _ if words.startswith("="):
            return await person.submits(words[1:].strip())
        case _ if words.startswith("[["):
            return await person.presses_home(words.strip("[]"))
        case _ if words.startswith("["):
            return await person.answers(words.strip("[]"))
        case _ if words.startswith("/"):
            command, _, text = words.partition(" ")
            return await person.runs(command, text, TOWN)
        case _:
            return await person.says(words)


def _show(lines: Iterable[str], title: str) -> None:
    sys.stdout.write(f"--- {title}\n")
    for line in lines:
        sys.stdout.write(f"| {line}\n")


if __name__ == "__main__":
    asyncio.run(main())
