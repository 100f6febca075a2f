"""``python -m tests.load PART REPORT PEOPLE``: what one round finds, as JSON in a file."""

import asyncio
import json
import sys
from pathlib import Path

from tests.load import crowd, moment, workshop
from tests.load.discord import crowd as discord_crowd
from tests.load.discord import moment as discord_moment

PARTS = {
    "words": moment.words,
    "clicks": moment.clicks,
    "workshop": workshop.answers,
    "memory": crowd.memory,
    "discord-commands": discord_moment.commands,
    "discord-presses": discord_moment.presses,
    "discord-words": discord_moment.words,
    "discord-memory": discord_crowd.memory,
}

if __name__ == "__main__":
    part, report, many = sys.argv[1:]
    found = asyncio.run(PARTS[part](Path(f"{report}.d"), int(many)))
    Path(report).write_text(json.dumps(found))
