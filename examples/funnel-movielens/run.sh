#!/usr/bin/env bash
# Trains two-tower recall and DLRM re-ranking on MovieLens, serves both, and asks for recommendations. Options are those of
# train, for both.
set -euo pipefail

folder=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=examples/service.sh
source "$folder/../service.sh"

train "$folder/retrieval.yaml" "$@"
retrieval=$run
train "$folder/ranking.yaml" "$@"
serve "$retrieval" "$run"

# Retrieval alone: what the user may rate next.
ask 200 /rec/recall '{"top_k": 5, "user_id": "1"}'
expect '"source":"retrieval"'

# The whole funnel: of these, what the user will rate high.
ask 200 /rec/recommend '{"top_k": 10, "user_id": "1"}'
expect '"source":"ranking"'
read -r -a films <<<"$(item_ids)"
[[ ${#films[@]} == 10 ]] || fail "Not 10 films were recommended."

# The user has seen the first of them, and wants no drama.
seen=${films[0]}
ask 200 /rec/recommend \
  "{\"top_k\": 10, \"user_id\": \"1\", \"seen_item\": [\"$seen\"], \"rules\": {\"deny\": {\"features\": {\"genres\": [\"Drama\"]}}}}"
expect '"source":"ranking"'
read -r -a others <<<"$(item_ids)"
[[ ${#others[@]} == 10 && " ${others[*]} " != *" $seen "* ]] || fail "A seen film was recommended."

# Of somebody unknown nothing is known but what everybody likes.
ask 200 /rec/recommend '{"top_k": 5, "user_id": "nobody"}'
expect '"source":"popularity"'

ask 200 /rec/similar "{\"item_id\": \"$seen\", \"top_k\": 5}"
read -r -a similar <<<"$(item_ids)"
[[ ${#similar[@]} == 5 ]] || fail "Not 5 similar films were found."
printf 'All calls were answered as they should be.\n'
