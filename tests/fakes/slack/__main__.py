"""A Slack to try the program with, by hand: ``python -m tests.fakes.slack``.

It prints how to start the program against it, then takes lines: words go into the direct
message, ``/whichrole …`` runs the command in a channel, ``[Label]`` presses (or ticks and
confirms), ``home`` opens Home, ``[[Label]]`` presses there, ``@`` mentions the app,
``= words`` writes in the window that stands open, and ``as NAME`` is somebody else.
"""

import asyncio
import sys
from collections.abc import Iterable

from tests.fakes.slack.person import Person, drawn
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN

A_MOMENT = 0.4
TOWN = "C0TOWN"


async def main() -> None:
    """Serve until the input ends."""
    async with FakeSlack() as slack:
        sys.stdout.write(
            "Start the program in another terminal:\n\n"
            f"  SLACK_BOT_TOKEN={BOT_TOKEN} SLACK_APP_TOKEN={APP_TOKEN} "
            f"WHICHROLE_SLACK_API_URL={slack.api_url} "
            "DATABASE_URL=sqlite+aiosqlite:////tmp/try.db whichrole run --only slack\n\n"
        )
        sys.stdout.flush()
        await slack.sockets.connected()
        person = slack.person()
        while line := await asyncio.to_thread(sys.stdin.readline):
            words = line.strip()
            if words.startswith("as "):
                person = slack.person(f"U0{words[3:].upper()}")
                continue
            try:
                await _do(person, words)
            except (AssertionError, KeyError) as problem:
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
