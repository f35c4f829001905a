"""What says the sentences of all others."""

from tests.unit.languages.area import Area

AREA = Area(paths=("app/shared/domain/language/saying.py", "app/web/static/lib/say.js"))
