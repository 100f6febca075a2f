"""The only reader of the wall clock. Everybody else is handed an instant or a ``Clock``."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return datetime.now(UTC)
