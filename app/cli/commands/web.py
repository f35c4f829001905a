"""guildwright web"""


def web() -> int:
    """Serve the web app until stopped. WEB_PUBLIC_URL says where browsers reach it."""
    from app.cli.handlers.web import serve_until_stopped

    return serve_until_stopped()
