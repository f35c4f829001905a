"""Every sentence that the bot itself says.

Methods put in what they are about, already escaped, and choose between one and many. What the core
says (errors, findings, drift, lines of plans) is not said again here.
"""

from app.bot.wording.fixed_sentences import FixedSentences
from app.shared.domain.language.counting import channels, members, roles
from app.shared.domain.language.saying import say, say_counted


class Wording(FixedSentences):
    def reference(self, id: str) -> str:
        return say("Reference {id}", id=id)

    def page_of(self, page: int, pages: int) -> str:
        return f"{page} / {pages}"

    def and_more(self, number: int) -> str:
        return say_counted(number, "And {number:,} more.", "And {number:,} more.")

    def status_version(self, version: str) -> str:
        return f"Guildwright {version}"

    def status_latency(self, ms: int) -> str:
        return say("Discord answers in {ms:,} ms.", ms=ms)

    def status_since(self, when: str) -> str:
        return say("Connected since {when}.", when=when)

    def status_run(self, state: str, when: str) -> str:
        return say("A run that began {when}: {state}", when=when, state=state)

    def plan_title(self, number: str, guild: str) -> str:
        return say("Plan {number} for {server}", number=number, server=guild)

    def plan_counts(self, create: int, change: int, move: int, access: int, remove: int) -> str:
        counts = (
            ("+", create, say_counted(create, "{number:,} to create", "{number:,} to create")),
            ("~", change, say_counted(change, "{number:,} to change", "{number:,} to change")),
            ("↕", move, say_counted(move, "{number:,} to move", "{number:,} to move")),
            (
                "◐",
                access,
                say_counted(access, "{number:,} with other access", "{number:,} with other access"),
            ),
            ("−", remove, say_counted(remove, "{number:,} to delete", "{number:,} to delete")),
        )
        return " · ".join(f"`{sign}` {told}" for sign, number, told in counts if number)

    def plan_made(self, by: str, when: str) -> str:
        return say("made by {who} {when}", who=by, when=when)

    def plan_shared_by(self, who: str) -> str:
        return say("Shown by {who}", who=who)

    def plan_review(self, who: str, approved: bool, comment: str, counts: bool) -> str:
        sign = "✓" if approved else "✕"
        told = say("{who} approves it", who=who) if approved else say("{who} rejects it", who=who)
        if comment:
            told = say("{verdict}: {comment}", verdict=told, comment=comment)
        void = say("(does not count: they may not review this plan any more)")
        return f"{sign} {told}" if counts else f"{sign} {told} {void}"

    def apply_button(self, changes: int) -> str:
        return say_counted(changes, "Apply {number:,} change", "Apply {number:,} changes")

    def run_steps(self, done: int, total: int) -> str:
        return say_counted(
            total, "{done:,} of {number:,} steps", "{done:,} of {number:,} steps", done=done
        )

    def run_eta(self, when: str) -> str:
        return say("ends about {when}", when=when)

    def run_waits(self, step: str, when: str) -> str:
        return say("{step} waits for Discord's limit, goes on {when}", step=step, when=when)

    def run_started_by(self, who: str, when: str) -> str:
        return say("started by {who} {when}", who=who, when=when)

    def drift_item(self, sentence: str, who: str, when: str) -> str:
        return f"{sentence}\n-# {who} {when}".rstrip()

    def drift_by_bot(self, name: str) -> str:
        return say("{name} (a bot)", name=name)

    def drift_count(self, number: int, run: str) -> str:
        return say_counted(
            number,
            "{number:,} thing, since the run {run}",
            "{number:,} things, since the run {run}",
            run=run,
        )

    def drift_option(self, number: int) -> str:
        return say("Number {number}", number=number)

    def drift_adopt(self, number: int) -> str:
        return say("Adopt {number}", number=number)

    def drift_revert(self, number: int) -> str:
        return say("Undo {number}…", number=number)

    def drift_ignore(self, number: int) -> str:
        return say("Ignore {number}", number=number)

    def notice_title(self, number: int) -> str:
        return say_counted(number, "{number:,} change by hand", "{number:,} changes by hand")

    def notice_adopt(self, number: int) -> str:
        return say_counted(number, "Adopt", "Adopt all {number:,}")

    def notice_revert(self, number: int) -> str:
        return say_counted(number, "Revert…", "Revert all {number:,}…")

    def notice_ignore(self, number: int) -> str:
        return say_counted(number, "Ignore", "Ignore all {number:,}")

    def notice_adopted(self, who: str, when: str) -> str:
        if not who:
            return say("adopted into the design {when}", when=when)
        return say("adopted into the design by {who} {when}", who=who, when=when)

    def notice_reverted(self, who: str, when: str) -> str:
        if not who:
            return say("reverted by a run {when}", when=when)
        return say("reverted by a run of {who} {when}", who=who, when=when)

    def notice_ignored(self, who: str, when: str) -> str:
        if not who:
            return say("left alone {when}", when=when)
        return say("left alone by {who} {when}", who=who, when=when)

    def notice_gone(self, when: str) -> str:
        return say("put back by hand, seen {when}", when=when)

    def drift_ignored_count(self, number: int) -> str:
        return say_counted(number, "{number:,} thing is ignored.", "{number:,} things are ignored.")

    def drift_adopted(self, version: int) -> str:
        return say("Version {version} of the design has it now.", version=version)

    def why_title(self, who: str, where: str) -> str:
        return say("{who} in {where}", who=who, where=where)

    def matrix_count(self, role_count: int, channel_count: int) -> str:
        return say(
            "{roles} in {channels}", roles=roles(role_count), channels=channels(channel_count)
        )

    def import_found(self, role_count: int, channel_count: int) -> str:
        return say(
            "{roles} and {channels} taken over.",
            roles=roles(role_count),
            channels=channels(channel_count),
        )

    def version_saved(self, number: int) -> str:
        return say(
            "Version {version} of the design. Nothing changed on the server: `/plan` is next.",
            version=number,
        )

    def validate_found(self, role_count: int, channel_count: int) -> str:
        return say(
            "It has {roles} and {channels}.",
            roles=roles(role_count),
            channels=channels(channel_count),
        )

    def problems(self, number: int) -> str:
        return say_counted(number, "One thing is wrong:", "{number:,} things are wrong:")

    def problem_at(self, line: int, column: int) -> str:
        return say("Line {line}, column {column}", line=line, column=column)

    def file_too_large(self, most_kb: int) -> str:
        return say(
            "This file is larger than {most:,} KB, which is more than any blueprint needs.",
            most=most_kb,
        )

    def export_of(self, version: int, when: str, by: str) -> str:
        return say("Version {version}, saved {when} by {who}", version=version, when=when, who=by)

    def version_choice(self, number: int, message: str) -> str:
        if not message:
            return say("Version {version}", version=number)
        return say("Version {version}: {message}", version=number, message=message)

    def plan_choice(self, number: str, changes: int, made_at: str) -> str:
        return say_counted(
            changes,
            "Plan {plan}: {number:,} change, {when}",
            "Plan {plan}: {number:,} changes, {when}",
            plan=number,
            when=made_at,
        )

    def run_choice(self, begun_at: str, state: str) -> str:
        return say("Run of {when}, {state}", when=begun_at, state=state)

    def version_option_label(self, number: int) -> str:
        return say("Version {version}", version=number)

    def version_line(self, number: int, when: str, by: str, message: str) -> str:
        told = say("**{version}** {when} by {who}", version=number, when=when, who=by)
        return f"{told}: {message}" if message else told

    def access_grant_line(self, who: str, rights: str, where: str, ends: str, by: str) -> str:
        limits = " ".join(one for one in (where, ends) if one)
        return f"{who}: **{rights}** {limits}".rstrip() + f"\n-# {say('by {who}', who=by)}"

    def welcome_back(self, since: str) -> str:
        return say(
            "It was away since {when}. Its designs, plans and history were kept.", when=since
        )

    def welcome_missing(self, permission: str, why: str) -> str:
        return say(
            "Allow **{permission}** to its role. {reason}", permission=permission, reason=why
        )

    def welcome_role_low(self, roles: str, more: int) -> str:
        if not more:
            return say(
                "Drag its role above {roles} in Server Settings → Roles, as far as it is to change "
                "them.",
                roles=roles,
            )
        return say(
            "Drag its role above {roles} and {more:,} more in Server Settings → Roles, as far as "
            "it is to change them.",
            roles=roles,
            more=more,
        )

    def access_manager(self, who: str, source: str) -> str:
        match source:
            case "owner":
                return say("{who}: owns the server", who=who)
            case "administrator":
                return say("{who}: has Administrator", who=who)
            case "manage_server":
                return say("{who}: has Manage Server", who=who)
        return f"{who}: {source}"

    def access_only(self, objects: str) -> str:
        return say("only for {things}", things=objects)

    def access_until(self, when: str) -> str:
        return say("until {when}", when=when)

    def access_ended(self, when: str) -> str:
        return say("ended {when}", when=when)

    def access_granted(self, who: str, rights: str, where: str, ends: str) -> str:
        limits = " ".join(one for one in (where, ends) if one)
        if not limits:
            return say("{who} may now: **{rights}**", who=who, rights=rights)
        return say("{who} may now: **{rights}** {limits}", who=who, rights=rights, limits=limits)

    def access_revoked(self, who: str, rights: str) -> str:
        return say("{who} no longer has **{rights}** by this grant.", who=who, rights=rights)

    def overview_design(self, version: int, when: str, by: str) -> str:
        return say(
            "Version {version} of the design, saved {when} by {who}.",
            version=version,
            when=when,
            who=by,
        )

    def overview_members(self, number: int) -> str:
        return members(number)

    def overview_limit(self, what: str, used: int, most: int) -> str:
        match what:
            case "roles":
                return say_counted(
                    most, "{used:,} of {number:,} roles", "{used:,} of {number:,} roles", used=used
                )
            case "channels":
                return say_counted(
                    most,
                    "{used:,} of {number:,} channels",
                    "{used:,} of {number:,} channels",
                    used=used,
                )
            case "category_children":
                return say_counted(
                    most,
                    "{used:,} of {number:,} channels in the fullest category",
                    "{used:,} of {number:,} channels in the fullest category",
                    used=used,
                )
            case "automod":
                return say_counted(
                    most,
                    "{used:,} of {number:,} AutoMod rules",
                    "{used:,} of {number:,} AutoMod rules",
                    used=used,
                )
        return say("{used:,} of {most:,} {what}", used=used, most=most, what=what)
