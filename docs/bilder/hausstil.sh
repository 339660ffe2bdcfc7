#!/usr/bin/env bash
# Makes the two pictures of the chapter on the house style: the first page of an example in the look of kv, and in that of
# examples/hausstil. Needs poppler-utils and a built kv. Look at them afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/vorher"
cp -r examples/hausstil "$work/nachher"
printf 'version: 1\n' >"$work/vorher/kv.config.yaml"
for look in vorher nachher; do
  cp examples/kooperation/ganztag-rahmen.yaml "$work/$look/vereinbarung.yaml"
  (cd "$work/$look" && node "$OLDPWD/bin/kv.js" render vereinbarung.yaml --to pdf -q)
  pdf=("$work/$look"/out/vereinbarung/*.pdf)
  pdftoppm -png -singlefile -r 55 -f 1 -l 1 "${pdf[0]}" "docs/bilder/hausstil-$look"
done
