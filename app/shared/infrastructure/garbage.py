"""When Python looks for garbage in a process that stays up."""

import gc

_FRESH = 10_000
_FULL_AFTER = 10


def spare_what_stays() -> None:
    """To be called once everything is imported and put together.

    All of that stays until the end: more than two hundred thousand objects. Python would look
    through them again and again, and each time the process stands still for a tenth of a second
    or two: answers, heartbeats and runs wait. Fresh ones are looked at every ten thousand, not
    every seven hundred, since a plan for a large guild makes more of them than that, and keeps
    them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_FRESH, _FULL_AFTER, _FULL_AFTER)
