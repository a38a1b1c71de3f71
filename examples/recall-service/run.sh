#!/usr/bin/env bash
# Trains MIND on Amazon books, serves it, and walks the calls of a recall service. Options are those of train.
set -euo pipefail

folder=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=examples/service.sh
source "$folder/../service.sh"

train "$folder/config.yaml" "$@"
serve "$run"

ask 401 /rec/insert_data '{}'
admin 200 /rec/insert_data '{}'
books=$(number count)
[[ $books -gt 0 && $books == "$(number items)" ]] || fail "Not all books were inserted."

# Whoever has taken nothing gets popular books; they make the histories of the two readers after that.
ask 200 /rec/recall '{"top_k": 4, "hist_item": [[]]}'
expect '"source":"popularity"'
read -r -a popular <<<"$(item_ids)"
[[ ${#popular[@]} == 4 ]] || fail "Not 4 books were recalled."
ask 200 /rec/recall "{\"top_k\": 5, \"hist_item\": [[\"${popular[0]}\", \"${popular[1]}\"], [\"${popular[2]}\"]]}"
expect '"source":"retrieval"'
read -r -a recalled <<<"$(item_ids)"
[[ ${#recalled[@]} == 10 ]] || fail "Not 5 books were recalled for each of two readers."
for place in 0 1 2 3 4; do
  [[ ${recalled[place]} != "${popular[0]}" && ${recalled[place]} != "${popular[1]}" ]] ||
    fail "A book of the first reader's history was recalled."
done

ask 200 /rec/count '{}'
expect "\"count\":$books,"
admin 200 /rec/drop '{}'
expect '"count":0,'
ask 200 /rec/recall "{\"top_k\": 5, \"hist_item\": [\"${popular[0]}\"]}"
expect '"items":[]'
admin 200 /rec/insert_data "{\"item_ids\": [\"${recalled[0]}\"]}"
expect '"count":1,'
admin 200 /qa/drop '{}'
expect '"count":0,'
printf 'All calls were answered as they should be.\n'
