#!/usr/bin/env bash
# Installs what is missing, builds everything and runs every test. See --help.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

usage() {
  cat <<'HELP'
./test.sh [--fast | --long]

Installs what is missing (npm packages; PostgreSQL, Chromium and CJK fonts from Debian when it may), builds
with warnings as errors, and runs the checks of the browser code, all .NET tests and the golden .chat files.
The last line is "N passed, N failed, N skipped"; the exit status is 0 only when something ran and nothing failed.

  (none)   what every change has to pass: under 15 minutes on 2 cores
  --fast   leaves out the browser tests and tests marked Category=Slow
  --long   also runs tests marked Category=Long: faults, load and abuse at their full figures (hours)

Environment
  CI=true           restores by the lock files only, and counts a skipped test as a failure
  CHROMIUM_PATH     the browser, when it is not on PATH
  SERVICEBOT_LONG   set to 1 by --long, for tests that only differ in their figures
HELP
}

mode=normal
for arg in "$@"; do
  case $arg in
    --fast) mode=fast ;;
    --long) mode=long ;;
    -h | --help) usage; exit 0 ;;
    *) echo "test.sh: unknown option $arg" >&2; usage >&2; exit 2 ;;
  esac
done
ci=${CI:-false}
case $mode in
  fast) filter='Category!=Long&Category!=Slow' ;;
  long) filter='' ; export SERVICEBOT_LONG=1 ;;
  *) filter='Category!=Long' ;;
esac
# Of one project: a test that hangs must not hang the run.
limit=12m; [ $mode = long ] && limit=10h

passed=0 failed=0 skipped=0
out=$(mktemp -d "${TMPDIR:-/tmp}/servicebot-test.XXXXXX")
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT TERM
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# What tests leave behind goes with this folder. PostgreSQL's own user has to walk through it.
mkdir "$out/tmp" && chmod 755 "$out" && chmod 1777 "$out/tmp"

