"""guildwright migrate"""


def migrate() -> int:
    """Bring the database to this version's schema. A newer one is left alone."""
    from app.cli.handlers.migrate import bring_up

    return bring_up()
