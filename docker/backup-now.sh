#!/bin/sh
# One backup of the database of docker-compose.yml, now, into backups/ of the project's folder. Prints
# where it lies; nothing where the database was never set up.
#
#   docker/backup-now.sh            guildwright-….tar
#   docker/backup-now.sh before     before-….tar
set -eu
prefix=${1:-guildwright}
cd "$(dirname "$0")/.."
umask 077
set -- --env-file docker/.env
[ ! -f docker/images.env ] || set -- "$@" --env-file docker/images.env
inside() { docker compose "$@" </dev/null; }

name=$prefix-$(date -u +%Y%m%dT%H%M%SZ).tar
mkdir -p backups
inside "$@" --profile backup run --rm --no-deps -T backup-volume >&2
inside "$@" --profile backup run --rm --no-deps -T backup guildwright backup --allow-empty --to "/backups/$name" >&2
inside "$@" --profile backup run --rm --no-deps -T backup sh -c "test ! -e /backups/$name || cat /backups/$name" >"backups/$name.part"
if [ ! -s "backups/$name.part" ]; then
  rm "backups/$name.part"
  exit 0
fi
mv "backups/$name.part" "backups/$name"
inside "$@" --profile backup run --rm --no-deps -T backup rm "/backups/$name"
echo "backups/$name"
