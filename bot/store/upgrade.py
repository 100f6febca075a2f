"""Start the migrations in a process of their own.

Alembic needs 11 MB and a third of a second, once in the life of a database. In a process of
its own both end with it, and the conversation stays small.
"""

import subprocess
import sys
from pathlib import Path

from bot.errors import StoreError

_START = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from bot.store.migrating import main
main()
"""


def upgrade(database: Path, migrations: Path, *, keep: bool = True) -> None:
    """Bring a database to the newest schema; wait until it is there.

    What an older version wrote is copied first, unless there is no need to ``keep`` it.

    Raises:
        StoreError: it failed, and nothing of it is stored.
    """
    where_we_are = str(Path(__file__).resolve().parents[2])
    ended = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [
            *(sys.executable, "-c", _START, where_we_are, str(database), str(migrations)),
            *(() if keep else ("--without-copy",)),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        told = ended.stderr.strip() or "the migrations ended early"
        raise StoreError(told.splitlines()[-1])
