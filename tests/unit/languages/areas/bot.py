"""What the bot says in Discord."""

from tests.unit.languages.area import Area

_OPERATORS = "what /readyz and the log say, to whoever runs it"
_METRICS = "descriptions of metrics"

AREA = Area(
    paths=("app/bot",),
    unread_files={
        "app/bot/health/backup_numbers.py": _METRICS,
        "app/bot/health/metrics.py": _METRICS,
        "app/bot/health/gateway_check.py": _OPERATORS,
        "app/bot/rendering/limits.py": "for tests: what a message would break",
    },
    unread_texts={
        "clearing away": "the name of a lease",
        "Guildwright {}": "its name and its version",
        "Discord's gateway hangs up whenever it is called": "for the log",
        "shard {} of {}": "how Discord and the settings count shards",
    },
    unread_calls=frozenset(
        {"ValueError", "DoesNotFit", "InteractionGone", "AnswerNotTaken", "AnswerRefused"}
    ),
)
