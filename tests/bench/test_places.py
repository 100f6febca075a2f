import sys
import tempfile
from pathlib import Path

import pytest

from bot.bench import places
from bot.bench.places import MEMORY, disk_folder, filesystem, scratch_folder

pytestmark = pytest.mark.thorough


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of mounts of our own, as the kernel writes it."""
    listed = tmp_path / "mounts"
    listed.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        f"one {tmp_path} tmpfs rw 0 0\n"
        f"two {tmp_path} xfs rw 0 0\n"
        f"tmpfs {tmp_path}/memory tmpfs rw 0 0\n"
    )
    monkeypatch.setattr(places, "_MOUNTS", listed)
    return tmp_path


def test_the_nearest_mount_counts_and_of_two_on_one_point_the_later(mounts: Path) -> None:
    assert filesystem(mounts / "memory" / "deeper") == "tmpfs"
    assert filesystem(mounts / "memories") == "xfs"
    assert filesystem(Path("/")) == "ext4"


def test_where_nothing_is_known_about_mounts_any_folder_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "none")

    assert filesystem(tmp_path) == ""
    assert disk_folder().is_dir()


def test_a_folder_in_memory_is_passed_over(
    mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = mounts / "memory"
    memory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(memory))

    assert disk_folder() != memory
    assert filesystem(disk_folder()) not in MEMORY


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_real_list_of_mounts_is_read() -> None:
    assert filesystem(Path("/proc")) == "proc"


def test_the_scratch_folder_is_gone_afterwards() -> None:
    with scratch_folder() as folder:
        (folder / "file").write_text("x")

    assert not folder.exists()
