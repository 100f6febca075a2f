"""The data folder and the database: can we keep answers here?"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.cli.checkup.findings import Finding, note, ok, unchecked, wrong
from bot.cli.telling import counted
from bot.config import DATABASE_FILE, Settings
from bot.errors import ConfigError, StoreError
from bot.paths import migrations_folder
from bot.store.address import sqlite_file
from bot.store.files.mapped import mapped_in
from bot.store.files.soundness import Schema, newest_revision
from bot.store.files.survey import Survey, survey

FOLDER, DATABASE, ROOM, BACKUP = "data folder", "database", "disk", "backup"
LITTLE_ROOM = 100 * 2**20
"""Bytes; below that, somebody should look before it is too late."""

GIGABYTE = 10**9
OLD_BACKUP_DAYS = 7
HOW_TO_BACK_UP = "whichrole backup FILE makes one, also while people talk (docs/backup.md)."


def about_data_folder(settings: Settings, faults: Mapping[str, str]) -> list[Finding]:
    """Is there a place for our files, or can one be made?"""
    if "WHICHROLE_DATA" in faults:
        return [unchecked(FOLDER, "WHICHROLE_DATA must be put right first.")]
    folder = settings.data_folder.absolute()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not there.is_dir():
        fix = "Name another folder in WHICHROLE_DATA."
        return [wrong(FOLDER, f"{there} is not a folder.", fix)]
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        fix = f"Make it yours (chown, chmod u+rwx {there}), or set WHICHROLE_DATA."
        return [wrong(FOLDER, f"{there} is not ours to write.", fix)]
    if there != folder:
        return [ok(FOLDER, f"{folder} will be made at the first start.")]
    return [ok(FOLDER, f"{folder} is ours to write.")]


def about_database(
    settings: Settings, faults: Mapping[str, str], now: datetime
) -> list[Finding]:
    """Everything that is wrong with the database, and how its backups stand."""
    try:
        path = _database(settings)
    except ConfigError as problem:
        return [wrong(DATABASE, str(problem), "Change DATABASE_URL, or leave it out.")]
    if settings.database_url is None and "WHICHROLE_DATA" in faults:
        return [unchecked(DATABASE, "WHICHROLE_DATA must be put right first.")]
    if not path.parent.is_dir():
        return [_without_folder(settings, path)]
    try:
        found = survey(path, newest_revision(migrations_folder()))
    except OSError as problem:
        said = f"The database {path} cannot be looked at: {problem.strerror}."
        return [wrong(DATABASE, said, "Name another file in DATABASE_URL.")]
    return [*_soundness(path, found), *_room(found), *_backup(found, now)]


def mapped(
    settings: Settings, faults: Mapping[str, str]
) -> Mapping[str, Mapping[str, str]] | None:
    """What stands for our roles, by Discord server; None where the database cannot tell."""
    if settings.database_url is None and "WHICHROLE_DATA" in faults:
        return None
    try:
        return mapped_in(_database(settings), "discord")
    except (ConfigError, StoreError, OSError):
        return None


def _database(settings: Settings) -> Path:
    """The file, without making its folder."""
    if settings.database_url is not None:
        return sqlite_file(settings.database_url.get_secret_value()).path
    return settings.data_folder.absolute() / DATABASE_FILE


def _without_folder(settings: Settings, path: Path) -> Finding:
    if settings.database_url is None:
        return ok(DATABASE, "none yet; it is made at the first start.")
    said = f"The folder of the database, {path.parent}, does not exist."
    return wrong(DATABASE, said, "Make the folder, or name another file in DATABASE_URL.")


def _soundness(path: Path, found: Survey) -> list[Finding]:
    """The sentences of the store say what to do themselves."""
    told = [wrong(DATABASE, fault) for fault in found.faults]
    match found.schema:
        case _ if told:
            return told
        case Schema.NONE:
            return [ok(DATABASE, f"{path} holds nothing yet.")]
        case Schema.OLDER:
            said = f"{path} is whole, and an older version wrote it."
            fix = "The next start brings it up to date, and keeps a copy beside it."
            return [note(DATABASE, said, fix)]
        case _:
            return [ok(DATABASE, f"{path} is whole ({_sized(found.size)}).")]


def _room(found: Survey) -> list[Finding]:
    if found.room is None:
        return [unchecked(ROOM, "the disk does not say how much room it has.")]
    free = f"{_sized(found.room)} free"
    if found.room < max(LITTLE_ROOM, found.size):
        return [note(ROOM, f"only {free}.", "Make room soon; a backup needs a whole copy.")]
    return [ok(ROOM, f"{free}.")]


def _backup(found: Survey, now: datetime) -> list[Finding]:
    """Backups stand where the operator wants them; only those beside the database are seen."""
    if not found.size:
        return []
    if found.copy is None or found.copied_at is None:
        why = "no copy stands beside the database; one elsewhere cannot be seen from here."
        return [unchecked(BACKUP, why, HOW_TO_BACK_UP)]
    days = max((now - found.copied_at).days, 0)
    said = f"the newest beside the database is {counted(days, 'day')} old ({found.copy.name})"
    if days > OLD_BACKUP_DAYS:
        return [note(BACKUP, f"{said}.", HOW_TO_BACK_UP)]
    return [ok(BACKUP, f"{said}.")]


def _sized(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= GIGABYTE else f"{size / 1e6:,.1f} MB"
