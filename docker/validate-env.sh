#!/bin/sh
# Says everything that is wrong in an environment file, all at once, each with its fix. Exit code 0
# when nothing is, 1 when something is, also a file that cannot be read. Shows no value, since it may
# be a secret.
#
#   docker/validate-env.sh [FILE]       docker/.env by default; run it from the project's root
set -u
LC_ALL=C
export LC_ALL

file=${1:-docker/.env}
# Bytes of a line or of a secret: some 1700 ids, and as many as a shell looks through in a second or two.
LONGEST=32768
problems=0
names=' '
newline='
'

problem() { # problem NAME WHAT
  problems=$((problems + 1))
  printf '%s: %s\n' "$1" "$2"
}

trimmed() {
  text=${1#"${1%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

number() { # number VALUE LEAST MOST
  case $1 in
    '' | *[!0-9]* | ????????????*) ;;
    *) [ "$1" -ge "$2" ] && [ "$1" -le "$3" ] && return ;;
  esac
  echo "must be a whole number from $2 to $3"
  return 1
}

one_of() { # one_of VALUE WORD...
  value=$(lower "$(trimmed "$1")")
  shift
  for word; do [ "$value" = "$word" ] && return; done
  echo "must be one of: $*"
  return 1
}

yes_or_no() { # without spaces around it
  if [ "$1" != "$(trimmed "$1")" ] || ! one_of "$1" true false 1 0 yes no on off t f y n >/dev/null; then
    echo "must be true or false"
    return 1
  fi
}

url() { # url VALUE SCHEME...: whole, with nothing in it that would have to be escaped
  address=$1
  shift
  known=no
  for scheme; do case $address in "$scheme"://*) known=yes ;; esac; done
  if [ "$known" = no ]; then
    echo "must be a URL that begins with one of: $(printf '%s:// ' "$@")"
    return 1
  fi
  rest=${address#*://}
  authority=${rest%%[/?#]*}
  place=${authority##*@}
  whole=yes
  case $address in *[[:space:]]*) whole=no ;; esac
  case $authority in
    *@*[][]* | *[][]*@* | *@*@*) case $place in \[*\] | \[*\]:*) ;; *) whole=no ;; esac ;;
  esac
  case $place in
    \[*\]) host=$place port='' ;;
    \[*\]:*) host=${place%:*} port=${place##*]:} ;;
    *[][]*) host='' port=bad ;;
    *:*) host=${place%%:*} port=${place#*:} ;;
    *) host=$place port='' ;;
  esac
  case $host in
    \[*:*) network "$(printf '%s' "$host" | tr -d '[]')" || whole=no ;;
    \[*) whole=no ;;
  esac
  case $port in '') ;; *) number "$port" 0 65535 >/dev/null || whole=no ;; esac
  if [ -z "$host" ]; then
    beyond=${rest#"$authority"}
    case ${beyond%%#*} in '' | / | \?) whole=no ;; esac
  fi
  if [ "$whole" = no ]; then
    echo "is not a whole URL; in a user name or password write / as %2F, @ as %40, # as %23, : as %3A, a space as %20"
    return 1
  fi
  ! placeholder_host "$host" || { echo "has a placeholder where the host belongs: write the name or address of yours"; return 1; }
}

placeholder_host() { # at the beginning of a label; not every your-…, since names of real machines begin so
  case .$(lower "$1") in
    *.example.com | *.example.net | *.example.org | *.example) ;;
    *.changeme* | *.change-me* | *.change_me* | *.your-domain* | *.your_domain* | *.yourdomain*) ;;
    *'<'* | *'>'* | *'…'*) ;;
    *) return 1 ;;
  esac
}

