"""``python -m tests.load moment REPORT PEOPLE``: figures in seconds, as JSON in a file."""

import asyncio
import json
import sys
from pathlib import Path

from tests.load import moment

if __name__ == "__main__":
    _, report, many = sys.argv[1:]
    found = asyncio.run(moment.measured(Path(f"{report}.d"), int(many)))
    Path(report).write_text(json.dumps(found))
