"""Runs one command and writes the most memory that it ever held, in bytes, to a file.

Used as a script by ``programs``, in a small interpreter of its own, because the system counts
what the *starting* process held at that moment as the child's: a program of 30 MB that is
started by one of 200 MB has a peak of 200 MB. It imports next to nothing for the same reason.
"""

import os
import sys

# The system counts in kibibytes, except on a Mac.
UNIT = 1 if sys.platform == "darwin" else 1024


def run(report: str, command: list[str]) -> int:
    """Run the command on our own standard streams; return its exit code."""
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    with open(report, "w") as out:  # noqa: PTH123 - pathlib alone would cost 2 MB
        out.write(str(usage.ru_maxrss * UNIT))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
