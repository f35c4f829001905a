"""YAML, JSON and templates: what is wrong with them."""

from tests.unit.languages.area import Area

_SCHEMA = "a description in the schema of the format, whose words are English"
_YAML = "written into YAML"

AREA = Area(
    paths=("app/shared/infrastructure/files/",),
    unread_files={"app/shared/infrastructure/files/schema.py": _SCHEMA},
    unread_texts={
        "Default: {}.": _SCHEMA,
        "Keep the message back, and tell its author this.": _SCHEMA,
        "Tell a channel of the moderators.": _SCHEMA,
        "Time the author out.": _SCHEMA,
        "the category's, or none without one": _SCHEMA,
        "private to {}": _YAML,
        "read-only except {}": _YAML,
        "member {}": _YAML,
        "Null": "what YAML takes for nothing",
        "True": "what YAML takes for a flag",
        "False": "what YAML takes for a flag",
        "not closed": "tells some sentences of the table from others, before they are said",
        "{} is negative": "quoted for whoever looks for a fault in a template",
    },
    unread_calls=frozenset({"_line"}),
    unread_names=frozenset({"help", "default_help", "SECTIONS"}),
)
