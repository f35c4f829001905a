"""Makes backups by the clock until it is stopped, and says how they stand."""

import asyncio
import signal
from contextlib import suppress
from datetime import timedelta

from app.cli.handlers.backup import folder_of, keeping
from app.cli.handlers.connections import errors_reported
from app.cli.log_file import log_to_file, log_to_terminal
from app.cli.terminal import out, say
from app.shared.application.doctor.backup_check import can_be_relied_on, check_backups
from app.shared.application.rendering.spans import safe
from app.shared.infrastructure.backups.schedule import BackupSchedule
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import Settings, load_settings


def back_up_by_the_clock(*, once: bool) -> int:
    """Exit code 1 where the one that was asked for is none to rely on."""
    settings = load_settings()
    log_to_terminal(settings)
    speak_language(settings.language.chosen())
    with errors_reported("backup", settings):
        return 0 if asyncio.run(_by_the_clock(settings, once=once)) else 1


async def _by_the_clock(settings: Settings, *, once: bool) -> bool:
    async with keeping(settings, forgetting=True) as there:
        schedule = BackupSchedule(
            there.keep,
            there.records,
            SystemClock(),
            folder_of(settings),
            timedelta(hours=settings.backup.every_hours),
        )
        working = asyncio.create_task(schedule.once() if once else _goes_on(schedule))
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, working.cancel)
        with suppress(asyncio.CancelledError):
            return await working
        return not once


async def _goes_on(schedule: BackupSchedule) -> bool:
    await schedule.run_forever()
    return True


def say_how_they_stand() -> int:
    """Exit code 1 where there is no backup to rely on, or the next one is overdue."""
    settings = load_settings()
    log_to_file(settings)
    speak_language(settings.language.chosen())
    return asyncio.run(_how_they_stand(settings))


async def _how_they_stand(settings: Settings) -> int:
    now = SystemClock().now()
    async with keeping(settings, forgetting=False) as there:
        check, standing = await check_backups(there.records, now)
    out.print(safe(check.what))
    if check.remedy:
        say(check.remedy)
    return 0 if can_be_relied_on(standing, now) else 1
