"""Templates keep to what the content security policy allows, and to what is there."""

import re
from pathlib import Path

import pytest

from app.web.made_files import made_files
from app.web.pages.rendering import TEMPLATES
from app.web.static_files import TREE

PAGES = sorted(TEMPLATES.rglob("*.html"))
SCRIPTS = sorted(path for path in TREE.rglob("*.js") if "vendor" not in path.parts)
_STATIC = re.compile(r"""static\(\s*['"]([^'"]+)['"]\s*\)|set module = "([^"]+)\"""")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_IMPORT = re.compile(
    r"""^\s*(?:import\s*|(?:import|export)\b[^;"']*?\bfrom\s*)["']([^"']+)["']|\bimport\(["']([^"']+)""",
    re.MULTILINE,
)
_ICON = re.compile(r"""\bicon(?:\(|:|=)\s*["']([a-z0-9-]+)["']|Icon\} name="([a-z0-9-]+)\"""")


def name_of(path: Path) -> str:
    return str(path.relative_to(path.parents[2]))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_template_holds_a_script_or_a_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text)
    for attributes, inside in _SCRIPT.findall(text):
        is_data = 'type="application/json"' in attributes
        assert is_data or ("src=" in attributes and not inside.strip())
    assert not re.search(r"\|\s*safe\b", text)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_file_that_a_template_names_is_there(path: Path) -> None:
    found = _STATIC.findall(path.read_text(encoding="utf-8"))
    named = [one or other for one, other in found]

    assert not [name for name in named if not (TREE / name).is_file()]


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_every_module_that_a_module_imports_is_there(path: Path) -> None:
    """Third-party modules are laid by `make assets`: which there are, is known without them."""
    laid = {"preact.js", "hooks.js", "htm.js", "signals.js", "signals-core.js"}

    text = path.read_text(encoding="utf-8")
    for name in (one or other for one, other in _IMPORT.findall(text)):
        target = (path.parent / name).resolve()
        assert name.startswith("."), f"{name} is found by no browser"
        is_made = target.is_relative_to(TREE) and str(target.relative_to(TREE)) in made_files()
        is_laid = target.parent == TREE / "vendor" and target.name in laid
        assert target.is_file() or is_made or is_laid


@pytest.mark.parametrize("path", [*PAGES, *SCRIPTS], ids=name_of)
def test_every_icon_that_is_drawn_is_in_the_sprite(path: Path) -> None:
    listed = set((TREE.parent / "icons.txt").read_text(encoding="utf-8").split())

    drawn = {one or other for one, other in _ICON.findall(path.read_text(encoding="utf-8"))}
    assert drawn <= listed


def test_the_icons_are_listed_once_and_in_order() -> None:
    listed = (TREE.parent / "icons.txt").read_text(encoding="utf-8").split()

    assert listed == sorted(set(listed))


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_no_secret_lies_where_scripts_can_read_it_later(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "document.cookie" not in text
    stored = re.findall(r"(?:local|session)Storage\.setItem\(([^,]+),", text)
    assert not [
        name for name in stored if re.search("token|csrf|secret|session", name, re.IGNORECASE)
    ]
