"""guildwright validate"""

from app.cli import options
from app.cli.files import read_document
from app.cli.terminal import out, show_json
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.fingerprint import plain


def validate(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT, json: options.Json = False
) -> int:
    """Check a blueprint: every problem with its line and what would be right. Asks nobody."""
    if json:
        return _as_json(file)
    structure = read_document(file).blueprint.structure
    roles, channels = len(structure.roles) - 1, len(structure.channels)
    out.print(f"{file} is a valid blueprint: {roles} roles, {channels} channels.")
    return 0


def _as_json(file: options.BlueprintFile) -> int:
    problems: tuple[object, ...] = ()
    try:
        read_document(file)
    except BlueprintRefused as refusal:
        problems = refusal.problems
    show_json({"valid": not problems, "problems": plain(problems)})
    return 1 if problems else 0
