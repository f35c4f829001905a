#!/bin/sh
# Brings a host that runs docker-compose.yml to other images, over SSH, and back again by itself when
# that does not work.
#
#   deploy/ssh-deploy.sh [options] USER@HOST
#     --folder DIR     where docker-compose.yml lies there (default /srv/guildwright)
#     --web IMAGE      ghcr.io/…/guildwright-web@sha256:…
#     --bot IMAGE      ghcr.io/…/guildwright-bot@sha256:…
#     --within S       seconds that each part has to become healthy (default 180)
#     --dry-run        say what would be done, and do nothing
#
# In this order: look, pull by digest, back up, migrate, roll web, roll bot, roll the workers where
# their profile is on. Going back names the old images again and leaves the database as it is: a
# restored backup would forget what runs have done at Discord meanwhile. Doing it again with the same images changes nothing.
#
# One at a time: docker/deploying lies there meanwhile.
#
# Exit code 0 done, 1 went back to what was there, 2 nothing was touched, 3 went wrong and going back
# did too: look at the host.
set -eu

folder=/srv/guildwright
web=
bot=
within=180
dry=no
host=

usage() { sed -n '2,/^set /s/^# \{0,1\}//p' "$0" | sed '$d' >&2; exit 2; }

while [ $# -gt 0 ]; do
  case $1 in
    --folder) folder=${2:?} ; shift ;;
    --web) web=${2:?} ; shift ;;
    --bot) bot=${2:?} ; shift ;;
    --within) within=${2:?} ; shift ;;
    --dry-run) dry=yes ;;
    -*) usage ;;
    *) [ -z "$host" ] || usage; host=$1 ;;
  esac
  shift
done
[ -n "$host" ] && [ -n "$web" ] && [ -n "$bot" ] || usage

say() { printf '%s\n' "$*" >&2; }
refuse() { say "$*"; exit 2; }

for image in "$web" "$bot"; do
  case $image in
    *[!A-Za-z0-9._/:@-]*) refuse "$image is no name of an image." ;;
    *@sha256:????????????????????????????????????????????????????????????????) ;;
    *) refuse "$image has no digest. A tag may point elsewhere tomorrow: name it as …@sha256:…" ;;
  esac
done
case $folder in /*) ;; *) refuse "--folder must begin with /." ;; esac
case $folder in *[!A-Za-z0-9._/-]*) refuse "--folder has characters that no folder here needs." ;; esac
case $within in '' | *[!0-9]*) refuse "--within must be seconds." ;; esac

# There: one word is one argument, since nothing in them needs quotes.
remote() { ssh -o BatchMode=yes "$host" "cd $folder && $*" </dev/null; }
compose='docker compose --env-file docker/.env --env-file docker/images.env'

say "Looking at $host:$folder"
remote "test -f docker-compose.yml && test -f docker/.env" ||
  refuse "There is no docker-compose.yml with a docker/.env at $host:$folder, or $host cannot be reached."
before=$(remote "test ! -e docker/images.env || cat docker/images.env") ||
  refuse "docker/images.env cannot be read at $host."
wanted="WEB_IMAGE=$web
BOT_IMAGE=$bot"

if [ "$dry" = yes ]; then
  say "Would pull    $web"
  say "Would pull    $bot"
  say "Would back up the database, if PostgreSQL runs there"
  say "Would migrate"
  say "Would roll    web, then bot, then workers where there are any, and wait up to $within s for each to be healthy"
  [ "$before" = "$wanted" ] && say "These images are named there already." || :
  exit 0
fi

# Two at once would each go back to what the other has half begun.
taken="docker/deploying"
if ! remote "(set -C && date -u '+since %Y-%m-%d %H:%M UTC' >$taken) 2>/dev/null"; then
  since=$(remote "cat $taken") || refuse "$taken cannot be written at $host. Nothing was touched."
  refuse "Another deployment is under way at $host, $since. Nothing was touched. If it was cut off, remove $folder/$taken there."
fi
trap 'remote "rm -f $taken" || say "Remove $folder/$taken at $host before the next deployment."' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

remote "sh docker/validate-env.sh" || refuse "docker/.env at $host has to be corrected first. Nothing was touched."
remote "docker pull --quiet $web && docker pull --quiet $bot" || refuse "The images cannot be pulled at $host. Nothing was touched."

# names WHAT NAME: whether one of its lines is that
names() { printf '%s\n' "$1" | grep -qx "$2"; }

remote "touch docker/images.env" || refuse "docker/images.env cannot be written at $host. Nothing was touched."
running=$(remote "$compose ps --status running --services") ||
  refuse "What runs at $host cannot be told. Nothing was touched."
# Of a profile that is off no service is told.
services=$(remote "$compose config --services") ||
  refuse "docker-compose.yml cannot be read at $host. Nothing was touched."
workers=
if names "$services" worker; then workers=worker; fi

if names "$running" postgres; then
  say "Backing up"
  # By the new image, which the compose file's profile backup takes for it; the old one runs on.
  remote "WEB_IMAGE=$web sh docker/backup-now.sh before && find backups -name 'before-*' -mtime +30 -delete" ||
    refuse "The database could not be backed up. Nothing was touched."
else
  say "No backup: PostgreSQL does not run there."
fi

# name_images TEXT: in one step, so that a lost connection leaves the old file or the new one.
name_images() {
  printf '%s\n' "$1" | ssh -o BatchMode=yes "$host" "cd $folder && cat >docker/images.env.new && mv docker/images.env.new docker/images.env"
}

roll() { remote "$compose up --detach --no-deps --no-build --wait --wait-timeout $within $1"; }

go_back() {
  say "$1 Going back."
  # With no image named the ones that were built there ran.
  if [ -z "$before" ] && ! names "$running" web; then
    say "There were no images before these: nothing to go back to. Look at: docker compose logs"
    exit 3
  fi
  if name_images "$before" && roll web && roll bot && { [ -z "$workers" ] || roll "$workers"; }; then
    say "Back at what was there. The database keeps what the migration added to it."
    exit 1
  fi
  say "Going back did not work either: an old version may refuse the schema of a newer one."
  say "docs/operations.md, \"A deployment that cannot go back\", says what to do."
  say "At $host: cd $folder && $compose ps"
  exit 3
}

say "Migrating"
name_images "$wanted" || refuse "docker/images.env could not be written. Nothing was touched."
remote "$compose up --detach --no-build --wait --wait-timeout $within postgres redis" || go_back "The databases are not healthy."
remote "$compose run --rm --no-deps -T migrate" || go_back "The migration failed."
for part in web bot $workers; do
  say "Rolling $part"
  roll "$part" || go_back "$part did not become healthy within $within s."
done
# What other profiles run, and what nobody needs any more.
remote "$compose up --detach --no-build --remove-orphans" || go_back "Not everything could be started."
say "Done: $web and $bot run at $host."
