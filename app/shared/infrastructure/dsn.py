"""The database's URL in the words of asyncpg, for all who connect by themselves."""

from sqlalchemy.engine import make_url

_TLS_MODES = {"true": "require", "1": "require", "false": "disable", "0": "disable"}


def dsn_of(url: str) -> str:
    """The URL as asyncpg reads it: `sslmode`, `sslrootcert` and others as libpq has them.

    `ssl`, which other libraries call `sslmode`, is understood too. Holds the password.
    """
    parsed = make_url(url).set(drivername="postgresql")
    mode = parsed.query.get("ssl")
    if isinstance(mode, str):
        parsed = parsed.difference_update_query(["ssl"])
        if "sslmode" not in parsed.query:
            mode = _TLS_MODES.get(mode.lower(), mode)
            parsed = parsed.update_query_dict({"sslmode": mode})
    return parsed.render_as_string(hide_password=False)
