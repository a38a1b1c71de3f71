# shellcheck shell=bash
# What the examples that start a service share; their run.sh sources it. Needs bash and curl.

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
answer=
logs=$(mktemp -d "${TMPDIR:-/tmp}/campanile-example.XXXXXX")
CAMPANILE_TOKEN=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
export CAMPANILE_TOKEN

# Only what this script started ends with it.
service=
end() {
  [[ -z $service ]] || kill "$service" 2>/dev/null || true
  [[ -z $service ]] || wait "$service" 2>/dev/null || true
  rm -rf "$logs"
}
trap end EXIT

fail() {
  printf '%s\n' "$1" >&2
  [[ -z $answer ]] || printf 'The last answer was %s\n' "$answer" >&2
  exit 1
}

# train CONFIG [OPTION...]: sets run to the folder of the finished run.
train() {
  "$root/campanile" train "$@" | tee "$logs/train.txt"
  run=$(sed -n 's/^run  *//p' "$logs/train.txt" | tail -n 1)
  [[ -d $run ]] || fail "Training names no run folder."
}

# serve RUN [RANKING_RUN] [OPTION...]: starts the service on a free port, and waits until it is ready.
serve() {
  "$root/campanile" serve "$@" --port 0 --token-env CAMPANILE_TOKEN >"$logs/serve.txt" 2>&1 &
  service=$!
  url=
  while [[ -z $url ]]; do
    if ! kill -0 "$service" 2>/dev/null; then
      cat "$logs/serve.txt" >&2
      fail "The service ended before it was ready."
    fi
    sleep 0.2
    url=$(sed -n 's/^serving \(.*\)\/docs$/\1/p' "$logs/serve.txt")
  done
  curl -sS --fail -o /dev/null "$url/ready" || fail "The service is not ready."
}

# ask STATUS PATH BODY [CURL_OPTION...]: sends a request, prints it with its answer, and fails unless it has that status.
ask() {
  local wanted=$1 path=$2 body=$3 status
  shift 3
  status=$(curl -sS -o "$logs/answer.json" -w '%{http_code}' "$@" -H 'Content-Type: application/json' -d "$body" "$url$path")
  answer=$(<"$logs/answer.json")
  printf '\nPOST %s %s\n%s %.400s\n' "$path" "$body" "$status" "$answer"
  [[ $status == "$wanted" ]] || fail "The status of $path is $status, not $wanted."
}

# admin STATUS PATH BODY: the same with the token. curl reads it from a pipe: arguments can be seen by all users of a machine.
admin() {
  ask "$@" -H @<(printf 'Authorization: Bearer %s\n' "$CAMPANILE_TOKEN")
}

# expect TEXT: fails unless the last answer has it.
expect() {
  [[ $answer == *"$1"* ]] || fail "The answer lacks $1"
}

# number FIELD: prints a whole number of the last answer.
number() {
  sed -n "s/.*\"$1\":\([0-9][0-9]*\).*/\1/p" <<<"$answer"
}

# item_ids: prints the ids of all items of the last answer in one line.
item_ids() {
  grep -o '"item_id":"[^"]*"' <<<"$answer" | cut -d '"' -f 4 | tr '\n' ' ' || true
}
