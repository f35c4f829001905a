"""Third-party scripts: pinned, laid once, found by browsers that know no packages."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.processes import PROJECT

PINS = ("package.json", "package-lock.json")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with what the tool reads, and an npm that lays packages without any network."""
    for name in (*PINS, "tools/lay_assets.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    icons = tmp_path / "app" / "web" / "icons.txt"
    icons.parent.mkdir(parents=True)
    icons.write_text("hash\nx\n")
    a_program(tmp_path / "bin" / "npm", _NPM)
    return tmp_path


_NPM = """#!/bin/sh
echo "$@" >> "$LOG"
[ -z "$FAILS" ] || exit 1
for package in preact @preact/signals htm lucide-static axe-core; do
  mkdir -p "node_modules/$package"
  echo "licence of $package" > "node_modules/$package/LICENSE"
done
cd node_modules
mkdir -p preact/dist preact/hooks/dist @preact/signals/dist @preact/signals-core/dist htm/dist
mkdir -p lucide-static/icons
echo 'export const h=1;
//# sourceMappingURL=preact.mjs.map' > preact/dist/preact.mjs
echo 'import{h}from"preact";export*from"preact";' > preact/hooks/dist/hooks.mjs
echo 'import {h} from "preact/hooks"; import "@preact/signals-core"; const a = "preact";' \\
  > @preact/signals/dist/signals.mjs
echo 'export const signal=1;' > @preact/signals-core/dist/signals-core.mjs
echo 'export default 1;' > htm/dist/htm.mjs
for icon in hash x; do
  printf '<!-- licence -->\\n<svg\\n  class="lucide"\\n>\\n  <path d="%s" />\\n</svg>\\n' "$icon" \\
    > "lucide-static/icons/$icon.svg"
done
echo axe > axe-core/axe.min.js
"""


def a_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def lay(project: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{project / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    environment = {"PATH": path, "LOG": str(project / "log"), "FAILS": "", **more}
    return subprocess.run(
        [sys.executable, "tools/lay_assets.py"],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def calls(project: Path) -> int:
    log = project / "log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def vendor(project: Path) -> Path:
    return project / "app" / "web" / "static" / "vendor"


def test_everything_is_laid_with_its_licence_and_relative_imports(project: Path) -> None:
    ended = lay(project)

    assert ended.returncode == 0, ended.stderr
    names = {path.name for path in vendor(project).iterdir()}
    assert {"preact.js", "hooks.js", "signals.js", "signals-core.js", "htm.js"} < names
    assert {"preact.LICENSE.txt", "signals.LICENSE.txt", "lucide.LICENSE.txt"} < names
    assert (vendor(project) / "hooks.js").read_text().startswith('import{h}from"./preact.js"')
    signals = (vendor(project) / "signals.js").read_text()
    assert 'from "./hooks.js"; import "./signals-core.js"; const a = "preact"' in signals
    assert "sourceMappingURL" not in (vendor(project) / "preact.js").read_text()
    assert (project / "build" / "axe" / "axe.min.js").read_text() == "axe\n"
    sprite = (vendor(project) / "icons.svg").read_text()
    assert '<symbol id="hash" viewBox="0 0 24 24"><path d="hash" /></symbol>' in sprite
    assert "lucide" not in sprite


def test_what_lies_there_already_needs_no_network(project: Path) -> None:
    lay(project)

    again = lay(project, FAILS="yes")

    assert again.returncode == 0
    assert calls(project) == 1


@pytest.mark.parametrize("changed", ["package-lock.json", "app/web/icons.txt", "vendor"])
def test_what_has_changed_is_laid_anew(project: Path, changed: str) -> None:
    lay(project)
    if changed == "vendor":
        (vendor(project) / "htm.js").unlink()
    else:
        (project / changed).write_text((project / changed).read_text() + "\n")

    again = lay(project)

    assert again.returncode == 0
    assert calls(project) == 2
    assert (vendor(project) / "htm.js").exists()


def test_a_failure_says_what_to_do_and_leaves_what_there_was(project: Path) -> None:
    lay(project)
    (project / "app" / "web" / "icons.txt").write_text("hash\nno-such-icon\n")

    unknown = lay(project)
    away = lay(project, FAILS="yes")

    assert unknown.returncode == away.returncode == 1
    assert "no-such-icon" in unknown.stderr
    assert "make assets" in away.stderr
    assert "Traceback" not in unknown.stderr + away.stderr
    assert (vendor(project) / "htm.js").exists()


def test_an_import_that_nobody_lays_is_refused() -> None:
    tool = _tool()

    with pytest.raises(tool.CannotLay, match="left-pad"):
        tool.relative('import"left-pad"', "some.mjs")


def test_the_lock_names_versions_and_hashes_and_no_address() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert all(
        one["version"] and one["integrity"].startswith("sha512-") for one in packages.values()
    )
    for name in PINS:
        assert not re.search(r"https?:|resolved", (PROJECT / name).read_text(encoding="utf-8"))
    wanted = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))
    named = wanted["dependencies"] | wanted["devDependencies"]
    assert {f"node_modules/{name}" for name in named} == set(packages)
    assert all(packages[f"node_modules/{name}"]["version"] == one for name, one in named.items())


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lay_assets", PROJECT / "tools/lay_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
