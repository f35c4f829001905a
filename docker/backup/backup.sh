#!/bin/sh
# Dumps of the database, by pg_dump, in the custom format that pg_restore reads.
#
#   backup.sh once          one dump now; prints where it is
#   backup.sh every         one at once and then every BACKUP_EVERY_HOURS
#   backup.sh check         0 if the last one is whole and not too old
#   backup.sh restore FILE  replaces what is in the database by what is in the dump
#
# PGHOST, PGUSER and PGDATABASE say where; PASSWORD_FILE holds the password. Dumps older than
# BACKUP_KEEP_DAYS are removed, but never the last one.
set -eu

folder=${BACKUP_FOLDER:-/backups}
hours=${BACKUP_EVERY_HOURS:-24}
days=${BACKUP_KEEP_DAYS:-14}
umask 077

say() { printf '{"event": "%s", "logger": "backup"}\n' "$1"; }

with_password() {
  PGPASSWORD=$(cat "$PASSWORD_FILE")
  export PGPASSWORD
}

latest() { find "$folder" -name 'guildwright-*.dump' -type f | sort | tail -n 1; }

once() {
  with_password
  dump=$folder/guildwright-$(date -u +%Y%m%dT%H%M%SZ).dump
  pg_dump --format=custom --no-owner --no-privileges --file="$dump.part"
  # A dump whose list cannot be read is none.
  pg_restore --list "$dump.part" >/dev/null
  mv "$dump.part" "$dump"
  kept=$(latest)
  find "$folder" -name 'guildwright-*.dump' -type f -mtime "+$days" ! -path "$kept" -exec rm -f {} +
  find "$folder" -name 'guildwright-*.dump.part' -type f -mtime +1 -exec rm -f {} +
  echo "$dump"
}

every() {
  trap 'exit 0' TERM INT
  while :; do
    if dump=$(once); then say "kept $dump"; else say "no dump could be made"; fi
    # In the background, so that a signal ends the wait.
    sleep "$((hours * 3600))" &
    wait "$!"
  done
}

check() {
  last=$(latest)
  [ -n "$last" ] || { echo "There is no dump yet."; return 1; }
  pg_restore --list "$last" >/dev/null || { echo "The last dump cannot be read."; return 1; }
  old=$(find "$last" -mmin "+$((hours * 60 + 60))")
  [ -z "$old" ] || { echo "The last dump is older than $hours hours."; return 1; }
}

restore() {
  [ -f "$1" ] || { echo "There is no file $1." >&2; return 1; }
  with_password
  # All or nothing: where it fails, the database is as it was.
  pg_restore --clean --if-exists --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$PGDATABASE" "$1"
}

case ${1:-} in
  once | every | check) "$1" ;;
  restore) restore "${2:?which file?}" ;;
  *) echo "usage: backup.sh once | every | check | restore FILE" >&2; exit 2 ;;
esac
