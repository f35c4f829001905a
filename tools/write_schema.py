"""Write docs/guildwright.schema.json from the description of the format."""

from pathlib import Path

from app.shared.infrastructure.files.schema import schema_text

if __name__ == "__main__":
    place = Path(__file__).parent.parent / "docs" / "guildwright.schema.json"
    place.write_text(schema_text(), encoding="utf-8")
