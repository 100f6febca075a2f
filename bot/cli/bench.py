"""``whichrole bench``."""


def bench() -> None:
    """Measure."""
