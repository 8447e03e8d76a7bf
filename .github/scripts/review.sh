#!/usr/bin/env bash
# Check a connector, and report what changed since AOS_BASE: annotations, a job summary, a Markdown file.
# Everything comes from the environment: AOS_SPEC, AOS_MAP, AOS_OUT, AOS_BASE, AOS_FAIL_ON, AOS_ALLOW.
set -euo pipefail

inputs=("--spec=${AOS_SPEC:?}" "--map=${AOS_MAP:?}" "--out=${AOS_OUT:-.}")
base=() gates=() allowed=()
case ${AOS_BASE:-} in *[!0]*) ;; *) AOS_BASE="" ;; esac # a branch's first push comes from no commit
[ -z "$AOS_BASE" ] || base=("--base=$AOS_BASE")
read -r -a words <<<"${AOS_FAIL_ON:-}"
for word in "${words[@]}"; do gates+=("--fail-on=$word"); done
read -r -a words <<<"${AOS_ALLOW:-}"
for word in "${words[@]}"; do allowed+=("--allow=$word"); done

report="${RUNNER_TEMP:-$(mktemp -d)}/aos-gen-report.md"
outcome=0
if [ -z "$AOS_BASE" ]; then
  echo "no base: a branch's own lock says nothing of what the branch changes; set the input \`base\` to a revision"
  outcome=1
fi
aos-gen report "${inputs[@]}" "${base[@]}" --format markdown >"$report" || outcome=$?
cat "$report" >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
[ -z "${GITHUB_OUTPUT:-}" ] || printf 'report=%s\n' "$report" >>"$GITHUB_OUTPUT"
aos-gen report "${inputs[@]}" "${base[@]}" "${gates[@]}" --format github || outcome=$?
aos-gen check "${inputs[@]}" "${allowed[@]}" --fail-on missing || outcome=$?
exit "$outcome"
