"""guildwright worker"""


def worker() -> int:
    """Carry out approved plans until stopped. SIGTERM hands over what is under way."""
    from app.cli.handlers.worker import work_until_stopped

    return work_until_stopped()
