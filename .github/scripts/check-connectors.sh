#!/usr/bin/env bash
# pre-commit hook: every map that is given is checked against the document beside it.
# A map is `map.yaml`; its document is openapi.yaml, openapi.json, swagger.yaml or swagger.json in its folder.
set -euo pipefail

out=.
[ "${1:-}" != --out ] || { out=$2; shift 2; }
outcome=0 seen=" "
files=("$@")
for file in "$@"; do
  case /$file in
    # A connector or a policy does not say which map it belongs to: all are looked at.
    */tools/aos/aos-* | */aos-policy.yaml) while IFS= read -r -d "" map; do files+=("$map"); done < <(git ls-files -z -- map.yaml "*/map.yaml")
      break ;;
  esac
done
for file in "${files[@]}"; do
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
