"""Write docs/openapi.json from the routes of the web app."""

from pathlib import Path

from app.web.api.openapi import api_description

if __name__ == "__main__":
    place = Path(__file__).parent.parent / "docs" / "openapi.json"
    place.write_text(api_description(), encoding="utf-8")
