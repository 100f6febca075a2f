"""How what the gateway tells is written on the wire."""

import json
import zlib
from collections.abc import Mapping
from typing import Any, Protocol

MOST_IN_A_BLOCK = 1 << 17
_MAGIC = b"\x28\xb5\x2f\xfd"
_A_WINDOW_OF_8_MIB = b"\x00\x68"
"""A header without a size, without a checksum: the frame goes on for ever."""


class Packing(Protocol):
    """Writes one thing after the other; each can be read when it came."""

    def pack(self, told: Mapping[str, Any]) -> str | bytes:
        """One thing, for one frame."""


class Plain:
    """JSON in text."""

    def pack(self, told: Mapping[str, Any]) -> str:
        """One thing, for one frame."""
        return json.dumps(told)


class Zlib:
    """One stream of zlib, flushed after each thing."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(level=1)

    def pack(self, told: Mapping[str, Any]) -> bytes:
        """One thing, for one frame."""
        packed = self._stream.compress(json.dumps(told).encode())
        return packed + self._stream.flush(zlib.Z_SYNC_FLUSH)


class Zstd:
    """One frame of Zstandard that never ends; its blocks are raw, which any reader takes."""

    def __init__(self) -> None:
        self._begun = False

    def pack(self, told: Mapping[str, Any]) -> bytes:
        """One thing, for one frame."""
        content = json.dumps(told).encode()
        packed = bytearray() if self._begun else bytearray(_MAGIC + _A_WINDOW_OF_8_MIB)
        self._begun = True
        for start in range(0, len(content), MOST_IN_A_BLOCK):
            block = content[start : start + MOST_IN_A_BLOCK]
            packed += (len(block) << 3).to_bytes(3, "little") + block
        return bytes(packed)


def unpacked(packed: bytes) -> bytes:
    """What stands in such a frame, or in the next blocks of one."""
    rest = packed.removeprefix(_MAGIC + _A_WINDOW_OF_8_MIB)
    content = bytearray()
    while rest:
        size = int.from_bytes(rest[:3], "little") >> 3
        content += rest[3 : 3 + size]
        rest = rest[3 + size :]
    return bytes(content)


def packing(compress: str) -> Packing:
    """What a client asked for in the address of the gateway."""
    match compress:
        case "zlib-stream":
            return Zlib()
        case "zstd-stream":
            return Zstd()
        case _:
            return Plain()
