"""The rules, and what they tell."""

from tests.unit.languages.area import Area

AREA = Area(
    paths=("app/shared/domain/",),
    unread_files={
        "app/shared/domain/drift/differences.py": "names that only tell things apart: sentences.py "
        "says what people read of a difference",
    },
    unread_texts={
        "Policy": "a type that is not there yet",
        "the bot's roles": "the name of a field, said by structure/wording.py",
        "Guildwright run {} step {}": "what a lost answer is found by in Discord's audit log",
    },
)
