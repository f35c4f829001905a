"""The designer: its tree, inspectors, forms and YAML editor."""

from tests.unit.languages.area import Area

AREA = Area(
    paths=("app/web/static/designer/",),
    unread_texts={
        "YAML": "the name of a format, the same everywhere",
        "@everyone": "Discord's own name of a role, the same everywhere",
        "access {}": "what a merge calls the access of one role or member",
        "access role:": "the beginning of that name",
        "translate({}px, {}px)": "a style",
    },
    unread_calls=frozenset(
        {
            "lazy",  # the name of what a module exports
            "closest",
            "matches",
            "matchMedia",
        }
    ),
)
