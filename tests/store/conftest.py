import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; only root can have one."""
    disk = tmp_path / "disk"
    disk.mkdir(mode=0o700)
    options = ["-t", "tmpfs", "-o", "size=2m,mode=700", "none"]
    mounted = subprocess.run(["/bin/mount", *options, disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root can have a small disk")
    yield disk
    subprocess.run(["/bin/umount", "--lazy", disk], check=True)


@pytest.fixture
def no_umask() -> Iterator[None]:
    """Nothing but the program itself keeps its files from others."""
    before = os.umask(0)
    yield
    os.umask(before)