main() {
  install_debian_packages
  local dir
  for dir in src/ServiceBot.Web tests/*/clients; do
    [ -f "$dir/package-lock.json" ] && install_npm_packages "$dir"
  done
  build || finish
  [ -f src/ServiceBot.Web/package.json ] && check_web src/ServiceBot.Web
  local project
  for project in tests/*.Tests/*.Tests.csproj; do
    if [ $mode = fast ] && [[ $project == *Browser* ]]; then continue; fi
    test_project "$project"
  done
  run_chats
  finish
}

step() { printf '\n== %s\n' "$*"; }

fail() { failed=$((failed + ${2:-1})); printf 'FAILED: %s\n' "$1"; }

finish() {
  if [ "$ci" = true ] && [ $skipped -gt 0 ]; then
    printf '\nFAILED: %s skipped, and CI skips nothing: install what the tests asked for.\n' "$skipped"
    failed=$((failed + skipped)) skipped=0
  fi
  local status=0
  [ $failed -gt 0 ] && status=1
  if [ $((passed + failed)) -eq 0 ]; then echo 'FAILED: no test ran.'; status=1; fi
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  exit $status
}

install_debian_packages() {
  local missing=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
  if [ $mode != fast ]; then
    [ -n "${CHROMIUM_PATH:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
    [ -n "$(fc-list 2>/dev/null | grep -iE 'noto.*cjk')" ] || missing+=(fonts-noto-cjk fontconfig)
  fi
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo=(sudo -n); else sudo=(none); fi
  fi
  step "Installing ${missing[*]}"
  if ! command -v apt-get >/dev/null || [ "${sudo[*]:-}" = none ]; then
    echo "Missing, and this user may not install it: ${missing[*]}. Install these (on Debian: apt-get install ${missing[*]}); tests that need them fail until then."
    return
  fi
  { "${sudo[@]}" apt-get update -q && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$out/apt.log" 2>&1 ||
    { tail -n 15 "$out/apt.log"; echo "apt-get could not install ${missing[*]}: tests that need them fail."; }
}

# Stale: the stamp that the build's own npm step compares with is older than what describes the packages.
install_npm_packages() {
  local dir=$1 stamp=$1/node_modules/.package-lock.json file stale=
  for file in package.json package-lock.json .npmrc; do
    if [ -f "$dir/$file" ] && [ ! "$stamp" -nt "$dir/$file" ]; then stale=1; fi
  done
  [ -n "$stale" ] || return 0
  step "npm ci in $dir"
  command -v npm >/dev/null || { fail "npm is not installed: $dir needs Node.js 20.19 or newer with npm on PATH."; return; }
  if (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then touch "$stamp"; else fail "npm ci in $dir"; fi
}

build() {
  step 'dotnet build'
  local options=(-v quiet -nologo -clp:NoSummary)
  # No build servers are left behind in CI: they hold its pipes open.
  [ "$ci" = true ] && options+=(-p:RestoreLockedMode=true -nodeReuse:false -p:UseSharedCompilation=false)
  dotnet build ServiceBot.sln "${options[@]}" || { fail 'dotnet build'; return 1; }
}

check_web() {
  local dir=$1 check
  for check in lint typecheck; do
    grep -q "\"$check\":" "$dir/package.json" || continue
    step "npm run $check in $dir"
    (cd "$dir" && NO_COLOR=1 npm run --silent "$check") || fail "npm run $check in $dir"
  done
  grep -q '"test": *"vitest' "$dir/package.json" || return
  step "vitest in $dir"
  local result=$out/vitest.json status p f s
  (cd "$dir" && NO_COLOR=1 timeout -k 10 $limit npm run --silent test -- --passWithNoTests --reporter=dot --reporter=json --outputFile.json="$result")
  status=$?
  p=$(count_json "$result" numPassedTests) f=$(count_json "$result" numFailedTests) s=$(count_json "$result" numPendingTests)
  add "$p" "$f" "$s" $status "vitest in $dir"
}

count_json() { grep -oE "\"$2\": *[0-9]+" "$1" 2>/dev/null | head -n 1 | grep -oE '[0-9]+$' || echo 0; }

test_project() {
  local project=$1 name status counters total p f
  name=$(basename "$project" .csproj)
  step "$name"
  TMPDIR=$out/tmp MSBUILDDISABLENODEREUSE=1 timeout -k 30 $limit dotnet test "$project" --no-build --nologo -v quiet ${filter:+--filter "$filter"} \
    --logger 'console;verbosity=minimal' --logger "trx;LogFileName=$name.trx" --results-directory "$out"
  status=$?
  counters=$(grep -oE '<Counters [^>]*>' "$out/$name.trx" 2>/dev/null)
  total=$(attribute total) p=$(attribute passed) f=$(attribute failed)
  if [ "$f" -gt 0 ] && [ "$f" -le 5 ] && passes_alone "$project" "$name"; then
    p=$((p + f)) f=0 status=0
  fi
  add "$p" "$f" $((total - p - f)) $status "$name"
}

# A few tests kill processes, stop databases and drive a browser; on a starved machine one of them may miss its patience.
# It gets one more run, alone, and is named: a test that is named often is a bug to mend.
passes_alone() {
  local project=$1 name=$2 tests
  tests=$(grep -oE '<UnitTestResult [^>]*' "$out/$name.trx" | grep 'outcome="Failed"' | grep -oE 'testName="[^"(]+' | sed 's/testName="//' | sort -u)
  [ -n "$tests" ] || return 1
  printf 'Run again, alone:\n%s\n' "$tests"
  TMPDIR=$out/tmp MSBUILDDISABLENODEREUSE=1 timeout -k 30 $limit dotnet test "$project" --no-build --nologo -v quiet \
    --filter "$(sed 's/^/FullyQualifiedName=/' <<<"$tests" | paste -sd'|')" --logger 'console;verbosity=minimal' -- RunConfiguration.TreatNoTestsAsError=true
}

attribute() { grep -oE "\b$1=\"[0-9]+\"" <<<"$counters" | head -n 1 | grep -oE '[0-9]+' || echo 0; }

# A crash or a time-out leaves a bad status without a failed test: it must not count as green.
add() {
  local p=$1 f=$2 s=$3 status=$4 what=$5
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ "$status" = 124 ] || [ "$status" = 137 ]; then fail "$what took longer than $limit and was stopped."
  elif [ "$status" != 0 ] && [ "$f" = 0 ]; then fail "$what ended with status $status."
  fi
}

run_chats() {
  local files=() status line p= f=
  while IFS= read -r line; do files+=("$line"); done < <(find dialogs/packs -name '*.chat' | sort)
  [ ${#files[@]} -gt 0 ] || return
  step "${#files[@]} golden .chat files"
  servicebot chat "${files[@]}" >"$out/chat.log" 2>&1
  status=$?
  [ $status = 0 ] || cat "$out/chat.log"
  # The first of its two closing lines counts files, the second expectations.
  read -r p f < <(sed -nE 's/^(files: )?([0-9]+) passed, ([0-9]+) failed$/\2 \3/p' "$out/chat.log" | head -n 1)
  add "${p:-0}" "${f:-0}" 0 $status 'servicebot chat'
}

servicebot() { TMPDIR=$out/tmp MSBUILDDISABLENODEREUSE=1 timeout -k 10 $limit dotnet run --no-build --project src/ServiceBot.Server -- "$@"; }

main
