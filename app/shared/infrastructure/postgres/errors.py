"""What the database's own errors mean in the words of the ports."""

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from app.shared.application.ports.unit_of_work import (
    PlanAlreadyRun,
    RunUnderWay,
    SchemaMismatch,
    StoreFull,
    StoreMisnamed,
    StoreUnavailable,
)
from app.shared.domain.errors import Conflict, DomainError, Invalid
from app.shared.domain.language.saying import say, to_say

_IMPOSSIBLE = "22"  # the class of data exceptions: a NUL in a text, a number out of range
_FULL = {"53100"}  # disk_full
_NOT_LET_IN = {"28000", "28P01"}  # invalid authorization, invalid password
_NO_DATABASE = {"3D000"}  # invalid catalog name
_OTHER_SCHEMA = {"42P01", "42703", "42704"}  # undefined table, column, object
_BY_CONSTRAINT: dict[str, type[Conflict]] = {
    "uq_run_guild_id_unfinished": RunUnderWay,
    "uq_run_plan_id": PlanAlreadyRun,
}
_SENTENCES: dict[type[Conflict], tuple[str, str]] = {
    RunUnderWay: (
        to_say("This server already has a run that has not ended."),
        to_say("Wait for it, or cancel it: guildwright runs lists it."),
    ),
    PlanAlreadyRun: (
        to_say("This plan was run already."),
        to_say("Make a new plan and approve that one."),
    ),
    Conflict: (
        to_say("Somebody else saved this at the same moment."),
        to_say("Reload and try again."),
    ),
}


class translated:  # noqa: N801 - it reads as a word of the sentence that it begins
    """Let no error of the driver out: the texts of its errors may hold data.

    `saving` is for a commit, of which nobody knows whether it happened when no answer comes. A
    class, since it stands around every statement: a generator would take longer than it.
    """

    __slots__ = ("_saving",)

    def __init__(self, *, saving: bool = False) -> None:
        self._saving = saving

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _where: object
    ) -> None:
        if error is not None and (told := _told(error, self._saving)) is not None:
            raise told from error


def _told(error: BaseException, saving: bool) -> DomainError | None:
    match error:
        case IntegrityError():
            return _conflict(error)
        case DBAPIError():
            return _unavailable(_sqlstate(error))
        case PostgresError() | InterfaceError():
            # Connecting fails with asyncpg's own errors, which SQLAlchemy does not wrap.
            return _unavailable(str(getattr(error, "sqlstate", "") or ""))
        case TimeoutError():
            return _late(saving)
        case OSError() | SQLAlchemyError():
            return _unavailable("")
        case _:
            return None


def _late(saving: bool) -> StoreUnavailable:
    if saving:
        return StoreUnavailable(
            say("The database did not say in time whether this was saved."),
            remedy=say("Look whether it was before you do it again."),
        )
    return StoreUnavailable(
        say("The database does not answer in time."),
        remedy=say(
            "Try again in a minute. If it goes on, somebody should look whether PostgreSQL is "
            "overloaded or kept waiting by a lock."
        ),
    )


def _conflict(error: IntegrityError) -> Conflict:
    cause = getattr(error.orig, "__cause__", None)
    kind = _BY_CONSTRAINT.get(str(getattr(cause, "constraint_name", "")), Conflict)
    message, remedy = _SENTENCES[kind]
    return kind(say(message), remedy=say(remedy))


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", "") or "")


def _unavailable(sqlstate: str) -> DomainError:
    if sqlstate.startswith(_IMPOSSIBLE):
        return Invalid(
            say("Nothing like this can be stored or looked for."),
            remedy=say("Check the ids and numbers that were given."),
        )
    if sqlstate in _FULL:
        return StoreFull(
            say("The database has no room left on its disk."),
            remedy=say("Free some space and try again."),
        )
    if sqlstate in _OTHER_SCHEMA:
        return SchemaMismatch(
            say("The database is not set up for this version of Guildwright."),
            remedy=say("Run: guildwright migrate"),
        )
    if sqlstate in _NOT_LET_IN:
        return StoreMisnamed(
            say("The database does not let us in."),
            remedy=say("Check the user, the password and sslmode in DATABASE_URL."),
        )
    if sqlstate in _NO_DATABASE:
        return StoreMisnamed(
            say("The database server has no database of that name."),
            remedy=say("Create it, or correct the name at the end of DATABASE_URL."),
        )
    return StoreUnavailable(
        say("The database does not answer."),
        remedy=say("Check that PostgreSQL runs and that DATABASE_URL is right."),
    )
