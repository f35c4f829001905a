"""Files for browsers that are written from what the domain knows, and so lie in no folder."""

import json

from app.web.designer.registry import designer_registry


def made_files() -> dict[str, bytes]:
    """By their paths in the tree."""
    told = json.dumps(designer_registry(), ensure_ascii=False, separators=(",", ":"))
    return {"designer/state/discord.js": f"export const discord = {told};\n".encode()}
