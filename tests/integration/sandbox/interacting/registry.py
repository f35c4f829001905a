"""Forms of commands, as short as they can be."""

from typing import Any


def command(name: str = "plan", **fields: Any) -> dict[str, Any]:
    return {"name": name, "description": "does it", **fields}


def option(name: str = "text", type: int = 3, **fields: Any) -> dict[str, Any]:
    return {"name": name, "description": "what", "type": type, **fields}