path_of() { # of a URL, without slashes at its ends
  path=${1#*://}
  path=${path%%[?#]*}
  case $path in */*) path=${path#*/} ;; *) path= ;; esac
  printf '%s' "$path" | sed -e 's|^/*||' -e 's|/*$||'
}

origin() {
  url "$1" http https || return 1
  rest=${1#*://}
  authority=${rest%%[/?#]*}
  if [ -n "$(path_of "$1")" ]; then bad=yes; else bad=no; fi
  case $authority in *@*) bad=yes ;; esac
  case $rest in *\?[!\#]* | *\#?*) bad=yes ;; esac
  if [ "$bad" = yes ]; then
    echo "must be an address without a path: https://guildwright.example.org"
    return 1
  fi
}

one_word() { # one_word VALUE WHAT
  case $1 in
    '' | *[!!-~]*) echo "is empty or has characters that no $2 has: copy it again"; return 1 ;;
  esac
}

id() {
  case $1 in
    '' | *[!0-9]* | ????????????????????*) return 1 ;;
    *[1-9]*) return 0 ;;
  esac
  return 1
}

every() { # every LIST CHECK: each part between commas
  rest=$1,
  while [ -n "$rest" ]; do
    part=$(trimmed "${rest%%,*}")
    rest=${rest#*,}
    [ -z "$part" ] || "$2" "$part" || return 1
  done
}

dsn() { # of Sentry: a key, a host and a number
  url "$1" http https || return 1
  case $1 in *@*) number=${1##*/} ;; *) number= ;; esac
  case $number in '' | *[!0-9]*) echo "must be a DSN: https://key@host/number"; return 1 ;; esac
}

headers() {
  case $(printf '%s' "$1" | tr -d '[:space:],') in '') return 1 ;; esac
  every "$1" header
}

header() { case $1 in =* | [[:space:]]*=*) return 1 ;; *=*) ;; *) return 1 ;; esac; }

host() { printf '%s' "$1" | grep -Eqi '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$'; }

