import asyncio

import pytest

from bot.cards import Bar
from bot.charts import drawing, pictures
from bot.charts.pictures import Pictures

BARS = (Bar("Data analyst", 0.6), Bar("Data engineer", 0.4))


async def test_I6_between_two_pictures_it_is_somebody_elses_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happened: list[str] = []

    def to_png(chart: object, title: str) -> bytes:
        happened.append(title)
        return title.encode()

    async def others() -> None:
        while len(happened) < 7:
            await asyncio.sleep(0)
            if happened[-1:] != ["others"] and happened:
                happened.append("others")

    monkeypatch.setattr(drawing, "to_png", to_png)
    monkeypatch.setattr(pictures, "REST", 0.01)
    drawn, ours = Pictures(), asyncio.create_task(others())

    made = await asyncio.gather(*(drawn.of(BARS, str(number)) for number in range(4)))
    await asyncio.wait_for(ours, 5)

    assert made == [b"0", b"1", b"2", b"3"]
    assert happened[:7] == ["0", "others", "1", "others", "2", "others", "3"]


async def test_a_picture_is_one() -> None:
    assert (await Pictures().of(BARS, "Fits")).startswith(b"\x89PNG")
