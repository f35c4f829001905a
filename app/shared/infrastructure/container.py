"""Every use case with what it needs: the one place where the parts are put together.

Whatever holds connections is opened by a composition root (see `composition`) and handed in, so
that everything here is built in an instant and nothing has to be awaited.
"""

import asyncio
from collections.abc import Callable, Coroutine

from dependency_injector import containers, providers
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.access.admitting import IsAdmitted
from app.shared.application.access.authenticate_token import AuthenticateToken
from app.shared.application.access.create_token import CreateToken
from app.shared.application.access.explain_rights import ExplainRights
from app.shared.application.access.gate import Gate
from app.shared.application.access.grant_access import GrantAccess
from app.shared.application.access.list_access import ListAccess
from app.shared.application.access.list_reviews import ListReviews
from app.shared.application.access.list_tokens import ListTokens
from app.shared.application.access.review_plan import ReviewPlan
from app.shared.application.access.revoke_access import RevokeAccess
from app.shared.application.access.revoke_token import RevokeToken
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.second_person import SecondPerson
from app.shared.application.access.set_policy import SetPolicy
from app.shared.application.access.visits import LastVisits, RecordVisit
from app.shared.application.blueprints.check_design import CheckDesign
from app.shared.application.blueprints.compare_versions import CompareVersions
from app.shared.application.blueprints.import_guild import ImportGuild
from app.shared.application.blueprints.latest_design import LatestDesign
from app.shared.application.blueprints.merge_designs import MergeDesigns
from app.shared.application.blueprints.restore_version import RestoreVersion
from app.shared.application.blueprints.save_version import SaveVersion
from app.shared.application.doctor.examine import Examine
from app.shared.application.drift.adopt_drift import AdoptDrift
from app.shared.application.drift.auto_revert import AutoRevert
from app.shared.application.drift.compare_live import CompareLive
from app.shared.application.drift.drift_settings import (
    LetRevertGoOn,
    SetDriftSettings,
    ShowDriftSettings,
)
from app.shared.application.drift.ignore_drift import IgnoreDrift
from app.shared.application.drift.list_records import ListDrift
from app.shared.application.drift.notice_drift import NoticeDrift
from app.shared.application.drift.revert_again import RevertAgain
from app.shared.application.drift.revert_drift import RevertDrift
from app.shared.application.guilds.clear_away import ClearAwayGuilds
from app.shared.application.guilds.decide_admission import DecideAdmission
from app.shared.application.guilds.let_in_lately import LetInLately
from app.shared.application.guilds.list_guilds import ListGuilds
from app.shared.application.guilds.list_presences import ListPresences
from app.shared.application.guilds.note_presence import NotePresence
from app.shared.application.guilds.show_overview import ShowOverview
from app.shared.application.guilds.welcome_guild import WelcomeGuild
from app.shared.application.history.timeline import Timeline
from app.shared.application.history.trail_page import ShowTrail
from app.shared.application.history.user_names import RememberUser
from app.shared.application.permissions.explain_access import ExplainAccess
from app.shared.application.permissions.show_matrix import ShowMatrix
from app.shared.application.planning.choose_changes import ChooseChanges
from app.shared.application.planning.list_plans import ListPlans
from app.shared.application.planning.plan_guild import PlanGuild
from app.shared.application.planning.show_plan import ShowPlan
from app.shared.application.planning.what_changed import WhatChanged
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.application.runs.approve_plan import ApprovePlan
from app.shared.application.runs.execute_run import ExecuteRun
from app.shared.application.runs.list_runs import ListRuns
from app.shared.application.runs.refresh_plan import RefreshPlan
from app.shared.application.runs.roll_back import RollBack
from app.shared.application.runs.show_run import ShowRun
from app.shared.application.runs.steer_run import SteerRun
from app.shared.application.sign_in.begin_sign_in import BeginSignIn
from app.shared.application.sign_in.complete_sign_in import CompleteSignIn
from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionPolicy
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.gateway import RestGuildGateway
from app.shared.infrastructure.discord.guild_directory import KeptGuildDirectory
from app.shared.infrastructure.discord.membership_cache import MembershipCache
from app.shared.infrastructure.discord.messages import RestMessages
from app.shared.infrastructure.discord.oauth import OAuthSignIn
from app.shared.infrastructure.discord.raw_guilds import RestGuildReader
from app.shared.infrastructure.discord.registered_commands import RestRegisteredCommands
from app.shared.infrastructure.discord.registered_redirects import ApplicationRedirects
from app.shared.infrastructure.files.documents import FileDocuments
from app.shared.infrastructure.kept_presence import KeptBotPresence
from app.shared.infrastructure.postgres.backup_records import PostgresBackupRecords
from app.shared.infrastructure.postgres.guild_lock import PostgresGuildLock
from app.shared.infrastructure.postgres.log_lines import SqlLogLines
from app.shared.infrastructure.postgres.processes import PostgresProcesses
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork
from app.shared.infrastructure.redis.access_events import RedisAccessEvents
from app.shared.infrastructure.redis.bot_presence import RedisBotPresence
from app.shared.infrastructure.redis.counted_sessions import RedisCountedSessions
from app.shared.infrastructure.redis.editing import RedisEditing
from app.shared.infrastructure.redis.error_log import RedisErrorLog
from app.shared.infrastructure.redis.identify_turns import RedisIdentifyTurns
from app.shared.infrastructure.redis.kept_answers import RedisKeptAnswers
from app.shared.infrastructure.redis.leases import RedisLeases
from app.shared.infrastructure.redis.live_structures import RedisLiveStructures
from app.shared.infrastructure.redis.progress import RedisProgressChannel
from app.shared.infrastructure.redis.rate_limits import RedisRateLimits
from app.shared.infrastructure.redis.sign_in_attempts import RedisSignInAttempts
from app.shared.infrastructure.redis.told_commands import RedisToldCommands
from app.shared.infrastructure.redis.web_sessions import RedisWebSessions
from app.shared.infrastructure.telemetry.tracing import NO_TRACING, Tracing


