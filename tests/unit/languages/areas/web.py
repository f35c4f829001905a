"""The web but for the designer: pages, templates, and what its own parts answer."""

from tests.unit.languages.area import Area

_DESCRIPTION = "the API's description, which is English as the names of its fields are"
_METRIC = "what a metric counts, for whoever draws them"
_STYLE = "classes of a style"
_HEADER = "a header of HTTP"
_BROWSER = "what a browser or a system calls itself"
_SAMPLE = "a name in the sample of a plan, as people name what is theirs"
_OURS = "our own name"

AREA = Area(
    paths=("app/web/",),
    unread_files={
        "app/web/static/designer/": "is an area of its own",
        "app/web/made_files.py": "a module for browsers",
        "app/web/pages/pressing.py": "names of places that are filled in later",
        "app/web/api/links.py": _DESCRIPTION,
        "app/web/api/openapi.py": _DESCRIPTION,
        "app/web/api/problems.py": _DESCRIPTION,
        "app/web/api/schemas/": f"{_DESCRIPTION}; what validators say is told by validation.py",
        "app/web/api/live/stream_numbers.py": _METRIC,
        "app/web/measuring/request_meter.py": _METRIC,
    },
    unread_texts={
        "You have this version already.": _DESCRIPTION,
        "The version, as `If-Match` wants it.": _DESCRIPTION,
        "All lines, newest first.": _DESCRIPTION,
        "answered before": "a note in the log",
        "Guildwright": _OURS,
        "{} · Guildwright": _OURS,
        "· {} · Guildwright": _OURS,
        "Guildwright {}": _OURS,
        "Copper Guild": _SAMPLE,
        "Helper": _SAMPLE,
        "#general →": _SAMPLE,
        "#lobby": _SAMPLE,
        "--token": "an option of the command line",
        "WEB_CLIENT_ID={} WEB_CLIENT_SECRET={}": "settings, as they stand in their file",
        "Edge": _BROWSER,
        "Opera": _BROWSER,
        "Firefox": _BROWSER,
        "Chrome": _BROWSER,
        "Safari": _BROWSER,
        "Android": _BROWSER,
        "Windows": _BROWSER,
        "Linux": _BROWSER,
        "toast toast-{}": _STYLE,
        "button button-quiet": _STYLE,
        "chip chip-create": _STYLE,
        "chip chip-change": _STYLE,
        "chip chip-remove": _STYLE,
        "line short": _STYLE,
        "wide": _STYLE,
        "Bearer": _HEADER,
        "GET, HEAD": _HEADER,
        "img-src 'self' https://cdn.discordapp.com data:": _HEADER,
        "bot applications.commands": "scopes, as Discord names them",
    },
    unread_names=frozenset(
        {"description", "summary", "response_description", "examples", "tags", "openapi_extra"}
    ),
)
