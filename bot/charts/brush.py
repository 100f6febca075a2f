"""Turns one document into a picture: as a function, and as a program that does it once.

To draw takes a tenth of a second and holds the interpreter lock, so a thread would gain nothing
for whoever has an event loop (I6). As a program it takes a document in and puts the picture
out, with the files of fonts as its arguments. It imports nothing of ours: so it starts within
a few milliseconds, and needs to know of no folder.
"""

import sys
from collections.abc import Sequence

from resvg_py import svg_to_bytes


def png(svg: str, fonts: Sequence[str]) -> bytes:
    """The document as a PNG file; equal documents give equal bytes.

    Args:
        svg: the document.
        fonts: the files of the fonts that it may use; those of the machine are not asked.
    """
    return svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[*fonts])


def main() -> None:
    """Draw what comes in; end with a failure where that cannot be drawn."""
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode(), sys.argv[1:]))


if __name__ == "__main__":
    main()
