"""What the bot says, in English."""
# long: a language is one file

from app.bot.wording.wording import Wording


class English(Wording):
    not_your_button = (
        "This button belongs to whoever asked for the message. Use the command yourself to get "
        "your own."
    )
    button_unknown = (
        "This button is from an older version and leads nowhere any more. Use the command again."
    )
    command_unknown = (
        "This command is not known here any more. Discord may still show it for an hour; "
        "`/help` lists what there is."
    )
    only_in_servers = "Guildwright works on a server. Use this command in one of its channels."
    unexpected = "Something went wrong that should not have."
    unexpected_remedy = (
        "Nothing that you did is wrong. Try again. If it stays, give the reference below to "
        "whoever runs this bot: it leads to the details."
    )
    page_back = "← Back"
    page_on = "Next →"
    open_web = "Open"
    refresh = "Refresh"
    as_file = "As a file"
    show_here = "Show in this channel"
    whole_server = "the whole server"

    # What Discord shows beside commands and options while they are typed: 100 characters each.
    help_command = "What Guildwright does, and what you may do here."
    status_command = "Whether Guildwright works, and what is under way on this server."
    server_command = "How this server stands."
    overview_command = "Design, drift, limits and the bot's own rights, at a glance."
    plan_command = "Plan what it takes to bring this server to its design. Nothing changes yet."
    plan_version_option = "The version of the design; the latest without."
    apply_command = "Look at a plan once more, and apply it."
    apply_plan_option = "The plan; the newest without."
    run_command = "Watch a run as it goes on; pause, resume or cancel it."
    run_option = "The run; the newest without."
    history_command = "What has happened on this server, newest first."
    history_about_option = "Only this kind of thing."
    drift_command = "What was changed by hand since the last run: adopt it, undo it or leave it."
    rollback_command = "Plan the way back to how the server was before a run."
    rollback_option = "The run to go back before; the newest without."
    permissions_command = "Who may do what where."
    why_command = "Say which rule decides what somebody may do."
    why_channel_option = "Where; the whole server without."
    why_user_option = "A member."
    why_role_option = "A role, as of somebody who has only this one."
    why_permission_option = "Only this permission."
    matrix_command = "Every role in every channel, as a table."
    blueprint_command = "The design of this server as a document."
    import_command = "Take a file, or the server as it is, over as the design."
    import_file_option = "A blueprint in YAML; without one, the server itself is read."
    import_message_option = "Why, for the list of versions."
    validate_command = "Check a file without saving it."
    validate_file_option = "A blueprint in YAML."
    export_command = "Get the design as a file."
    versions_command = "Every version of the design."
    version_option = "The version; the latest without."
    access_command = "Who may do what with Guildwright here."
    grant_command = "Give a role or a member a right."
    grant_who_option = "A role or a member."
    grant_right_option = "What they may do. Every right lets its holder look as well."
    grant_channel_option = "Only for this channel, or this category with its channels."
    grant_days_option = "For so many days; for good without."
    grant_note_option = "Why, for others who look."
    revoke_command = "Take a grant back."
    revoke_option = "The grant."
    access_list_command = "List who was granted what, and who holds everything."

    help_title = "Guildwright"
    help_intro = (
        "Guildwright keeps a **design** of this server and brings the server to it. You look at "
        "a plan before anything changes, watch the run, and can go back."
    )
    help_rights = "What you may do here"
    help_no_rights = "Nothing yet. Its owner or an Administrator can grant you rights."
    help_commands = (
        "**Look** `/server overview` · `/history` · `/permissions why` · `/permissions matrix`\n"
        "**Design** `/blueprint import` · `/blueprint validate` · `/blueprint export` · "
        "`/blueprint versions`\n"
        "**Change** `/plan` · `/apply` · `/run` · `/rollback`\n"
        "**Keep** `/drift`\n"
        "**Rights** `/access list` · `/access grant` · `/access revoke`\n"
        "**The bot** `/status`"
    )
    help_hidden = (
        "Commands that you do not see can be shown to you in Server Settings → Integrations. "
        "What you may do is asked on every use all the same."
    )

    status_title = "Status"
    status_online = "The bot is connected to Discord."
    status_offline = "The bot is coming back to Discord. Plans and runs go on without it."
    status_unknown = "How the bot is cannot be told: Redis does not answer."
    status_store_away = (
        "The database does not answer. Nothing is lost: what was begun goes on when it is back."
    )
    status_no_run = "No run is under way on this server."

    plan_empty = "Nothing to do: the server is as the design says."
    plan_back_empty = "Nothing to undo: what can be brought back is as it was before the run."
    plan_access = "Access afterwards"
    plan_apply = "Apply…"
    plan_button = "Plan"
    plan_again = "Plan again"
    plan_show_run = "Show the run"
    plan_approve = "Approve"
    plan_reject = "Reject…"
    plan_run_already = "This plan was applied. Its run shows what became of it."
    plan_blocked = "It cannot be applied as it is: see what stands under ⛔."
    plan_rejected = "Somebody who may review plans has rejected it."
    plan_needs_second = (
        "This server asks for two people for a plan of this risk: one who approves it, and "
        "another who applies it."
    )
    plan_approved = "It has the approval that it needs."
    review_title = "Reject the plan"
    review_comment = "Why"
    review_comment_hint = "Whoever made the plan reads this. It may stay empty."
    no_plan = "No plan has been made for this server yet."
    no_plan_remedy = "Make one with `/plan`."

    apply_title = "Apply this plan?"
    apply_how = (
        "The server is read once more before anything is sent. If it has changed since the plan "
        "was made, nothing happens and you are told."
    )
    apply_destroys = "It destroys what cannot be brought back:"
    apply_in_web = (
        "Each of these is confirmed one by one, with its name before your eyes. That takes the "
        "web page of the plan."
    )
    apply_without_web = (
        "Each of these is confirmed one by one, which Discord has no room for. Ask whoever runs "
        "this bot for the address of its web page."
    )
    apply_show_here = "Show it to others here"

    run_title = "Run"
    run_queued = "Waits for a worker."
    run_running = "Goes on."
    run_pausing = "Goes on, and pauses after the step that is under way."
    run_stopping = "Goes on, and stops after the step that is under way."
    run_paused = "Paused. Nothing is sent until somebody resumes it."
    run_resuming = "Paused, and about to go on."
    run_succeeded = "Done."
    run_failed = "Stopped before the end."
    run_cancelled = "Cancelled. What was done stays done."
    run_pause = "Pause"
    run_resume = "Resume"
    run_cancel = "Cancel…"
    run_cancel_ask = (
        "Cancel this run? It stops after the step that is under way. What was done stays done; "
        "`/rollback` leads back from there."
    )
    run_cancel_do = "Cancel the run"
    run_roll_back = "Roll back…"
    run_ended_already = "This run has ended already."
    run_watch_over = "Not live any more: press Refresh to see how it stands now."
    no_run = "There has been no run on this server yet."
    no_run_remedy = "Plan with `/plan`, and apply the plan."

    history_title = "History"
    history_empty = "Nothing of this kind has happened yet."
    history_newest = "← Newest"
    history_older = "Older →"

    drift_title = "Changed by hand"
    drift_none = "Nothing: the server is as the last run left it."
    drift_never_applied = (
        "Nothing has been applied to this server yet, so there is nothing to have drifted from."
    )
    drift_nobody = "who did it is not known"
    drift_pick = "Choose some of these; all of the page without"
    drift_adopt_done = "Taken over into the design. Nothing changed on the server."
    drift_page_changed = "This list has changed since it was shown. Here it is as it is now."
    drift_not_done = "Not drift, but still to be done"
    drift_no_audit_log = "The bot may not read the audit log, so it cannot tell who did it."
    drift_ignored = "Left alone from now on."
    drift_none_else = "Nothing else: the rest of the server is as the last run left it."
    drift_watch_again = "Watch them again"
    notice_settled = "Changes by hand: all settled"
    notice_moved = "Changes by hand are told elsewhere"
    notice_told_elsewhere = (
        "Somebody chose another place for it. What is open stands there and on the web."
    )
    notice_reposted = "Posted again, since the message before it was deleted."
    notice_deleted = "The message was deleted twice, so it is not posted again."
    notice_ignored_by_rule = "left alone by a rule of this server"
    notice_go_on = "Put back again"
    notice_goes_on = "It is put back by itself again from the next change on."
    notice_changed = "What this button was about has changed meanwhile, or is settled already."
    notice_changed_remedy = "Look at the message as it is now."

    rollback_labels = "What does not come back as it was"

    welcome_title = "Guildwright is here"
    welcome_intro = (
        "It carries out designs of this server, watches over what is changed by hand, and goes "
        "back where something went wrong. Nothing is changed without somebody's approval. "
        "`/help` shows what there is."
    )
    welcome_checklist = "For the owner"
    welcome_rights_there = "It has the permissions that it needs."
    welcome_role_high = "Its role stands high enough."
    welcome_not_yet = "Guildwright cannot be used here yet"
    why_nobody = "Say about whom: choose a member or a role."
    why_both = "Choose either a member or a role."
    why_allowed = "May"
    why_denied = "May not"
    why_incomplete = "The bot cannot see everything here, so this may not be the whole of it."

    matrix_title = "Permissions"
    matrix_note = (
        "One line for each channel, one column for each role, as of somebody who has only that "
        "role. Open it in a spreadsheet."
    )
    matrix_permission_option = "Only this permission; who sees and writes where, without."
    matrix_sees = "sees"
    matrix_writes = "sees, writes"
    matrix_joins = "sees, joins"
    matrix_yes = "yes"
    matrix_no = "no"

    import_title = "The server as a design"
    import_save = "Save as a version"
    import_nothing_saved = "Nothing is saved yet: look at it first."
    import_saved_title = "Saved"
    validate_good = "This file is a valid blueprint."
    validate_bad_title = "This file cannot be used as it is"
    file_not_yaml = "This is no blueprint: its name ends neither in .yaml nor in .yml."
    file_not_yaml_remedy = "Attach the file that `/blueprint export` gave you, or one like it."
    file_not_text = "This file is no text in UTF-8."
    file_too_large_remedy = "Attach the blueprint itself, as YAML."
    file_away = "The file could not be fetched from Discord."
    file_away_remedy = "Attach it again."
    export_title = "The design"
    versions_title = "Versions"
    versions_plan = "Plan one of them"
    versions_none = "No version has been saved yet."
    versions_none_remedy = "Begin with `/blueprint import`, which takes the server as it is."

    access_title = "Access"
    access_everything = "Hold every right"
    access_grants = "Grants"
    access_no_grants = "Nobody was granted anything yet."
    access_gone = "somebody who has left"
    access_gone_role = "a role that is gone"
    access_two_person = "A second person is asked for."
    access_granter_may_not = "given by somebody who could not give it any more"
    access_grant_title = "Granted"
    access_revoke_title = "Taken back"
    access_grant_unknown = "There is no such grant any more."
    access_grant_unknown_remedy = "Choose one from the list while you type."
    access_operator = "the operator"

    overview_title = "Overview"
    overview_no_design = "There is no design yet. `/blueprint import` takes the server as it is."
    overview_in_sync = "The server is as the last run left it."
    overview_drifted = "Something was changed by hand since the last run: see `/drift`."
    overview_never = "The design has not been applied yet: see `/plan`."
    overview_unknown = "Discord did not answer, so whether anything has drifted is not known."
    overview_bot_fine = "The bot has every right that it needs."
    overview_runs = "Runs"
    overview_no_runs = "None yet."

    def reference(self, id: str) -> str:
        return f"Reference {id}"

    def page_of(self, page: int, pages: int) -> str:
        return f"{page} / {pages}"

    def and_more(self, number: int) -> str:
        return f"And {number:,} more."

    def status_version(self, version: str) -> str:
        return f"Guildwright {version}"

    def status_latency(self, ms: int) -> str:
        return f"Discord answers in {ms:,} ms."

    def status_since(self, when: str) -> str:
        return f"Connected since {when}."

    def status_run(self, state: str, when: str) -> str:
        return f"A run that began {when}: {state}"

    def plan_title(self, number: str, guild: str) -> str:
        return f"Plan {number} for {guild}"

    def plan_counts(self, create: int, change: int, move: int, access: int, remove: int) -> str:
        counts = (("+", create), ("~", change), ("↕", move), ("◐", access), ("−", remove))
        words = ("to create", "to change", "to move", "with other access", "to delete")
        return " · ".join(
            f"`{sign}` {number:,} {word}"
            for (sign, number), word in zip(counts, words, strict=True)
            if number
        )

    def plan_made(self, by: str, when: str) -> str:
        return f"made by {by} {when}"

    def plan_shared_by(self, who: str) -> str:
        return f"Shown by {who}"

    def plan_review(self, who: str, approved: bool, comment: str, counts: bool) -> str:
        word = "approves" if approved else "rejects"
        said = f": {comment}" if comment else ""
        void = "" if counts else " (does not count: they may not review this plan any more)"
        return f"{'✓' if approved else '✕'} {who} {word} it{said}{void}"

    def apply_button(self, changes: int) -> str:
        return "Apply 1 change" if changes == 1 else f"Apply {changes:,} changes"

    def run_steps(self, done: int, total: int) -> str:
        return f"{done:,} of {total:,} steps"

    def run_eta(self, when: str) -> str:
        return f"ends about {when}"

    def run_waits(self, step: str, when: str) -> str:
        return f"{step} waits for Discord's limit, goes on {when}"

    def run_started_by(self, who: str, when: str) -> str:
        return f"started by {who} {when}"

    def drift_item(self, sentence: str, who: str, when: str) -> str:
        return f"{sentence}\n-# {who} {when}".rstrip()

    def drift_by_bot(self, name: str) -> str:
        return f"{name} (a bot)"

    def drift_count(self, number: int, run: str) -> str:
        things = "1 thing" if number == 1 else f"{number:,} things"
        return f"{things}, since the run {run}"

    def drift_option(self, number: int) -> str:
        return f"Number {number}"

    def drift_adopt(self, number: int) -> str:
        return f"Adopt {number}"

    def drift_revert(self, number: int) -> str:
        return f"Undo {number}…"

    def drift_ignore(self, number: int) -> str:
        return f"Ignore {number}"

    def notice_title(self, number: int) -> str:
        return f"{_counted(number, 'change')} by hand"

    def notice_adopt(self, number: int) -> str:
        return "Adopt" if number == 1 else f"Adopt all {number:,}"

    def notice_revert(self, number: int) -> str:
        return "Revert…" if number == 1 else f"Revert all {number:,}…"

    def notice_ignore(self, number: int) -> str:
        return "Ignore" if number == 1 else f"Ignore all {number:,}"

    def notice_adopted(self, who: str, when: str) -> str:
        return f"adopted into the design{_by(who)} {when}"

    def notice_reverted(self, who: str, when: str) -> str:
        return f"reverted by a run{_by(who, 'of')} {when}"

    def notice_ignored(self, who: str, when: str) -> str:
        return f"left alone{_by(who)} {when}"

    def notice_gone(self, when: str) -> str:
        return f"put back by hand, seen {when}"

    def drift_ignored_count(self, number: int) -> str:
        return "1 thing is ignored." if number == 1 else f"{number:,} things are ignored."

    def drift_adopted(self, version: int) -> str:
        return f"Version {version} of the design has it now."

    def why_title(self, who: str, where: str) -> str:
        return f"{who} in {where}"

    def matrix_count(self, roles: int, channels: int) -> str:
        return f"{_counted(roles, 'role')} in {_counted(channels, 'channel')}"

    def import_found(self, roles: int, channels: int) -> str:
        return f"{_counted(roles, 'role')} and {_counted(channels, 'channel')} taken over."

    def version_saved(self, number: int) -> str:
        return f"Version {number} of the design. Nothing changed on the server: `/plan` is next."

    def validate_found(self, roles: int, channels: int) -> str:
        return f"It has {_counted(roles, 'role')} and {_counted(channels, 'channel')}."

    def problems(self, number: int) -> str:
        return "One thing is wrong:" if number == 1 else f"{number:,} things are wrong:"

    def problem_at(self, line: int, column: int) -> str:
        return f"Line {line}, column {column}"

    def file_too_large(self, most_kb: int) -> str:
        return f"This file is larger than {most_kb:,} KB, which is more than any blueprint needs."

    def export_of(self, version: int, when: str, by: str) -> str:
        return f"Version {version}, saved {when} by {by}"

    def version_choice(self, number: int, message: str) -> str:
        return f"Version {number}{f': {message}' if message else ''}"

    def plan_choice(self, number: str, changes: int, made_at: str) -> str:
        return f"Plan {number}: {_counted(changes, 'change')}, {made_at}"

    def run_choice(self, begun_at: str, state: str) -> str:
        return f"Run of {begun_at}, {state}"

    def version_option_label(self, number: int) -> str:
        return f"Version {number}"

    def version_line(self, number: int, when: str, by: str, message: str) -> str:
        return f"**{number}** {when} by {by}{f': {message}' if message else ''}"

    def access_grant_line(self, who: str, rights: str, where: str, ends: str, by: str) -> str:
        limits = " ".join(one for one in (where, ends) if one)
        return f"{who}: **{rights}** {limits}".rstrip() + f"\n-# by {by}"

    def welcome_back(self, since: str) -> str:
        return f"It was away since {since}. Its designs, plans and history were kept."

    def welcome_missing(self, permission: str, why: str) -> str:
        return f"Allow **{permission}** to its role. {why}"

    def welcome_role_low(self, roles: str, more: int) -> str:
        others = f" and {more:,} more" if more else ""
        return (
            f"Drag its role above {roles}{others} in Server Settings → Roles, as far as it is to "
            "change them."
        )

    def access_manager(self, who: str, source: str) -> str:
        why = {
            "owner": "owns the server",
            "administrator": "has Administrator",
            "manage_server": "has Manage Server",
        }
        return f"{who}: {why.get(source, source)}"

    def access_only(self, objects: str) -> str:
        return f"only for {objects}"

    def access_until(self, when: str) -> str:
        return f"until {when}"

    def access_ended(self, when: str) -> str:
        return f"ended {when}"

    def access_granted(self, who: str, rights: str, where: str, ends: str) -> str:
        limits = " ".join(one for one in (where, ends) if one)
        return f"{who} may now: **{rights}** {limits}".rstrip()

    def access_revoked(self, who: str, rights: str) -> str:
        return f"{who} no longer has **{rights}** by this grant."

    def overview_design(self, version: int, when: str, by: str) -> str:
        return f"Version {version} of the design, saved {when} by {by}."

    def overview_members(self, number: int) -> str:
        return _counted(number, "member")

    def overview_limit(self, what: str, used: int, most: int) -> str:
        names = {
            "roles": "roles",
            "channels": "channels",
            "category_children": "channels in the fullest category",
            "automod": "AutoMod rules",
        }
        return f"{used:,} of {most:,} {names.get(what, what)}"


def _by(who: str, word: str = "by") -> str:
    return f" {word} {who}" if who else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
