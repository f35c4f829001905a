"""guildwright pause | resume | cancel"""

from app.cli import options


def pause(run: options.RunArgument, json: options.Json = False) -> int:
    """Stop a run between two steps; it can be resumed."""
    from app.cli.handlers.steer import pause_run

    return pause_run(run, json=json)


def cancel(run: options.RunArgument, json: options.Json = False) -> int:
    """End a run between two steps. What is done stays done; `rollback` undoes it."""
    from app.cli.handlers.steer import cancel_run

    return cancel_run(run, json=json)


def resume(
    run: options.RunArgument, detach: options.Detach = False, json: options.Json = False
) -> int:
    """Go on with a run that was paused or whose worker went away."""
    from app.cli.handlers.steer import resume_run

    return resume_run(run, detach=detach, json=json)
