#!/bin/sh
# Makes the files that docker-compose.yml hands to containers as secrets, in docker/secrets or in the
# folder that is named. What is there already stays as it is. Prints no secret.
#
#   docker/make-secrets.sh              then put the two that Discord gives you into their files
#   docker/make-secrets.sh --sandbox    also a token and a client secret for the embedded Discord
set -eu

sandbox=no
folder=
for word; do
  case $word in
    --sandbox) sandbox=yes ;;
    -*) echo "usage: docker/make-secrets.sh [--sandbox] [FOLDER]" >&2; exit 2 ;;
    *) folder=$word ;;
  esac
done
folder=${folder:-$(dirname "$0")/secrets}

# Others on this machine cannot get into the folder. The files in it can be read by whoever gets
# them handed in, since containers run as users that this machine does not know.
umask 077
mkdir -p "$folder"
chmod 700 "$folder"

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

keep() { # keep NAME: from standard input, unless it is there
  if [ -e "$folder/$1" ]; then
    cat >/dev/null
    return
  fi
  cat >"$folder/.new"
  chmod 444 "$folder/.new"
  mv "$folder/.new" "$folder/$1"
  echo "made $folder/$1"
}

random | keep postgres_password
random | keep redis_password
random | keep grafana_password
# Hexadecimal: nothing in a password has to be written in another way inside of a URL.
printf 'postgresql://guildwright:%s@postgres:5432/guildwright\n' "$(cat "$folder/postgres_password")" | keep database_url
printf 'redis://:%s@redis:6379/0\n' "$(cat "$folder/redis_password")" | keep redis_url
# noeviction: what does not fit is refused and said, never forgotten behind anybody's back.
keep redis_conf <<END
requirepass $(cat "$folder/redis_password")
bind * -::*
dir /data
appendonly yes
appendfsync everysec
maxmemory 192mb
maxmemory-policy noeviction
END
# Where alerts go is yours to say: nobody listens there.
echo 'http://127.0.0.1:9/alerts' | keep alert_webhook_url

if [ "$sandbox" = yes ]; then
  printf 'sandbox.%s\n' "$(random)" | keep discord_token
  printf 'sandbox.%s\n' "$(random)" | keep web_client_secret
  exit 0
fi
for name in discord_token web_client_secret; do
  : | keep "$name"
  [ -s "$folder/$name" ] || missing="${missing:-} $folder/$name"
done
if [ -n "${missing:-}" ]; then
  echo "These are for you to fill, from Discord's developer portal:$missing"
  echo "  chmod u+w FILE, write it with an editor, chmod 444 FILE"
fi
