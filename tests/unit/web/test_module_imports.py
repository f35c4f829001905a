"""A page can name all modules it needs at once."""

from app.web.module_imports import imported_by
from app.web.static_files import StaticFiles

TREE = {
    "page/main.js": 'import { a } from "../lib/a.js";\nimport {\n  b,\n  c,\n} from "./b.js";\n',
    "lib/a.js": 'import "./side_effect.js";\nexport const a = 1;\n',
    "lib/side_effect.js": "",
    "page/b.js": 'export { c } from "../lib/a.js";\nexport const b = () => import("./later.js");\n',
    "page/later.js": "",
}


def test_everything_that_is_imported_is_named_once() -> None:
    names = imported_by("page/main.js", TREE.__getitem__)

    assert names == ["page/main.js", "lib/a.js", "page/b.js", "lib/side_effect.js"]


def test_what_is_imported_when_wanted_is_not_named() -> None:
    assert "page/later.js" not in imported_by("page/main.js", TREE.__getitem__)


def test_modules_that_import_each_other_end() -> None:
    tree = {"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}

    assert imported_by("a.js", tree.__getitem__) == ["a.js", "b.js"]


def test_every_module_that_the_designer_imports_is_there() -> None:
    files = StaticFiles.read().files
    names = imported_by(
        "designer/main.js", lambda name: files[name].content.decode() if name in files else ""
    )

    missing = [one for one in names if one not in files and not one.startswith("vendor/")]

    assert missing == []
