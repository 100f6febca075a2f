from collections.abc import Sequence

import pytest

from bot.errors import DeliveryError, Refusal
from bot.usecases.clearing import Clearing


class Left:
    """Files of people whom nobody knows any more."""

    def __init__(self, *files: str) -> None:
        self.files = list(files)

    async def leftovers(self, platform: str, workspace: str) -> Sequence[str]:
        return list(self.files)

    async def cleared(self, platform: str, workspace: str, file: str) -> None:
        self.files.remove(file)


class Platform:
    """Deletes files, but for those that it refuses to delete."""

    def __init__(self, **refused: Refusal) -> None:
        self.refused = refused
        self.asked: list[str] = []

    async def delete(self, file: str) -> None:
        self.asked.append(file)
        if file in self.refused:
            raise DeliveryError("refused on purpose", self.refused[file])


def clearing(left: Left, platform: Platform) -> Clearing:
    return Clearing(left, "slack", "T1", platform.delete)


@pytest.mark.parametrize("refusal", [Refusal.OURS, Refusal.UNREACHABLE])
async def test_F25_a_file_that_cannot_be_deleted_holds_up_no_other(refusal: Refusal) -> None:
    left, platform = Left("F1", "F2", "F3"), Platform(F1=refusal)

    await clearing(left, platform).clear()

    assert left.files == ["F1"]


@pytest.mark.parametrize("refusal", [Refusal.BUSY, Refusal.LIMITED, Refusal.LOST])
async def test_F22_where_the_platform_cannot_now_the_others_wait_with_the_first(
    refusal: Refusal,
) -> None:
    left, platform = Left("F1", "F2", "F3"), Platform(F2=refusal)

    await clearing(left, platform).clear()
    platform.refused.clear()
    await clearing(left, platform).clear()

    assert platform.asked == ["F1", "F2", "F2", "F3"]
    assert left.files == []


async def test_F68_a_file_that_is_gone_already_is_asked_for_once() -> None:
    left, platform = Left("F1", "F2"), Platform(F1=Refusal.EXPIRED)

    await clearing(left, platform).clear()

    assert left.files == []
