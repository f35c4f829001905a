"""From a guild template, as Discord serialises it (the old way too), to a blueprint."""

import json
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.fitting import fitted
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.language.saying import say
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.files.template.channels import TemplateChannels
from app.shared.infrastructure.files.template.loss import Losses
from app.shared.infrastructure.files.template.roles import TemplateRoles
from app.shared.infrastructure.files.template.settings import template_settings
from app.shared.infrastructure.files.yaml_source import SIZE_MAX

_SOURCE = "serialized_source_guild"


@dataclass(frozen=True, slots=True)
class ImportedTemplate:
    """`findings` say what the template has and no blueprint can take over, or what it lacks."""

    blueprint: Blueprint
    name: str
    """What the template, or the guild it was made of, is called."""
    findings: tuple[Finding, ...]


def read_template(json_text: str, file: str = "") -> Blueprint:
    """Raises BlueprintRefused, and nothing else, for what is no template."""
    return import_template(json_text, file).blueprint


def import_template(json_text: str, file: str = "") -> ImportedTemplate:
    """Raises BlueprintRefused, and nothing else, for what is no template.

    The server's name, description and picture are not taken over: a template is for other
    servers than the one it was made of.
    """
    template = _loaded(json_text, file)
    try:
        imported = _imported(template)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise _refused(
            say("The JSON is not what Discord makes of a guild template."),
            say(
                "Fetch it anew: GET /guilds/templates/<code>. ({fault})",
                fault=f"{type(fault).__name__}: {fault}",
            ),
            file,
        ) from fault
    if problems := problems_of(imported.blueprint):
        raise BlueprintRefused(tuple(replace(problem, file=file) for problem in problems))
    return imported


def _imported(template: dict[str, Any]) -> ImportedTemplate:
    guild = template.get(_SOURCE, template)
    losses = Losses()
    roles = TemplateRoles(guild["roles"], losses)
    channels = TemplateChannels(guild["channels"], roles.keys, losses)
    settings = template_settings(guild, channels.keys, losses)
    structure = Structure(
        roles=roles.roles, channels=channels.channels, settings=MappingProxyType(settings)
    )
    blueprint, misfits = fitted(Blueprint(structure=structure))
    findings = [
        Finding(
            code="template_value_refused",
            severity=Severity.WARNS,
            what=say(
                "{thing} could not be taken over. {why}",
                thing=misfit.thing,
                why=misfit.problem.what,
            ),
            remedy=misfit.problem.remedy,
        )
        for misfit in misfits
    ]
    return ImportedTemplate(
        blueprint=replace(blueprint, ignored=frozenset()),
        name=str(template.get("name") or guild.get("name") or ""),
        findings=(*losses.findings(), *findings),
    )


def _loaded(json_text: str, file: str) -> dict[str, Any]:
    if len(json_text) > SIZE_MAX:
        raise _refused(
            say("The file is larger than 1 MiB."), say("No template is that large."), file
        )
    try:
        template = json.loads(json_text.removeprefix("\ufeff"))
    except json.JSONDecodeError as fault:
        raise _refused(
            say("This is not JSON: {fault}.", fault=fault.msg),
            say("Save Discord's answer as it is."),
            file,
            fault.lineno,
            fault.colno,
        ) from fault
    except RecursionError as fault:
        raise _refused(
            say("The JSON is nested too deeply."), say("This is no template."), file
        ) from fault
    if not isinstance(template, dict) or not isinstance(template.get(_SOURCE, template), dict):
        raise _refused(say("The JSON is no guild template."), say("It should be one object."), file)
    return template


def _refused(what: str, remedy: str, file: str, line: int = 1, column: int = 1) -> BlueprintRefused:
    remedy = "".join(char if char.isprintable() else "?" for char in remedy)
    problem = Problem(what=what, remedy=remedy[:300], file=file, line=line, column=column)
    return BlueprintRefused((problem,))
