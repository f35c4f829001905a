"""Application commands as JSON."""

from typing import Any

from app.sandbox.world.commands import Command, CommandPermission
from app.sandbox.world.payloads.times import text_or_none


def command_payload(command: Command, *, with_localizations: bool = True) -> dict[str, Any]:
    """Lists leave translations out unless they are asked for."""
    found: dict[str, Any] = {
        "id": str(command.id),
        "application_id": str(command.application_id),
        "version": str(command.version),
        "default_member_permissions": text_or_none(command.default_member_permissions),
        "type": int(command.type),
        "name": command.name,
        "name_localizations": command.name_localizations,
        "description": command.description,
        "description_localizations": command.description_localizations,
        "dm_permission": command.dm_permission,
        "contexts": command.contexts,
        "integration_types": command.integration_types,
        "options": command.options,
        "nsfw": command.nsfw,
    }
    if command.guild_id is not None:
        found["guild_id"] = str(command.guild_id)
    if not command.options:
        del found["options"]
    return found if with_localizations else _without_localizations(found)


def command_permissions_payload(
    guild_id: int, command: Command, edits: list[CommandPermission]
) -> dict[str, Any]:
    return {
        "id": str(command.id),
        "application_id": str(command.application_id),
        "guild_id": str(guild_id),
        "permissions": [
            {"id": str(each.id), "type": each.type, "permission": each.permission} for each in edits
        ],
    }


def _without_localizations(thing: dict[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in thing.items() if not key.endswith("_localizations")}
    for key in ("options", "choices"):
        if key in found:
            found[key] = [_without_localizations(each) for each in found[key]]
    return found
