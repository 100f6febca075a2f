from pathlib import Path

import pytest

from bot.adapters.terminal.zone import machine_zone

NOTHING = Path("/there/is/no/such/file")


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Kolkata", "Asia/Kolkata"),
        ("/usr/share/zoneinfo/America/New_York", "America/New_York"),
        ("", "UTC"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", None),
        ("Mars/Phobos", None),
        ("../../etc/passwd", None),
    ],
)
def test_what_TZ_says_goes_before_the_system(tmp_path: Path, told: str, zone: str) -> None:
    system = tmp_path / "localtime"
    system.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")

    assert machine_zone({"TZ": told}, system) == zone


@pytest.mark.parametrize(
    "leads_to",
    [
        "/usr/share/zoneinfo/Asia/Tokyo",
        "../usr/share/zoneinfo/Asia/Tokyo",
        "/var/db/timezone/zoneinfo/Asia/Tokyo",
    ],
)
def test_without_it_the_link_of_the_system_has_the_name(tmp_path: Path, leads_to: str) -> None:
    system = tmp_path / "localtime"
    system.symlink_to(leads_to)

    assert machine_zone({}, system) == "Asia/Tokyo"


def test_a_system_without_such_a_link_has_no_name(tmp_path: Path) -> None:
    copied = tmp_path / "localtime"
    copied.write_bytes(b"TZif2")

    assert (machine_zone({}, copied), machine_zone({}, NOTHING)) == (None, None)
