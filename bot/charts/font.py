"""What a font file knows: which characters it has, and how wide each is.

The drawing program drops a character that its fonts lack and says nothing, and it does not
wrap lines. So we look first, in the file that it will draw with.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("fonts")

UNICODE = (3, 1)
"""Platform and encoding of the character table that we read; it has format 4."""


@dataclass(frozen=True, slots=True)
class Font:
    """One weight of the letters.

    Attributes:
        file: where it is.
        advances: by character, how far it moves the pen, as a share of the font's size.
    """

    file: Path
    advances: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """How wide the text is; each of its characters must be known."""
        return sum(self.advances[character] for character in text) * size


@cache
def regular() -> Font:
    """For every line but the emphasised ones."""
    return _read(FOLDER / "OpenSans-Regular.ttf")


@cache
def bold() -> Font:
    """For what is emphasised; it has the same characters."""
    return _read(FOLDER / "OpenSans-Bold.ttf")


def _read(file: Path) -> Font:
    tables = _tables(file.read_bytes())
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (measured,) = struct.unpack_from(">H", tables["hhea"], 34)
    widths = [
        advance for advance, _ in struct.iter_unpack(">Hh", tables["hmtx"][: measured * 4])
    ]
    advances = {
        chr(code): widths[min(glyph, measured - 1)] / units
        for code, glyph in _glyphs(tables["cmap"])
    }
    return Font(file, advances)


def _tables(content: bytes) -> dict[str, bytes]:
    """The parts of a font file by their four-letter names."""
    (number,) = struct.unpack_from(">H", content, 4)
    tables = {}
    for entry in range(number):
        tag, _, start, length = struct.unpack_from(">4sLLL", content, 12 + entry * 16)
        tables[tag.decode("ascii")] = content[start : start + length]
    return tables


def _glyphs(table: bytes) -> Iterator[tuple[int, int]]:
    """Every character's code with the number of its glyph, from segments of codes."""
    start = _subtable(table)
    (doubled,) = struct.unpack_from(">H", table, start + 6)
    number = doubled // 2
    # Four arrays of this length, with two bytes of padding after the first.
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{number}H", table, start + 14 + place * doubled + padding)
        for place, padding in ((0, 0), (1, 2), (2, 2), (3, 2))
    )
    offsets_start = start + 16 + 3 * doubled
    for segment in range(number):
        for code in range(firsts[segment], lasts[segment] + 1):
            glyph = code
            if offsets[segment]:  # counted from where the offset itself stands
                where = offsets_start + 2 * segment + offsets[segment]
                (glyph,) = struct.unpack_from(">H", table, where + 2 * (code - firsts[segment]))
            glyph = (glyph + deltas[segment]) % 0x10000
            if glyph:
                yield code, glyph


def _subtable(table: bytes) -> int:
    """Where the character table that we read starts."""
    (number,) = struct.unpack_from(">H", table, 2)
    starts: dict[tuple[int, int], int] = {}
    for entry in range(number):
        platform, encoding, start = struct.unpack_from(">HHL", table, 4 + 8 * entry)
        starts[platform, encoding] = start
    return starts[UNICODE]
