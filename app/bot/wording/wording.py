"""Every sentence that the bot itself says. A language is one file beside `english`; a sentence it
lacks is found by mypy.

Attributes are sentences that never change; methods put in what they are about, already escaped,
and choose between one and many. What the core says (errors, findings, drift, lines of plans) is
not said again here.
"""

from abc import abstractmethod
from typing import Protocol


class Wording(Protocol):
    not_your_button: str
    button_unknown: str
    command_unknown: str
    only_in_servers: str
    unexpected: str
    unexpected_remedy: str
    page_back: str
    page_on: str
    open_web: str
    refresh: str
    as_file: str
    show_here: str
    whole_server: str
    help_command: str
    status_command: str
    server_command: str
    overview_command: str
    plan_command: str
    plan_version_option: str
    apply_command: str
    apply_plan_option: str
    run_command: str
    run_option: str
    history_command: str
    history_about_option: str
    drift_command: str
    rollback_command: str
    rollback_option: str
    permissions_command: str
    why_command: str
    why_channel_option: str
    why_user_option: str
    why_role_option: str
    why_permission_option: str
    matrix_command: str
    blueprint_command: str
    import_command: str
    import_file_option: str
    import_message_option: str
    validate_command: str
    validate_file_option: str
    export_command: str
    versions_command: str
    version_option: str
    access_command: str
    grant_command: str
    grant_who_option: str
    grant_right_option: str
    grant_channel_option: str
    grant_days_option: str
    grant_note_option: str
    revoke_command: str
    revoke_option: str
    access_list_command: str
    help_title: str
    help_intro: str
    help_rights: str
    help_no_rights: str
    help_commands: str
    help_hidden: str
    status_title: str
    status_online: str
    status_offline: str
    status_unknown: str
    status_store_away: str
    status_no_run: str
    plan_empty: str
    plan_back_empty: str
    plan_access: str
    plan_apply: str
    plan_button: str
    plan_again: str
    plan_show_run: str
    plan_approve: str
    plan_reject: str
    plan_run_already: str
    plan_blocked: str
    plan_rejected: str
    plan_needs_second: str
    plan_approved: str
    review_title: str
    review_comment: str
    review_comment_hint: str
    no_plan: str
    no_plan_remedy: str
    apply_title: str
    apply_how: str
    apply_destroys: str
    apply_in_web: str
    apply_without_web: str
    apply_show_here: str
    run_title: str
    run_queued: str
    run_running: str
    run_pausing: str
    run_stopping: str
    run_paused: str
    run_resuming: str
    run_succeeded: str
    run_failed: str
    run_cancelled: str
    run_pause: str
    run_resume: str
    run_cancel: str
    run_cancel_ask: str
    run_cancel_do: str
    run_roll_back: str
    run_ended_already: str
    run_watch_over: str
    no_run: str
    no_run_remedy: str
    history_title: str
    history_empty: str
    history_newest: str
    history_older: str
    drift_title: str
    drift_none: str
    drift_never_applied: str
    drift_nobody: str
    drift_pick: str
    drift_adopt_done: str
    drift_page_changed: str
    drift_not_done: str
    drift_no_audit_log: str
    drift_ignored: str
    drift_none_else: str
    drift_watch_again: str
    notice_settled: str
    notice_moved: str
    notice_told_elsewhere: str
    notice_reposted: str
    notice_deleted: str
    notice_ignored_by_rule: str
    notice_go_on: str
    notice_goes_on: str
    notice_changed: str
    notice_changed_remedy: str
    rollback_labels: str
    welcome_title: str
    welcome_intro: str
    welcome_checklist: str
    welcome_rights_there: str
    welcome_role_high: str
    welcome_not_yet: str
    why_nobody: str
    why_both: str
    why_allowed: str
    why_denied: str
    why_incomplete: str
    matrix_title: str
    matrix_note: str
    matrix_permission_option: str
    matrix_sees: str
    matrix_writes: str
    matrix_joins: str
    matrix_yes: str
    matrix_no: str
    import_title: str
    import_save: str
    import_nothing_saved: str
    import_saved_title: str
    validate_good: str
    validate_bad_title: str
    file_not_yaml: str
    file_not_yaml_remedy: str
    file_not_text: str
    file_too_large_remedy: str
    file_away: str
    file_away_remedy: str
    export_title: str
    versions_title: str
    versions_plan: str
    versions_none: str
    versions_none_remedy: str
    access_title: str
    access_everything: str
    access_grants: str
    access_no_grants: str
    access_gone: str
    access_gone_role: str
    access_two_person: str
    access_granter_may_not: str
    access_grant_title: str
    access_revoke_title: str
    access_grant_unknown: str
    access_grant_unknown_remedy: str
    access_operator: str
    overview_title: str
    overview_no_design: str
    overview_in_sync: str
    overview_drifted: str
    overview_never: str
    overview_unknown: str
    overview_bot_fine: str
    overview_runs: str
    overview_no_runs: str

    @abstractmethod
    def reference(self, id: str) -> str: ...

    @abstractmethod
    def page_of(self, page: int, pages: int) -> str: ...

    @abstractmethod
    def and_more(self, number: int) -> str: ...

    @abstractmethod
    def status_version(self, version: str) -> str: ...

    @abstractmethod
    def status_latency(self, ms: int) -> str: ...

    @abstractmethod
    def status_since(self, when: str) -> str: ...

    @abstractmethod
    def status_run(self, state: str, when: str) -> str: ...

    @abstractmethod
    def plan_title(self, number: str, guild: str) -> str: ...

    @abstractmethod
    def plan_counts(self, create: int, change: int, move: int, access: int, remove: int) -> str: ...

    @abstractmethod
    def plan_made(self, by: str, when: str) -> str: ...

    @abstractmethod
    def plan_shared_by(self, who: str) -> str: ...

    @abstractmethod
    def plan_review(self, who: str, approved: bool, comment: str, counts: bool) -> str: ...

    @abstractmethod
    def apply_button(self, changes: int) -> str: ...

    @abstractmethod
    def run_steps(self, done: int, total: int) -> str: ...

    @abstractmethod
    def run_eta(self, when: str) -> str: ...

    @abstractmethod
    def run_waits(self, step: str, when: str) -> str: ...

    @abstractmethod
    def run_started_by(self, who: str, when: str) -> str: ...

    @abstractmethod
    def drift_item(self, sentence: str, who: str, when: str) -> str: ...

    @abstractmethod
    def drift_by_bot(self, name: str) -> str: ...

    @abstractmethod
    def drift_count(self, number: int, run: str) -> str: ...

    @abstractmethod
    def drift_option(self, number: int) -> str: ...

    @abstractmethod
    def drift_adopt(self, number: int) -> str: ...

    @abstractmethod
    def drift_revert(self, number: int) -> str: ...

    @abstractmethod
    def drift_ignore(self, number: int) -> str: ...

    @abstractmethod
    def notice_title(self, number: int) -> str: ...

    @abstractmethod
    def notice_adopt(self, number: int) -> str: ...

    @abstractmethod
    def notice_revert(self, number: int) -> str: ...

    @abstractmethod
    def notice_ignore(self, number: int) -> str: ...

    @abstractmethod
    def notice_adopted(self, who: str, when: str) -> str: ...

    @abstractmethod
    def notice_reverted(self, who: str, when: str) -> str: ...

    @abstractmethod
    def notice_ignored(self, who: str, when: str) -> str: ...

    @abstractmethod
    def notice_gone(self, when: str) -> str: ...

    @abstractmethod
    def drift_ignored_count(self, number: int) -> str: ...

    @abstractmethod
    def drift_adopted(self, version: int) -> str: ...

    @abstractmethod
    def why_title(self, who: str, where: str) -> str: ...

    @abstractmethod
    def matrix_count(self, roles: int, channels: int) -> str: ...

    @abstractmethod
    def import_found(self, roles: int, channels: int) -> str: ...

    @abstractmethod
    def version_saved(self, number: int) -> str: ...

    @abstractmethod
    def validate_found(self, roles: int, channels: int) -> str: ...

    @abstractmethod
    def problems(self, number: int) -> str: ...

    @abstractmethod
    def problem_at(self, line: int, column: int) -> str: ...

    @abstractmethod
    def file_too_large(self, most_kb: int) -> str: ...

    @abstractmethod
    def export_of(self, version: int, when: str, by: str) -> str: ...

    @abstractmethod
    def version_choice(self, number: int, message: str) -> str: ...

    @abstractmethod
    def plan_choice(self, number: str, changes: int, made_at: str) -> str: ...

    @abstractmethod
    def run_choice(self, begun_at: str, state: str) -> str: ...

    @abstractmethod
    def version_option_label(self, number: int) -> str: ...

    @abstractmethod
    def version_line(self, number: int, when: str, by: str, message: str) -> str: ...

    @abstractmethod
    def access_grant_line(self, who: str, rights: str, where: str, ends: str, by: str) -> str: ...

    @abstractmethod
    def welcome_back(self, since: str) -> str: ...

    @abstractmethod
    def welcome_missing(self, permission: str, why: str) -> str: ...

    @abstractmethod
    def welcome_role_low(self, roles: str, more: int) -> str: ...

    @abstractmethod
    def access_manager(self, who: str, source: str) -> str: ...

    @abstractmethod
    def access_only(self, objects: str) -> str: ...

    @abstractmethod
    def access_until(self, when: str) -> str: ...

    @abstractmethod
    def access_ended(self, when: str) -> str: ...

    @abstractmethod
    def access_granted(self, who: str, rights: str, where: str, ends: str) -> str: ...

    @abstractmethod
    def access_revoked(self, who: str, rights: str) -> str: ...

    @abstractmethod
    def overview_design(self, version: int, when: str, by: str) -> str: ...

    @abstractmethod
    def overview_members(self, number: int) -> str: ...

    @abstractmethod
    def overview_limit(self, what: str, used: int, most: int) -> str: ...