def _worker(
    database_url: str,
    begin: BeginUnitOfWork,
    execute: ExecuteRun,
    tracing: Tracing,
    *,
    runs_at_once: int = 20,
) -> Callable[[asyncio.Event], Coroutine[None, None, None]]:
    """Loaded late: only those who work at runs need the queue."""
    from app.shared.infrastructure.jobs.worker import RunWorker

    return RunWorker(database_url, begin, execute, runs_at_once=runs_at_once, tracing=tracing)


class Container(containers.DeclarativeContainer):
    database_url: providers.Dependency[str] = providers.Dependency(instance_of=str)
    engine: providers.Dependency[AsyncEngine] = providers.Dependency(instance_of=AsyncEngine)
    redis: providers.Dependency[Redis] = providers.Dependency(instance_of=Redis)
    listening: providers.Dependency[Redis] = providers.Dependency(instance_of=Redis)
    """Connections of their own for those who listen: see `redis.connections`."""
    discord: providers.Dependency[DiscordClient] = providers.Dependency(instance_of=DiscordClient)
    discord_sign_in: providers.Dependency[OAuthSignIn] = providers.Dependency()
    """Handed in only where people sign in."""

    process: providers.Dependency[str] = providers.Dependency(instance_of=str, default="")
    """What this process is called where it leaves its name: `bot`, `worker`, …"""
    admission_policy: providers.Dependency[AdmissionPolicy] = providers.Dependency(
        instance_of=AdmissionPolicy, default=OPEN_TO_ALL
    )

    tracing: providers.Dependency[Tracing] = providers.Dependency(default=NO_TRACING)

    clock = providers.Singleton(SystemClock)
    begin = providers.Singleton(BeginSqlUnitOfWork, engine)
    lock = providers.Singleton(PostgresGuildLock, engine)
    progress = providers.Singleton(RedisProgressChannel, redis, listening)
    access_events = providers.Singleton(RedisAccessEvents, redis, listening)
    bot_presence = providers.Singleton(RedisBotPresence, redis, clock)
    shown_presence = providers.Singleton(KeptBotPresence, bot_presence, clock)
    leases = providers.Singleton(RedisLeases, redis)
    identify_turns = providers.Singleton(RedisIdentifyTurns, redis, clock)
    gateway = providers.Singleton(RestGuildGateway, discord, clock)
    messages = providers.Singleton(RestMessages, discord)
    guild_reader = providers.Singleton(RestGuildReader, gateway)
    live_structures = providers.Singleton(RedisLiveStructures, redis)
    guild_directory = providers.Singleton(KeptGuildDirectory, gateway, clock)
    web_sessions = providers.Singleton(RedisWebSessions, redis, clock)
    sign_in_attempts = providers.Singleton(RedisSignInAttempts, redis)
    rate_limits = providers.Singleton(RedisRateLimits, redis)
    counted_sessions = providers.Singleton(RedisCountedSessions, redis, web_sessions)
    registered_redirects = providers.Singleton(ApplicationRedirects, discord, clock)
    begin_sign_in = providers.Factory(BeginSignIn, sign_in_attempts, discord_sign_in)
    complete_sign_in = providers.Factory(CompleteSignIn, discord_sign_in, web_sessions)
    kept_answers = providers.Singleton(RedisKeptAnswers, redis)
    editing = providers.Singleton(RedisEditing, redis, clock)
    error_log = providers.Singleton(RedisErrorLog, redis)
    processes = providers.Singleton(PostgresProcesses, engine)
    log_lines = providers.Singleton(SqlLogLines, engine)
    backup_records = providers.Singleton(PostgresBackupRecords, engine)

    memberships = providers.Singleton(MembershipCache, gateway, access_events, bot_presence, clock)
    is_admitted = providers.Factory(IsAdmitted, begin, admission_policy)
    rights_of = providers.Factory(RightsOf, begin, memberships, clock, admission_policy)
    gate = providers.Factory(Gate, rights_of)
    second_person = providers.Factory(SecondPerson, begin, gateway, rights_of, clock)
    authenticate_token = providers.Factory(AuthenticateToken, begin, clock)
    create_token = providers.Factory(CreateToken, begin, gate, clock)
    list_tokens = providers.Factory(ListTokens, begin)
    revoke_token = providers.Factory(RevokeToken, begin, clock)
    list_access = providers.Factory(ListAccess, begin, gateway, rights_of, clock)
    explain_rights = providers.Factory(ExplainRights, begin, rights_of, clock)
    grant_access = providers.Factory(GrantAccess, begin, gateway, rights_of, clock)
    revoke_access = providers.Factory(RevokeAccess, begin, gateway, rights_of, clock)
    set_policy = providers.Factory(SetPolicy, begin, rights_of, clock)
    review_plan = providers.Factory(ReviewPlan, begin, gate, clock)
    list_reviews = providers.Factory(ListReviews, begin, second_person)
    documents = providers.Singleton(FileDocuments)

    latest_design = providers.Factory(LatestDesign, begin)
    check_design = providers.Factory(CheckDesign, documents)
    save_version = providers.Factory(SaveVersion, begin, documents, gate, clock)
    compare_versions = providers.Factory(CompareVersions, begin)
    restore_version = providers.Factory(RestoreVersion, begin, gate, clock)
    merge_designs = providers.Factory(MergeDesigns, begin)
    record_visit = providers.Singleton(RecordVisit, begin, clock)
    last_visits = providers.Factory(LastVisits, begin)
    import_guild = providers.Factory(ImportGuild, begin, gateway, gate, clock)
    plan_guild = providers.Factory(PlanGuild, begin, gateway, clock)
    list_plans = providers.Factory(ListPlans, begin)
    show_plan = providers.Singleton(ShowPlan, begin)
    choose_changes = providers.Factory(ChooseChanges, begin, gateway, clock)
    what_changed = providers.Factory(WhatChanged, begin, gateway)
    approve_plan = providers.Factory(ApprovePlan, begin, gateway, rights_of, second_person, clock)
    execute_run = providers.Factory(
        ExecuteRun, begin, gateway, lock, progress, clock, process, admission_policy
    )
    list_runs = providers.Factory(ListRuns, begin)
    show_run = providers.Factory(ShowRun, begin)
    steer_run = providers.Factory(SteerRun, begin, lock, rights_of, clock)
    roll_back = providers.Factory(RollBack, begin, gateway, clock)
    compare_live = providers.Factory(CompareLive, begin, gateway)
    adopt_drift = providers.Factory(AdoptDrift, begin, gateway, documents, gate, clock)
    notice_drift = providers.Singleton(NoticeDrift, begin, gateway, clock)
    """One per process: it remembers how the runs left the guilds in which much is going on."""
    ignore_drift = providers.Factory(IgnoreDrift, begin, gate, notice_drift, clock)
    list_drift = providers.Factory(ListDrift, begin)
    show_drift_settings = providers.Factory(ShowDriftSettings, begin)
    set_drift_settings = providers.Factory(SetDriftSettings, begin, gate, clock)
    let_revert_go_on = providers.Factory(LetRevertGoOn, begin, gate, clock)
    revert_drift = providers.Factory(RevertDrift, begin, gateway, clock)
    revert_again = providers.Factory(RevertAgain, compare_live, revert_drift)
    refresh_plan = providers.Factory(
        RefreshPlan, begin, plan_guild, roll_back, choose_changes, revert_again
    )
    auto_revert = providers.Factory(AutoRevert, begin, revert_drift, approve_plan, clock)
    show_overview = providers.Factory(ShowOverview, begin, gateway, compare_live)
    list_guilds = providers.Factory(ListGuilds, begin, guild_directory, rights_of)
    decide_admission = providers.Factory(DecideAdmission, begin, guild_directory, clock)
    list_presences = providers.Factory(
        ListPresences, begin, guild_directory, admission_policy, clock
    )
    note_presence = providers.Factory(NotePresence, begin, clock)
    let_in_lately = providers.Factory(LetInLately, begin, clock)
    welcome_guild = providers.Factory(WelcomeGuild, begin, gateway, admission_policy, clock)
    clear_away_guilds = providers.Factory(ClearAwayGuilds, begin, clock)
    timeline = providers.Factory(Timeline, begin)
    show_trail = providers.Factory(ShowTrail, begin)
    remember_user = providers.Factory(RememberUser, begin)
    explain_access = providers.Factory(ExplainAccess, begin, gateway)
    show_matrix = providers.Factory(ShowMatrix, begin, gateway)
    registered_commands = providers.Singleton(RestRegisteredCommands, discord)
    told_commands = providers.Singleton(RedisToldCommands, redis)
    examine = providers.Factory(Examine, begin, gateway, progress, backup_records, clock)

    worker = providers.Factory(_worker, database_url, begin, execute_run, tracing)
