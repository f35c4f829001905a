"""Discord, the database, Redis, backups, servers of our own, settings."""

from tests.unit.languages.area import Area

_FOLDER = "app/shared/infrastructure/"
_FOR_PROGRAMS = "a header, or what a program is asked for"
_SQL = "SQL"
_METRIC = "what a metric is about, for those who query metrics"
_CAUSE = "the cause of an error, kept for the log"
_CONNECTION = "what a connection is called in PostgreSQL"
_TASK = "what a task is called, for programmers"
_VALKEY = "a line of Valkey's settings"
_TYPE = "a type that is not there yet"

AREA = Area(
    paths=(_FOLDER,),
    unread_files={
        f"{_FOLDER}files/": "an area of its own",
        f"{_FOLDER}languages/": "speaks of a language that cannot be used, and so in English",
        f"{_FOLDER}health/process_numbers.py": _METRIC,
        f"{_FOLDER}health/run_numbers.py": _METRIC,
        f"{_FOLDER}logging/log_numbers.py": _METRIC,
        f"{_FOLDER}discord/metrics.py": _METRIC,
        f"{_FOLDER}postgres/migrations/": _SQL,
        f"{_FOLDER}redis/sliding_window.py": "a script of Redis'",
        f"{_FOLDER}dead_lines.py": _SQL,
    },
    unread_texts={
        "guildwright backup": _CONNECTION,
        "guildwright backup trial": _CONNECTION,
        "guildwright restore": _CONNECTION,
        "guildwright worker": _CONNECTION,
        "# public key: {} {}": "a line of a file of keys, as age writes it",
        "made by guildwright to try a backup, and dropped again": "what a database is known by",
        "no answer": "a label of a metric",
        "(Discord: {}, code {},{} for {})": "Discord's own words, to be searched for; "
        "rendering/run_board.py sets them apart",
        "Ticket": _TYPE,
        "Lane": _TYPE,
        "access events": _TASK,
        "redis line": _TASK,
        "redis line opening": _TASK,
        "Bearer {}": _FOR_PROGRAMS,
        "Bot": _FOR_PROGRAMS,
        "Bot {}": _FOR_PROGRAMS,
        "HTTP/1.1 {} {} Content-Type: {} Content-Length: {} Cache-Control: no-store Connection: "
        "close": _FOR_PROGRAMS,
        "no port is free on {}": _CAUSE,
        "the connection to Redis was closed": _CAUSE,
        "Redis did not answer in time": _CAUSE,
        "unknown version of a stored {}": _CAUSE,
        "a log line of {} ({}:{}) could not be written: {}": "a line of the log",
        "Valkey": "the name of a program",
        "bind {}": _VALKEY,
        "port {}": _VALKEY,
        "requirepass {}": _VALKEY,
        "dir {}": _VALKEY,
        "appendonly yes": _VALKEY,
        "daemonize no": _VALKEY,
        "review {} {}": "what a lock is known by",
        "Value error,": "what pydantic puts before our own words",
        "discord {}": "what a call is called in traces",
        "state IN ('queued', 'running', 'paused')": _SQL,
    },
    unread_calls=frozenset(
        {"DisconnectionError", "critical", "execute", "_execute", "_value", "ask", "text"}
    ),
    unread_names=frozenset(
        {
            "description",  # of a setting, for docs/configuration.md
            "asked",
            "checked",
            "query",
            "_ANSWERED",
            "_BEGIN",
            "_COMMENT",
            "_EMPTY",
            "_FIND_AND_COUNT",
            "_GIVE_BACK",
            "_IDENTIFIED",
            "_NOTE",
            "_NOW",
            "_OTHERS",
            "_PUT",
            "_TABLES",
            "_TAKE",
        }
    ),
)
