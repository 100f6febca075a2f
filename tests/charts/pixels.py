"""A PNG file as pixels, decoded without any library for pictures."""

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby

Pixel = tuple[int, int, int]

BYTES = 4
"""Of a pixel: red, green, blue and opacity."""


class Pixels:
    """The rows of an opaque picture in eight-bit RGBA; anything else is refused."""

    def __init__(self, png: bytes) -> None:
        chunks = list(_chunks(png))
        self.width, self.height, *kind = struct.unpack(">LLBBBBB", chunks[0][1])
        assert kind == [8, 6, 0, 0, 0]
        packed = b"".join(body for name, body in chunks if name == b"IDAT")
        self._rows = list(_unfiltered(zlib.decompress(packed), self.width * BYTES))
        assert len(self._rows) == self.height
        assert all(set(row[3::BYTES]) == {255} for row in self._rows)

    def row(self, y: int, start: int = 0, end: int | None = None) -> list[Pixel]:
        """The pixels at this height, from one column up to another."""
        red, green, blue = (self._rows[y][colour::BYTES] for colour in range(3))
        return list(zip(red, green, blue, strict=True))[start:end]

    def runs(self, y: int) -> list[tuple[Pixel, int]]:
        """The colours at this height from the left, each with its number of pixels."""
        return [(colour, len(list(run))) for colour, run in groupby(self.row(y))]

    def column(self, x: int) -> list[Pixel]:
        """The pixels of one column from the top."""
        place = x * BYTES
        return [(row[place], row[place + 1], row[place + 2]) for row in self._rows]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">L4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += 12 + length


def _unfiltered(packed: bytes, length: int) -> Iterator[bytes]:
    """The rows as they were before PNG made them small (its section 9)."""
    above = bytes(length)
    for start in range(0, len(packed), length + 1):
        row = _row(packed[start], packed[start + 1 : start + 1 + length], above)
        yield row
        above = row


def _row(kind: int, packed: bytes, above: bytes) -> bytes:
    """One row: each byte is the packed one and a guess from the bytes before and above."""
    if kind == 0:
        return packed
    if kind == 2:
        return bytes((byte + up) & 255 for byte, up in zip(packed, above, strict=True))
    row = bytearray(BYTES)  # to the left of the first pixel
    corners = bytes(BYTES) + above
    for place, (byte, up) in enumerate(zip(packed, above, strict=True)):
        left = row[place]
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            guess = _nearest(left, up, corners[place])
        row.append((byte + guess) & 255)
    return bytes(row[BYTES:])


def _nearest(left: int, up: int, corner: int) -> int:
    """The neighbour that is nearest to where the three point (filter 4)."""
    to_left, to_up = abs(up - corner), abs(left - corner)
    to_corner = abs(left + up - corner - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner
