"""Sentences of the bot that never change."""

from app.bot.wording.said import Said
from app.shared.domain.language.saying import to_say


class FixedSentences:
    not_your_button = Said(
        to_say(
            "This button belongs to whoever asked for the message. Use the command yourself to get "
            "your own."
        )
    )
    button_unknown = Said(
        to_say(
            "This button is from an older version and leads nowhere any more. Use the command "
            "again."
        )
    )
    command_unknown = Said(
        to_say(
            "This command is not known here any more. Discord may still show it for an hour; "
            "`/help` lists what there is."
        )
    )
    only_in_servers = Said(
        to_say("Guildwright works on a server. Use this command in one of its channels.")
    )
    unexpected = Said(to_say("Something went wrong that should not have."))
    unexpected_remedy = Said(
        to_say(
            "Nothing that you did is wrong. Try again. If it stays, give the reference below to "
            "whoever runs this bot: it leads to the details."
        )
    )
    page_back = Said(to_say("← Back"))
    page_on = Said(to_say("Next →"))
    open_web = Said(to_say("Open"))
    refresh = Said(to_say("Refresh"))
    as_file = Said(to_say("As a file"))
    show_here = Said(to_say("Show in this channel"))
    whole_server = Said(to_say("the whole server"))

    # What Discord shows beside commands and options while they are typed: 100 characters each.
    help_command = Said(to_say("What Guildwright does, and what you may do here."))
    status_command = Said(
        to_say("Whether Guildwright works, and what is under way on this server.")
    )
    server_command = Said(to_say("How this server stands."))
    overview_command = Said(to_say("Design, drift, limits and the bot's own rights, at a glance."))
    plan_command = Said(
        to_say("Plan what it takes to bring this server to its design. Nothing changes yet.")
    )
    plan_version_option = Said(to_say("The version of the design; the latest without."))
    apply_command = Said(to_say("Look at a plan once more, and apply it."))
    apply_plan_option = Said(to_say("The plan; the newest without."))
    run_command = Said(to_say("Watch a run as it goes on; pause, resume or cancel it."))
    run_option = Said(to_say("The run; the newest without."))
    history_command = Said(to_say("What has happened on this server, newest first."))
    history_about_option = Said(to_say("Only this kind of thing."))
    drift_command = Said(
        to_say("What was changed by hand since the last run: adopt it, undo it or leave it.")
    )
    rollback_command = Said(to_say("Plan the way back to how the server was before a run."))
    rollback_option = Said(to_say("The run to go back before; the newest without."))
    permissions_command = Said(to_say("Who may do what where."))
    why_command = Said(to_say("Say which rule decides what somebody may do."))
    why_channel_option = Said(to_say("Where; the whole server without."))
    why_user_option = Said(to_say("A member."))
    why_role_option = Said(to_say("A role, as of somebody who has only this one."))
    why_permission_option = Said(to_say("Only this permission."))
    matrix_command = Said(to_say("Every role in every channel, as a table."))
    blueprint_command = Said(to_say("The design of this server as a document."))
    import_command = Said(to_say("Take a file, or the server as it is, over as the design."))
    import_file_option = Said(
        to_say("A blueprint in YAML; without one, the server itself is read.")
    )
    import_message_option = Said(to_say("Why, for the list of versions."))
    validate_command = Said(to_say("Check a file without saving it."))
    validate_file_option = Said(to_say("A blueprint in YAML."))
    export_command = Said(to_say("Get the design as a file."))
    versions_command = Said(to_say("Every version of the design."))
    version_option = Said(to_say("The version; the latest without."))
    access_command = Said(to_say("Who may do what with Guildwright here."))
    grant_command = Said(to_say("Give a role or a member a right."))
    grant_who_option = Said(to_say("A role or a member."))
    grant_right_option = Said(to_say("What they may do. Every right lets its holder look as well."))
    grant_channel_option = Said(
        to_say("Only for this channel, or this category with its channels.")
    )
    grant_days_option = Said(to_say("For so many days; for good without."))
    grant_note_option = Said(to_say("Why, for others who look."))
    grant_everyone_option = Said(to_say("Yes, every member of the server is to hold it."))
    revoke_command = Said(to_say("Take a grant back."))
    revoke_option = Said(to_say("The grant."))
    access_list_command = Said(to_say("List who was granted what, and who holds everything."))

    help_title = Said(to_say("Guildwright"))
    help_intro = Said(
        to_say(
            "Guildwright keeps a **design** of this server and brings the server to it. You look "
            "at "
            "a plan before anything changes, watch the run, and can go back."
        )
    )
    help_rights = Said(to_say("What you may do here"))
    help_no_rights = Said(
        to_say("Nothing yet. Its owner or an Administrator can grant you rights.")
    )
    help_commands = Said(
        to_say(
            "**Look** `/server overview` · `/history` · `/permissions why` · `/permissions "
            "matrix`\n"
            "**Design** `/blueprint import` · `/blueprint validate` · `/blueprint export` · "
            "`/blueprint versions`\n"
            "**Change** `/plan` · `/apply` · `/run` · `/rollback`\n"
            "**Keep** `/drift`\n"
            "**Rights** `/access list` · `/access grant` · `/access revoke`\n"
            "**The bot** `/status`"
        )
    )
    help_hidden = Said(
        to_say(
            "Commands that you do not see can be shown to you in Server Settings → Integrations. "
            "What you may do is asked on every use all the same."
        )
    )

    status_title = Said(to_say("Status"))
    status_online = Said(to_say("The bot is connected to Discord."))
    status_offline = Said(
        to_say("The bot is coming back to Discord. Plans and runs go on without it.")
    )
    status_unknown = Said(to_say("How the bot is cannot be told: Redis does not answer."))
    status_store_away = Said(
        to_say(
            "The database does not answer. Nothing is lost: what was begun goes on when it is back."
        )
    )
    status_no_run = Said(to_say("No run is under way on this server."))

    plan_empty = Said(to_say("Nothing to do: the server is as the design says."))
    plan_back_empty = Said(
        to_say("Nothing to undo: what can be brought back is as it was before the run.")
    )
    plan_access = Said(to_say("Access afterwards"))
    plan_apply = Said(to_say("Apply…"))
    plan_button = Said(to_say("Plan"))
    plan_again = Said(to_say("Plan again"))
    plan_show_run = Said(to_say("Show the run"))
    plan_approve = Said(to_say("Approve"))
    plan_reject = Said(to_say("Reject…"))
    plan_run_already = Said(to_say("This plan was applied. Its run shows what became of it."))
    plan_blocked = Said(to_say("It cannot be applied as it is: see what stands under ⛔."))
    plan_rejected = Said(to_say("Somebody who may review plans has rejected it."))
    plan_needs_second = Said(
        to_say(
            "This server asks for two people for a plan of this risk: one who approves it, and "
            "another who applies it."
        )
    )
    plan_approved = Said(to_say("It has the approval that it needs."))
    review_title = Said(to_say("Reject the plan"))
    review_comment = Said(to_say("Why"))
    review_comment_hint = Said(to_say("Whoever made the plan reads this. It may stay empty."))
    no_plan = Said(to_say("No plan has been made for this server yet."))
    no_plan_remedy = Said(to_say("Make one with `/plan`."))

    apply_title = Said(to_say("Apply this plan?"))
    apply_how = Said(
        to_say(
            "The server is read once more before anything is sent. If it has changed since the "
            "plan "
            "was made, nothing happens and you are told."
        )
    )
    apply_destroys = Said(to_say("It destroys what cannot be brought back:"))
    apply_in_web = Said(
        to_say(
            "Each of these is confirmed one by one, with its name before your eyes. That takes the "
            "web page of the plan."
        )
    )
    apply_without_web = Said(
        to_say(
            "Each of these is confirmed one by one, which Discord has no room for. Ask whoever "
            "runs "
            "this bot for the address of its web page."
        )
    )
    apply_show_here = Said(to_say("Show it to others here"))

    run_title = Said(to_say("Run"))
    run_queued = Said(to_say("Waits for a worker."))
    run_running = Said(to_say("Goes on."))
    run_pausing = Said(to_say("Goes on, and pauses after the step that is under way."))
    run_stopping = Said(to_say("Goes on, and stops after the step that is under way."))
    run_paused = Said(to_say("Paused. Nothing is sent until somebody resumes it."))
    run_resuming = Said(to_say("Paused, and about to go on."))
    run_succeeded = Said(to_say("Done."))
    run_failed = Said(to_say("Stopped before the end."))
    run_cancelled = Said(to_say("Cancelled. What was done stays done."))
    run_pause = Said(to_say("Pause"))
    run_resume = Said(to_say("Resume"))
    run_cancel = Said(to_say("Cancel…"))
    run_cancel_ask = Said(
        to_say(
            "Cancel this run? It stops after the step that is under way. What was done stays done; "
            "`/rollback` leads back from there."
        )
    )
    run_cancel_do = Said(to_say("Cancel the run"))
    run_roll_back = Said(to_say("Roll back…"))
    run_ended_already = Said(to_say("This run has ended already."))
    run_watch_over = Said(to_say("Not live any more: press Refresh to see how it stands now."))
    run_rest = Said(to_say("The rest stands on its page."))
    no_run = Said(to_say("There has been no run on this server yet."))
    no_run_remedy = Said(to_say("Plan with `/plan`, and apply the plan."))

    history_title = Said(to_say("History"))
    history_empty = Said(to_say("Nothing of this kind has happened yet."))
    history_newest = Said(to_say("← Newest"))
    history_older = Said(to_say("Older →"))

    drift_title = Said(to_say("Changed by hand"))
    drift_none = Said(to_say("Nothing: the server is as the last run left it."))
    drift_never_applied = Said(
        to_say(
            "Nothing has been applied to this server yet, so there is nothing to have drifted from."
        )
    )
    drift_nobody = Said(to_say("who did it is not known"))
    drift_pick = Said(to_say("Choose some of these; all of the page without"))
    drift_adopt_done = Said(to_say("Taken over into the design. Nothing changed on the server."))
    drift_page_changed = Said(
        to_say("This list has changed since it was shown. Here it is as it is now.")
    )
    drift_not_done = Said(to_say("Not drift, but still to be done"))
    drift_no_audit_log = Said(
        to_say("The bot may not read the audit log, so it cannot tell who did it.")
    )
    drift_ignored = Said(to_say("Left alone from now on."))
    drift_none_else = Said(
        to_say("Nothing else: the rest of the server is as the last run left it.")
    )
    drift_watch_again = Said(to_say("Watch them again"))
    notice_settled = Said(to_say("Changes by hand: all settled"))
    notice_moved = Said(to_say("Changes by hand are told elsewhere"))
    notice_told_elsewhere = Said(
        to_say("Somebody chose another place for it. What is open stands there and on the web.")
    )
    notice_reposted = Said(to_say("Posted again, since the message before it was deleted."))
    notice_deleted = Said(to_say("The message was deleted twice, so it is not posted again."))
    notice_ignored_by_rule = Said(to_say("left alone by a rule of this server"))
    notice_go_on = Said(to_say("Put back again"))
    notice_goes_on = Said(to_say("It is put back by itself again from the next change on."))
    notice_changed = Said(
        to_say("What this button was about has changed meanwhile, or is settled already.")
    )
    notice_changed_remedy = Said(to_say("Look at the message as it is now."))

    rollback_labels = Said(to_say("What does not come back as it was"))

    welcome_title = Said(to_say("Guildwright is here"))
    welcome_intro = Said(
        to_say(
            "It carries out designs of this server, watches over what is changed by hand, and goes "
            "back where something went wrong. Nothing is changed without somebody's approval. "
            "`/help` shows what there is."
        )
    )
    welcome_checklist = Said(to_say("For the owner"))
    welcome_rights_there = Said(to_say("It has the permissions that it needs."))
    welcome_role_high = Said(to_say("Its role stands high enough."))
    welcome_not_yet = Said(to_say("Guildwright cannot be used here yet"))
    why_nobody = Said(to_say("Say about whom: choose a member or a role."))
    why_both = Said(to_say("Choose either a member or a role."))
    why_allowed = Said(to_say("May"))
    why_denied = Said(to_say("May not"))
    why_incomplete = Said(
        to_say("The bot cannot see everything here, so this may not be the whole of it.")
    )

    matrix_title = Said(to_say("Permissions"))
    matrix_note = Said(
        to_say(
            "One line for each channel, one column for each role, as of somebody who has only that "
            "role. Open it in a spreadsheet."
        )
    )
    matrix_permission_option = Said(
        to_say("Only this permission; who sees and writes where, without.")
    )
    matrix_sees = Said(to_say("sees"))
    matrix_writes = Said(to_say("sees, writes"))
    matrix_joins = Said(to_say("sees, joins"))
    matrix_yes = Said(to_say("yes"))
    matrix_no = Said(to_say("no"))

    import_title = Said(to_say("The server as a design"))
    import_save = Said(to_say("Save as a version"))
    import_nothing_saved = Said(to_say("Nothing is saved yet: look at it first."))
    import_saved_title = Said(to_say("Saved"))
    validate_good = Said(to_say("This file is a valid blueprint."))
    validate_bad_title = Said(to_say("This file cannot be used as it is"))
    file_not_yaml = Said(
        to_say("This is no blueprint: its name ends neither in .yaml nor in .yml.")
    )
    file_not_yaml_remedy = Said(
        to_say("Attach the file that `/blueprint export` gave you, or one like it.")
    )
    file_not_text = Said(to_say("This file is no text in UTF-8."))
    file_too_large_remedy = Said(to_say("Attach the blueprint itself, as YAML."))
    file_away = Said(to_say("The file could not be fetched from Discord."))
    file_away_remedy = Said(to_say("Attach it again."))
    export_title = Said(to_say("The design"))
    versions_title = Said(to_say("Versions"))
    versions_plan = Said(to_say("Plan one of them"))
    versions_none = Said(to_say("No version has been saved yet."))
    versions_none_remedy = Said(
        to_say("Begin with `/blueprint import`, which takes the server as it is.")
    )

    access_title = Said(to_say("Access"))
    access_everything = Said(to_say("Hold every right"))
    access_grants = Said(to_say("Grants"))
    access_no_grants = Said(to_say("Nobody was granted anything yet."))
    access_gone = Said(to_say("somebody who has left"))
    access_gone_role = Said(to_say("a role that is gone"))
    access_two_person = Said(to_say("A second person is asked for."))
    access_granter_may_not = Said(to_say("given by somebody who could not give it any more"))
    access_grant_title = Said(to_say("Granted"))
    access_revoke_title = Said(to_say("Taken back"))
    access_everyone_remedy = Said(
        to_say(
            "Choose a smaller role if only some are meant. If everybody is, use the command again "
            "with `confirm-everyone: True`."
        )
    )
    access_grant_unknown = Said(to_say("There is no such grant any more."))
    access_grant_unknown_remedy = Said(to_say("Choose one from the list while you type."))
    access_operator = Said(to_say("the operator"))

    overview_title = Said(to_say("Overview"))
    overview_no_design = Said(
        to_say("There is no design yet. `/blueprint import` takes the server as it is.")
    )
    overview_in_sync = Said(to_say("The server is as the last run left it."))
    overview_drifted = Said(
        to_say("Something was changed by hand since the last run: see `/drift`.")
    )
    overview_never = Said(to_say("The design has not been applied yet: see `/plan`."))
    overview_unknown = Said(
        to_say("Discord did not answer, so whether anything has drifted is not known.")
    )
    overview_bot_fine = Said(to_say("The bot has every right that it needs."))
    overview_runs = Said(to_say("Runs"))
    overview_no_runs = Said(to_say("None yet."))
