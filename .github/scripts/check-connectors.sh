#!/usr/bin/env bash
# pre-commit hook: every map that is given is checked against the document beside it.
# A map is `map.yaml`; its document is openapi.yaml, openapi.json, swagger.yaml or swagger.json in its folder.
set -euo pipefail

out=.
[ "${1:-}" != --out ] || { out=$2; shift 2; }
outcome=0 seen=" "
for file in "$@"; do
  folder=$(dirname -- "$file")
  case $seen in *" $folder "*) continue ;; esac
  seen="$seen$folder "
  [ -f "$folder/map.yaml" ] || continue
  for spec in "$folder"/openapi.yaml "$folder"/openapi.json "$folder"/swagger.yaml "$folder"/swagger.json; do
    [ -f "$spec" ] || continue
    aos-gen check "--spec=$spec" "--map=$folder/map.yaml" "--out=$out" || outcome=1
    aos-gen report "--spec=$spec" "--map=$folder/map.yaml" "--out=$out" --base=HEAD || outcome=1
    break
  done
done
exit "$outcome"
