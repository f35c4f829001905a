"""The database's URL in the words of PostgreSQL's own programs: the password is in no argument."""

import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from app.shared.domain.errors import Invalid
from app.shared.domain.language.saying import say
from app.shared.infrastructure.dsn import dsn_of

_UNDERSTOOD = frozenset(
    {
        "host",
        "port",
        "user",
        "passfile",
        "sslmode",
        "sslcert",
        "sslkey",
        "sslrootcert",
        "sslcrl",
        "sslnegotiation",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
        "krbsrvname",
        "gsslib",
        "target_session_attrs",
    }
)
_NEEDS_TLS = frozenset({"require", "verify-ca", "verify-full"})
_CONNECT_WITHIN_S = "10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`uri` has everything but the password, which goes by the environment."""

    uri: str
    dsn: str
    database: str
    tls: bool
    password: str

    def __repr__(self) -> str:
        return f"Door({self.database!r})"

    def environment(self, name: str) -> dict[str, str]:
        """For a program that is to be called `name` in the server's list of connections."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
        ours = {"PGAPPNAME": name, "PGCONNECT_TIMEOUT": _CONNECT_WITHIN_S, "LC_ALL": "C"}
        return {**kept, **ours, **({"PGPASSWORD": self.password} if self.password else {})}


def door_to(url: str, *, database: str | None = None) -> Door:
    """`database` is another one of the same server than the URL names. Raises Invalid."""
    parts = urlsplit(dsn_of(url))
    query = dict(parse_qsl(parts.query))
    if query.get("sslpassword"):
        # No variable of the environment takes it, and arguments are read by everybody here.
        raise Invalid(
            say(
                "DATABASE_URL has an sslpassword, which PostgreSQL's own programs take as an "
                "argument alone: everybody on this machine could read it."
            ),
            remedy=say(
                "For backups, name in sslkey a key without a password that its owner alone may "
                "read."
            ),
        )
    query.setdefault("dbname", query.pop("database", ""))
    password = query.pop("password", "") or unquote(parts.password or "")
    name = database or unquote(parts.path.strip("/")) or query["dbname"]
    place = parts.netloc.rpartition("@")[2]
    user = f"{quote(unquote(parts.username), safe='')}@" if parts.username else ""
    del query["dbname"]
    asked = {key: value for key, value in query.items() if key in _UNDERSTOOD}
    path = f"/{quote(name, safe='')}"
    return Door(
        uri=urlunsplit(("postgresql", f"{user}{place}", path, urlencode(asked), "")),
        dsn=urlunsplit(("postgresql", parts.netloc, path, urlencode(query), "")),
        database=name,
        tls=query.get("sslmode") in _NEEDS_TLS,
        password=password,
    )