network() {
  byte='(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
  printf '%s' "$1" | grep -Eqi \
    -e "^$byte(\\.$byte){3}(/(3[0-2]|[12]?[0-9]))?\$" && return
  most=8
  case $1 in *::*) most=7 ;; esac
  group='[0-9a-f]{1,4}' bits='(/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))?'
  printf '%s' "$1" | grep -Eqi \
    -e "^($group:){7}$group$bits\$" \
    -e "^($group(:$group)*)?::($group(:$group)*)?$bits\$" &&
    [ "$(printf '%s' "${1%%/*}" | tr ':' '\n' | grep -c .)" -le "$most" ]
}

ids() { every "$1" id || { echo "must be Discord ids with commas between: numbers like 80351110224678912"; return 1; }; }

public_key() { # age1 and 58 letters, of which the last six are the sum over all (Bech32)
  printf '%s' "$1" | grep -Eq '^age1[02-9ac-hj-np-z]{58}$' || return 1
  sum=1
  for part in 3 3 3 0 1 7 5; do sum=$(summed "$part"); done # what "age" counts for
  rest=${1#age1}
  while [ -n "$rest" ]; do
    before=qpzry9x8gf2tvdw0s3jn54khce6mua7l
    before=${before%%"${rest%"${rest#?}"}"*}
    rest=${rest#?}
    sum=$(summed "${#before}")
  done
  [ "$sum" -eq 1 ]
}

summed() { # summed PART: into what `sum` was
  echo "$((((sum & 0x1ffffff) << 5) ^ $1 ^
    (sum >> 25 & 1) * 0x3b6a57b2 ^ (sum >> 26 & 1) * 0x26508e6d ^ (sum >> 27 & 1) * 0x1ea119fa ^
    (sum >> 28 & 1) * 0x3d4233dd ^ (sum >> 29 & 1) * 0x2a1462b3))"
}

image() {
  printf '%s' "$1" | grep -Eq \
    '^([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?$'
}

shards() { # shards LIST COUNT
  if ! number "$2" 1 100000 >/dev/null; then echo "needs SHARD_COUNT: how many there are in all processes together"; return 1; fi
  if ! printf '%s' "$1" | grep -Eq '^[[:space:]]*[0-9]{1,6}[[:space:]]*(-[[:space:]]*[0-9]{1,6}[[:space:]]*)?(,[[:space:]]*[0-9]{1,6}[[:space:]]*(-[[:space:]]*[0-9]{1,6}[[:space:]]*)?)*$'; then
    echo "must be numbers or ranges with commas between: like 0-3,7"
    return 1
  fi
  rest=$(printf '%s' "$1" | tr -d '[:space:]'),
  while [ -n "$rest" ]; do
    part=${rest%%,*}
    rest=${rest#*,}
    if [ "${part%-*}" -gt "${part#*-}" ]; then echo "has a range that goes backwards: write 0-3"; return 1; fi
    if [ "${part#*-}" -ge "$2" ]; then echo "must be below SHARD_COUNT"; return 1; fi
  done
}

placeholder() {
  case $(lower "$1") in
    *changeme* | *change-me* | *change_me* | *placeholder* | *replace* | *your-* | *your_* | *example* | todo* | '<'* | '…'* | ...* | xxx*) return 0 ;;
    password* | passwort* | secret | admin* | postgres | redis | guildwright | letmein | qwerty* | 123456*) return 0 ;;
  esac
  return 1
}

strong() { # strong VALUE: a password that somebody made up is none
  placeholder "$1" && { echo "is a placeholder or known to everybody: take a random one, docker/make-secrets.sh makes some"; return 1; }
  [ "${#1}" -ge 16 ] || { echo "is too short to keep anybody out: take 16 characters or more, at random"; return 1; }
  [ "$(printf '%s' "$1" | sed 's/\(.\)\1*/\1/g' | wc -c)" -ge 8 ] || { echo "repeats one character: take a random one"; return 1; }
}

strong_inside() { # strong_inside URL: the password in it, where there is one
  authority=${1#*://}
  authority=${authority%%[/?#]*}
  place=${authority##*@}
  # Whoever is on this machine needs no password.
  case $(lower "$place") in localhost | localhost:* | 127.* | '[::1]'*) return ;; '' | :*) return ;; esac
  case $authority in *:*@*) authority=${authority%@*}; strong "${authority#*:}" ;; esac
}

database_url() {
  url "$1" postgresql postgres postgresql+asyncpg || return 1
  [ -n "$(path_of "$1")" ] || { echo "must end with the name of a database: postgresql://…/name"; return 1; }
  strong_inside "$1"
}

redis_url() { url "$1" redis rediss unix && strong_inside "$1"; }

token() {
  text=$(trimmed "$1")
  text=$(trimmed "${text#Bot }")
  [ "$text" != Bot ] || text=
  one_word "$text" token || return 1
  ! placeholder "$text" || { echo "is a placeholder: the bot's token is on the Bot page of Discord's developer portal"; return 1; }
}

client_secret() {
  text=$(trimmed "$1")
  one_word "$text" secret || return 1
  ! placeholder "$text" || { echo "is a placeholder: the client secret is on the OAuth2 page of Discord's developer portal"; return 1; }
}

published() { # an address and a port, or a port alone
  port=${1##*:}
  number "$port" 1 65535 >/dev/null || { echo "must be a port, or an address and a port: 127.0.0.1:8000"; return 1; }
  case $1 in *:*) network "${1%:*}" || host "${1%:*}" || { echo "must be a port, or an address and a port: 127.0.0.1:8000"; return 1; } ;; esac
}

language() { # one of those that lie beside the program, in any case, with - or _
  wanted=$(lower "$(trimmed "$1")" | tr _ -)
  there=en
  for path in "$(dirname "$0")"/../app/languages/*.po; do
    [ -e "$path" ] || continue
    tag=$(basename "$path" .po | tr _ -)
    there="$there, $tag"
    [ "$(lower "$tag")" != "$wanted" ] || return 0
  done
  [ "$wanted" = en ] || { echo "is no language that there is: $there"; return 1; }
}

right() { # right NAME VALUE
  case $1 in
    DATABASE_URL) database_url "$2" ;;
    REDIS_URL) redis_url "$2" ;;
    DISCORD_TOKEN) token "$2" ;;
    WEB_CLIENT_SECRET) client_secret "$2" ;;
    POSTGRES_PASSWORD | REDIS_PASSWORD | GRAFANA_PASSWORD) strong "$2" ;;
    OTEL_EXPORTER_OTLP_ENDPOINT) url "$2" http https ;;
    OTEL_EXPORTER_OTLP_HEADERS) headers "$2" || { echo "must be headers like name=value, with commas between"; return 1; } ;;
    OTEL_SERVICE_NAME) [ "$(printf '%s' "$2" | tr -d '\200-\277' | wc -c)" -le 100 ] || { echo "must be 100 characters or fewer"; return 1; } ;;
    SENTRY_ENVIRONMENT) [ "$(printf '%s' "$2" | tr -d '\200-\277' | wc -c)" -le 64 ] || { echo "must be 64 characters or fewer"; return 1; } ;;
    SENTRY_DSN) dsn "$(trimmed "$2")" ;;
    ALERT_WEBHOOK_URL) url "$2" http https ;;
    DISCORD_API_URL | DISCORD_SITE_URL) url "$2" http https ;;
    WEB_PUBLIC_URL) origin "$2" ;;
    WEB_CLIENT_ID) id "$(trimmed "$2")" || { echo "is no client id: it is a number like 80351110224678912"; return 1; } ;;
    WEB_TRUSTED_PROXIES) every "$2" network || { echo "must be addresses or networks like 10.0.0.5 or 172.16.0.0/12"; return 1; } ;;
    WEB_EXTRA_HOSTS) every "$2" host || { echo "must be host names without a scheme or a port"; return 1; } ;;
    WEB_OPERATORS | GUILD_ALLOW_LIST) ids "$2" ;;
    GUILD_CONTACT) [ "$(printf '%s' "$2" | tr -d '\200-\277' | wc -c)" -le 200 ] || { echo "must be 200 characters or fewer"; return 1; } ;;
    BOT_COMMANDS_GUILD) id "$2" || { echo "must be the id of a server: a number like 80351110224678912"; return 1; } ;;
    WEB_REQUESTS_PER_MINUTE) number "$2" 1 1000000 ;;
    WEB_PORT) number "$2" 0 65535 ;;
    BOT_PORT | WORKER_METRICS_PORT | WEB_METRICS_PORT) number "$2" 1 65535 ;;
    DATABASE_POOL_SIZE) number "$2" 1 1000 ;;
    DISCORD_REQUESTS_PER_SECOND) number "$2" 10 1000 ;;
    WORKER_RUNS_AT_ONCE) number "$2" 2 1000 ;;
    GUILD_KEPT_DAYS) number "$2" 1 3650 ;;
    SHARD_COUNT) number "$2" 1 100000 ;;
    SHARD_IDS) shards "$2" "$SHARD_COUNT" ;;
    BOT_RUNS_WORKER) yes_or_no "$2" ;;
    LOG_FILE_SIZE_MB) number "$2" 1 10000 ;;
    LOG_FILE_COUNT) number "$2" 1 1000 ;;
    LOG_DATABASE_DAYS) number "$2" 1 3650 ;;
    LOG_DATABASE) yes_or_no "$2" ;;
    LOG_LEVEL | LOG_DATABASE_LEVEL) one_of "$2" debug info warning error ;;
    GUILDWRIGHT_LANGUAGE) language "$2" ;;
    LOG_FORMAT) one_of "$2" json console ;;
    GUILD_ADMISSION) one_of "$2" open allow_list approval ;;
    WEB_PUBLISH | SANDBOX_PUBLISH | GRAFANA_PUBLISH | PROXY_HTTP_PUBLISH | PROXY_HTTPS_PUBLISH) published "$2" ;;
    BACKUP_EVERY_HOURS | BACKUP_KEEP_DAILY) number "$2" 1 3650 ;;
    BACKUP_KEEP_WEEKLY) number "$2" 0 3650 ;;
    BACKUP_CHECK) yes_or_no "$2" ;;
    BACKUP_PUBLIC_KEY) public_key "$2" || { echo "is no public key: it begins with age1, copy it again"; return 1; } ;;
    PROMETHEUS_KEEP) printf '%s' "$2" | grep -Eq '^[0-9]+[hdwy]$' || { echo "must be a time like 15d"; return 1; } ;;
    COMPOSE_PROJECT_NAME) printf '%s' "$2" | grep -Eq '^[a-z0-9][a-z0-9_-]*$' || { echo "must be small letters, digits, - and _, and begin with a letter or a digit"; return 1; } ;;
    *_IMAGE) image "$2" || { echo "is no name of an image: like postgres:17, with small letters before the colon"; return 1; } ;;
    COMPOSE_PROFILES) every "$2" profile || { echo "must be some of: proxy, workers, monitoring, backup, sandbox"; return 1; } ;;
  esac
}

profile() { case $1 in proxy | workers | monitoring | backup | sandbox) ;; *) return 1 ;; esac; }

SECRETS='SENTRY_DSN OTEL_EXPORTER_OTLP_HEADERS DATABASE_URL REDIS_URL DISCORD_TOKEN WEB_CLIENT_SECRET POSTGRES_PASSWORD REDIS_PASSWORD GRAFANA_PASSWORD ALERT_WEBHOOK_URL'
PLAIN='DATABASE_POOL_SIZE DISCORD_API_URL DISCORD_REQUESTS_PER_SECOND DISCORD_SITE_URL LOG_LEVEL LOG_FORMAT LOG_FILE LOG_FILE_SIZE_MB LOG_FILE_COUNT LOG_DATABASE
  LOG_DATABASE_LEVEL LOG_DATABASE_DAYS WORKER_RUNS_AT_ONCE
  WORKER_METRICS_PORT WORKER_METRICS_HOST WEB_METRICS_HOST WEB_METRICS_PORT WEB_PUBLIC_URL WEB_HOST WEB_PORT WEB_CLIENT_ID WEB_TRUSTED_PROXIES WEB_EXTRA_HOSTS
  WEB_OPERATORS WEB_REQUESTS_PER_MINUTE BOT_RUNS_WORKER BOT_PORT BOT_HOST BOT_COMMANDS_GUILD
  SHARD_COUNT SHARD_IDS GUILD_ADMISSION GUILD_ALLOW_LIST GUILD_CONTACT GUILD_KEPT_DAYS COMPOSE_PROFILES COMPOSE_PROJECT_NAME WEB_IMAGE
  BOT_IMAGE POSTGRES_IMAGE REDIS_IMAGE CADDY_IMAGE PROMETHEUS_IMAGE ALERTMANAGER_IMAGE BLACKBOX_IMAGE
  GRAFANA_IMAGE LOKI_IMAGE ALLOY_IMAGE WEB_PUBLISH SANDBOX_PUBLISH GRAFANA_PUBLISH PROXY_HTTP_PUBLISH
  PROXY_HTTPS_PUBLISH BACKUP_EVERY_HOURS BACKUP_KEEP_DAILY
  BACKUP_KEEP_WEEKLY BACKUP_CHECK BACKUP_PUBLIC_KEY BACKUP_FOLDER PROMETHEUS_KEEP REDIS_CONF_FILE
  DOCKER_CONTAINERS_FOLDER GUILDWRIGHT_HOME GUILDWRIGHT_LANGUAGE
  SENTRY_ENVIRONMENT OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SERVICE_NAME'

is_known() {
  for known in $SECRETS; do case $1 in "$known" | "${known}_FILE") return 0 ;; esac; done
  for known in $PLAIN; do [ "$1" != "$known" ] || return 0; done
  return 1
}

unquoted() { # the value as it is meant: without quotes, or without a comment behind it
  text=$(trimmed "$1")
  case $text in
    \"*\"*) text=${text#\"}; printf '%s' "${text%%\"*}" ;;
    \'*\'*) text=${text#\'}; printf '%s' "${text%%\'*}" ;;
    *' #'*) trimmed "${text%% #*}" ;;
    *) printf '%s' "$text" ;;
  esac
}

as_compose_reads_it() { # as_compose_reads_it NAME VALUE: where that is not what somebody meant
  text=$(trimmed "$2")
  case $text in
    \#*) problem "$1" "begins with #, which is part of the value there: put a comment on a line of its own"; return 1 ;;
    \'*) quote="'" ;;
    \"*) quote='"' ;;
    *) quote= ;;
  esac
  if [ -n "$quote" ]; then
    case $text in *\\*) return 0 ;; esac
    inside=${text#"$quote"}
    beyond=$(trimmed "${inside#*"$quote"}")
    case $inside in *"$quote"*) ;; *) beyond=open ;; esac
    case $beyond in '' | \#*) ;; *) problem "$file" "line $at has a quote that is not closed, or something behind it"; return 1 ;; esac
    [ "$quote" = '"' ] || return 0
  fi
  case $text in
    *\$[A-Za-z_\{\$]*) problem "$1" "has a \$, which Docker Compose takes for a variable: put the value in '…'"; return 1 ;;
  esac
}

fits() { # fits LINE: what is longer would take minutes to look through
  [ "${#1}" -gt "$LONGEST" ] || return 0
  problem "$file" "line $at has more than $LONGEST bytes, which no setting needs: look whether it is the right file"
  return 1
}

take() { # take LINE: into the variable of that name, which later lines may set again
  line=${1#export }
  name=$(trimmed "${line%%=*}")
  case $line in *=*) ;; *) problem "$file" "line $at is neither NAME=value nor a comment"; return ;; esac
  case $name in
    '' | [0-9]* | *[!A-Za-z0-9_]*) problem "$file" "line $at begins with no name: letters, digits and _"; return ;;
  esac
  if ! is_known "$name"; then
    case $name in
      *[!A-Z0-9_]*) # it may be a secret that ends in =, on a line of its own
        problem "$file" "line $at begins with a name that is no setting: docs/configuration.md lists all"; return ;;
    esac
    problem "$name" "is no setting: look for a slip of the pen, docs/configuration.md lists all"
    return
  fi
  as_compose_reads_it "$name" "${line#*=}" || return
  case $names in *" $name "*) ;; *) names="$names$name " ;; esac
  value=$(unquoted "${line#*=}")
  eval "$name=\$value"
}

is_text() { # where nobody can tell, as on Alpine without musl-utils, each process does at its start
  ! command -v iconv >/dev/null || iconv -f UTF-8 -t UTF-8 <"$1" >/dev/null 2>&1
}

from_file() { # from_file NAME PATH: what lies there, in `value`
  if [ ! -e "$2" ]; then problem "$1" "the file $2 is not there"; return 1; fi
  if [ ! -f "$2" ] || [ ! -r "$2" ]; then problem "$1" "the file $2 cannot be read"; return 1; fi
  if [ "$(wc -c <"$2")" -gt "$LONGEST" ]; then
    problem "$1" "the file $2 has more than $LONGEST bytes, which no secret has: look whether it is the right one"
    return 1
  fi
  if ! is_text "$2"; then problem "$1" "the file $2 is not UTF-8 text"; return 1; fi
  value=$(trimmed "$(cat "$2")")
  if [ -z "$value" ]; then problem "$1" "the file $2 is empty"; return 1; fi
}

judge() { # judge NAME VALUE
  case $2 in *"$newline"*) problem "$1" "has more than one line"; return ;; esac
  wrong=$(right "$1" "$2") || problem "$1" "$wrong"
}

if [ ! -r "$file" ] || [ ! -f "$file" ]; then
  echo "There is no file $file that can be read: cp docker/.env.example docker/.env" >&2
  exit 1
fi
if ! is_text "$file"; then
  problem "$file" "is not UTF-8 text"
  exit 1
fi

# Nothing of the caller's environment counts: the file is what is looked at.
for name in $SECRETS; do unset "$name" "${name}_FILE"; done
for name in $PLAIN; do unset "$name"; done
SHARD_COUNT='' COMPOSE_PROFILES='' WEB_PUBLIC_URL='' WEB_TRUSTED_PROXIES=''

carriage=$(printf '\r')
mark=$(printf '\357\273\277') # that some editors begin a file with
at=0
while IFS= read -r line || [ -n "$line" ]; do
  at=$((at + 1))
  fits "$line" || continue
  [ "$at" -gt 1 ] || line=${line#"$mark"}
  line=$(trimmed "${line%"$carriage"}")
  case $line in '' | \#*) ;; *) take "$line" ;; esac
done <"$file"

for name in $names; do
  eval "value=\$$name"
  [ -n "$value" ] || continue
  case $name in
    *_FILE)
      secret=${name%_FILE}
      case " $SECRETS " in *" $secret "*) ;; *) continue ;; esac
      eval "beside=\${$secret:-}"
      if [ -n "$beside" ]; then
        problem "$secret" "$secret and ${secret}_FILE are both set: keep one of them"
      elif from_file "$secret" "$value"; then
        judge "$secret" "$value"
      fi
      ;;
    *)
      # Where both are set, that is said once, above.
      eval "beside=\${${name}_FILE:-}"
      case " $SECRETS " in *" $name "*) [ -z "$beside" ] || continue ;; esac
      judge "$name" "$value"
      ;;
  esac
done

has_profile() { case ",$(printf '%s' "$COMPOSE_PROFILES" | tr -d '[:space:]')," in *",$1,"*) ;; *) return 1 ;; esac; }

# What docker-compose.yml takes where the file says nothing. Elsewhere there may be no such files.
if [ -f docker-compose.yml ]; then
  needed='DATABASE_URL REDIS_URL DISCORD_TOKEN WEB_CLIENT_SECRET POSTGRES_PASSWORD REDIS_PASSWORD'
  has_profile monitoring && needed="$needed GRAFANA_PASSWORD ALERT_WEBHOOK_URL"
  for name in $needed; do
    eval "inline=\${$name:-} elsewhere=\${${name}_FILE:-}"
    place=docker/secrets/$(lower "$name")
    if [ -n "$inline" ]; then
      problem "$name" "belongs into $place: docker-compose.yml hands secrets over by file"
    elif [ -n "$elsewhere" ]; then
      continue
    elif [ ! -e "$place" ]; then
      problem "$name" "has no file $place: docker/make-secrets.sh makes it"
    elif from_file "$name" "$place"; then
      judge "$name" "$value"
    fi
  done
  for name in SENTRY_DSN OTEL_EXPORTER_OTLP_HEADERS; do
    eval "elsewhere=\${${name}_FILE:-}"
    [ -z "$elsewhere" ] || problem "${name}_FILE" "names a file that no container has: docs/operations.md, \"Errors and traces\", says where it belongs"
  done
  for name in $needed REDIS_CONF; do
    eval "place=\${${name}_FILE:-docker/secrets/$(lower "$name")}"
    if [ "$name" = REDIS_CONF ] && [ ! -e "$place" ]; then
      problem "$name" "has no file $place: docker/make-secrets.sh makes it"
    elif [ -f "$place" ] && [ -z "$(find -L "$place" -perm -004)" ]; then
      # Each runs as a user of its own, who is nobody's group here.
      problem "$name" "the file $place is closed to containers: chmod 444 $place (its folder is what keeps others out)"
    fi
  done
fi

if has_profile proxy; then
  case $WEB_PUBLIC_URL in
    https://*[!A-Za-z0-9.:_-]*) problem WEB_PUBLIC_URL "must be https:// and a name alone for the profile proxy, without a / at its end: it would answer for that page only" ;;
    https://*) ;;
    *) problem WEB_PUBLIC_URL "must begin with https:// for the profile proxy, which gets a certificate for it" ;;
  esac
  [ -n "$WEB_TRUSTED_PROXIES" ] || problem WEB_TRUSTED_PROXIES "must name the proxy's network for the profile proxy: without it everybody counts as one address"
fi

if [ "$problems" -gt 0 ]; then
  echo "$problems to correct in $file; docs/configuration.md explains each variable." >&2
  exit 1
fi
echo "$file can be used."
