#!/bin/sh
# One dump of the database of docker-compose.yml, now, into backups/ of the project's folder. Prints
# where it lies.
set -eu
cd "$(dirname "$0")/.."
umask 077
set -- --env-file docker/.env
[ ! -f docker/images.env ] || set -- "$@" --env-file docker/images.env
mkdir -p backups
dump=backups/guildwright-$(date -u +%Y%m%dT%H%M%SZ).dump
docker compose "$@" exec -T postgres pg_dump --username=guildwright --format=custom --no-owner guildwright >"$dump.part"
# A dump whose list cannot be read is none.
docker compose "$@" exec -T postgres pg_restore --list <"$dump.part" >/dev/null
mv "$dump.part" "$dump"
echo "$dump"
