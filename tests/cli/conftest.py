import signal
from collections.abc import Iterator

import pytest


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Make sure that Ctrl-C reaches the processes of this test.

    Whoever starts the tests in the background may have it ignored, and a process that is
    born with it ignored goes on ignoring it.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
