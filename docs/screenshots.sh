#!/usr/bin/env bash
# Pictures of run reports for the docs, at the width of a desktop and of a phone. Trains two examples and needs a Chromium.
#
#   docs/screenshots.sh                  trains, then writes docs/images/report-{retrieval,ranking}-{desktop,phone}.png
#   docs/screenshots.sh NAME REPORT      pictures of one report.html: docs/images/report-NAME-{desktop,phone}.png
#
#   CHROMIUM  the program; otherwise chromium, chromium-browser or google-chrome on the PATH
set -euo pipefail

docs=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
  browser=$(command -v "$program") && break
done
[[ -n ${browser:-} ]] || { echo "No Chromium found: install one, or set CHROMIUM to its path." >&2; exit 1; }

# Without a network: what a page asks of another host would be missing in its picture.
browse() {
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --host-resolver-rules='MAP * ~NOTFOUND' --virtual-time-budget=3000 "$@" 2>/dev/null
}

# photograph REPORT WIDTH FILE. The page lies in a frame of that width, since windows may have a least one; what it is high
# is asked first.
photograph() {
  local report=$1 width=$2 file=$3 height page=$work/page.html
  { cat "$report"; echo '<script>document.title = document.documentElement.scrollHeight</script>'; } >"$work/measured.html"
  frame "$work/measured.html" "$width" 800 >"$page"
  height=$(browse --allow-file-access-from-files --window-size="$width,800" --dump-dom "file://$page" |
    sed -n 's/.*<title>\([0-9]*\)<\/title>.*/\1/p')
  frame "$report" "$width" "$height" >"$page"
  browse --window-size="$width,$height" --screenshot="$file" "file://$page"
}

# The frame's title becomes the page's own.
frame() {
  cat <<HTML
<!DOCTYPE html><style>body { margin: 0 } iframe { border: 0; display: block }</style>
<iframe src="file://$1" width="$2" height="$3"></iframe>
<script>onload = () => { try { document.title = frames[0].document.title } catch { } }</script>
HTML
}

pictures() {
  local name=$1 report=$work/report.html folder
  # Paths as seen from the folder above that of the runs.
  folder=$(realpath "$(dirname "$2")/../../..")
  sed "s|$folder/||g" "$2" >"$report"
  mkdir -p "$docs/images"
  photograph "$report" 1080 "$docs/images/report-$name-desktop.png"
  photograph "$report" 390 "$docs/images/report-$name-phone.png"
}

# trained CONFIG prints the report of a new run.
trained() {
  "$docs/../campanile" train "$1" --set "data.prepared=$work/prepared-$RANDOM" --output "$work/runs" |
    sed -n 's/^report *//p'
}

if [[ $# -eq 2 ]]; then
  pictures "$1" "$2"
else
  pictures retrieval "$(trained "$docs/../examples/quickstart/config.yaml")"
  pictures ranking "$(trained "$docs/../examples/dlrm-synthetic/config.yaml")"
fi
