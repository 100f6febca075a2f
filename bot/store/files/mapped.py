"""What stands for our roles in communities, read from a file that others may be using."""

from pathlib import Path

from bot.store.files.soundness import looking_at, tables_of

_MAPPED = """
    SELECT r.workspace, r.role, r.stands_for FROM community_role AS r
    LEFT JOIN community AS c ON c.platform = r.platform AND c.workspace = r.workspace
    WHERE r.platform = ? AND c.left_at IS NULL ORDER BY r.workspace, r.role"""


def mapped_in(path: Path, platform: str) -> dict[str, dict[str, str]]:
    """The platform's names of its roles, by ours, for each community that has us.

    Raises:
        StoreError: the file cannot be used.
    """
    found: dict[str, dict[str, str]] = {}
    if not path.is_file() or not path.stat().st_size:
        return found
    with looking_at(path) as connection:
        if {"community", "community_role"} <= tables_of(connection):
            for workspace, role, stands_for in connection.execute(_MAPPED, (platform,)):
                found.setdefault(workspace, {})[role] = stands_for
    return found
