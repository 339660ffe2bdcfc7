#!/usr/bin/env bash
# Makes the pictures of docs/unterschreiben.md from the example Mitte. Needs poppler-utils and python3-venv, and a built kv.
# Look at them afterwards: where the wording changes, what is cut out moves.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node bin/kv.js render examples/berlin/mitte.yaml --to pdf --document vereinbarung -o "$work" -q
pdf=$work/examples/berlin/mitte/mitte-vereinbarung.pdf
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check -r test/conformance/signing/requirements.txt
"$work/venv/bin/python" test/conformance/signing/sign.py dist/fonts/SourceSans3-400Regular.ttf "$pdf" "$work/unterschrieben.pdf" >/dev/null

page=1
until pdftotext -f "$page" -l "$page" "$pdf" - | grep 'Berlin, den' >/dev/null; do page=$((page + 1)); done
# file, left, top, width, height in pixels at 100 dpi, picture
cut_out() { pdftoppm -png -singlefile -r 100 -f "$page" -l "$page" -x "$2" -y "$3" -W "$4" -H "$5" "$1" "docs/bilder/$6"; }
cut_out "$pdf" 80 320 680 200 unterschriftsfelder
cut_out "$work/unterschrieben.pdf" 80 320 680 200 unterschrieben
cut_out "$pdf" 80 1075 680 45 fusszeile
