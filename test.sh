#!/usr/bin/env bash
# Installs what is missing, builds everything and runs every test. See --help.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

usage() {
  cat <<'HELP'
./test.sh [--fast | --long]

Installs what is missing (npm packages; PostgreSQL, Chromium and CJK fonts from Debian when it may), builds
with warnings as errors, and runs the checks of the browser code and all .NET tests, the golden .chat files among them.
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
# Of one project: a test that hangs must not hang the run. Five minutes are usual; a machine may be three times as slow.
limit=30m; [ $mode = long ] && limit=10h

passed=0 failed=0 skipped=0
parts=() pids=() child=
out=$(mktemp -d "${TMPDIR:-/tmp}/servicebot-test.XXXXXX")
trap 'stop_parts; rm -rf "$out"' EXIT
trap 'exit 130' INT TERM
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# What tests leave behind goes with this folder. PostgreSQL's own user has to walk through it.
mkdir "$out/tmp" && chmod 755 "$out" && chmod 1777 "$out/tmp"

# Parts that wait run beside parts that compute: two cores are busy all the time.
main() {
  install_debian_packages
  begin packages install_npm_packages src/ServiceBot.Web src/ServiceBot.Web/webchat
  restore
  await packages
  begin web check_web src/ServiceBot.Web
  if ! build; then await web; finish; fi
  begin in-process computing
  await web
  begin over-http waiting
  await over-http
  await in-process
  run_again
  finish
}

# The in-process tests compute, and give way to those that look at the clock.
computing() {
  renice -n 5 -p "$BASHPID" >/dev/null 2>&1
  test_project tests/ServiceBot.Tests/ServiceBot.Tests.csproj
}

waiting() {
  local project
  install_npm_packages tests/*/clients
  for project in tests/*.Tests/*.Tests.csproj; do
    case $project in
      */ServiceBot.Tests.csproj) ;;
      *Browser*) [ $mode = fast ] || test_project "$project" ;;
      *) test_project "$project" ;;
    esac
  done
}

# Runs a part beside what follows. What it prints and counts comes when it is awaited, so that parts do not mix.
begin() {
  local name=$1
  shift
  step "$name: begun"
  (
    trap - EXIT
    trap '[ -z "$child" ] || { kill -TERM "$child"; wait "$child"; } 2>/dev/null; exit 143' TERM
    parts=() passed=0 failed=0 skipped=0
    "$@"
    echo "$passed $failed $skipped" >"$out/$name.counts"
  ) >"$out/$name.log" 2>&1 &
  parts+=("$name") pids+=($!)
}

await() {
  local name=$1 i p f s
  for i in "${!parts[@]}"; do
    [ "${parts[i]}" = "$name" ] || continue
    wait "${pids[i]}"
    unset "parts[i]" "pids[i]"
  done
  cat "$out/$name.log"
  if read -r p f s 2>/dev/null <"$out/$name.counts"; then passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  else fail "the part '$name' ended before it had counted."
  fi
}

stop_parts() {
  local pid
  for pid in "$child" ${pids[@]+"${pids[@]}"}; do [ -z "$pid" ] || { kill -TERM "$pid" && wait "$pid"; } 2>/dev/null; done
}

# In the background, so that this shell hears a signal meanwhile and can hand it on.
limited() {
  timeout -k 30 "$limit" "$@" &
  child=$!
  wait "$child"
  local status=$?
  child=
  return $status
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

install_npm_packages() {
  step "npm ci in $*"
  command -v npm >/dev/null || { fail "npm is not installed: $* need Node.js 20.19 or newer with npm on PATH."; return; }
  # As the build itself does it, so that it finds the work done.
  limited node src/ServiceBot.Web/scripts/install.mjs "$@" || fail "npm ci in $*"
}

# One compiler for all projects, whatever the environment says: each of its own warms up anew, five minutes together on 2 slow cores.
# In CI no build server is left behind, and none holds a pipe of ours meanwhile.
dotnet_once() {
  local options=(-v quiet -nologo -p:UseSharedCompilation=true) status
  [ "$ci" = true ] || { limited dotnet "$@" ServiceBot.sln "${options[@]}"; return; }
  limited dotnet "$@" ServiceBot.sln "${options[@]}" -p:RestoreLockedMode=true -nodeReuse:false </dev/null >"$out/dotnet.log" 2>&1
  status=$?
  cat "$out/dotnet.log"
  return $status
}

restore() {
  step 'dotnet restore'
  dotnet_once restore || fail 'dotnet restore'
}

build() {
  step 'dotnet build'
  local status=0
  dotnet_once build --no-restore -clp:NoSummary || status=$?
  [ "$ci" = true ] && dotnet build-server shutdown --vbcscompiler </dev/null >/dev/null 2>&1
  [ $status = 0 ] || { fail 'dotnet build'; return 1; }
}

check_web() {
  local dir=$1 check
  for check in lint typecheck; do
    grep -q "\"$check\":" "$dir/package.json" || continue
    step "npm run $check in $dir"
    NO_COLOR=1 limited npm --prefix "$dir" run --silent "$check" || fail "npm run $check in $dir"
  done
  grep -q '"test": *"vitest' "$dir/package.json" || return
  step "vitest in $dir"
  local result=$out/vitest.json status p f s
  NO_COLOR=1 limited npm --prefix "$dir" run --silent test -- --passWithNoTests --reporter=dot --reporter=json --outputFile.json="$result"
  status=$?
  p=$(count_json "$result" numPassedTests) f=$(count_json "$result" numFailedTests) s=$(count_json "$result" numPendingTests)
  add "$p" "$f" "$s" $status "vitest in $dir"
}

count_json() { grep -oE "\"$2\": *[0-9]+" "$1" 2>/dev/null | head -n 1 | grep -oE '[0-9]+$' || echo 0; }

test_project() {
  local project=$1 name status counters total p f
  name=$(basename "$project" .csproj)
  step "$name"
  run_tests "$project" ${filter:+--filter "$filter"} --logger 'console;verbosity=minimal' --logger "trx;LogFileName=$name.trx" --results-directory "$out"
  status=$?
  counters=$(grep -oE '<Counters [^>]*>' "$out/$name.trx" 2>/dev/null)
  total=$(attribute total) p=$(attribute passed) f=$(attribute failed)
  if [ $status = 1 ] && [ "$f" -gt 0 ] && [ "$f" -le 5 ] && failed_tests "$name" >"$out/$name.names"; then
    echo "$f $project" >"$out/$name.again"
    total=$((total - f)) f=0 status=0
  fi
  add "$p" "$f" $((total - p - f)) $status "$name"
}

# Not by the project: that would be evaluated again. Optimised for the first call, not for the thousandth: most code here runs a few times.
run_tests() {
  local project=$1 name
  name=$(basename "$project" .csproj)
  shift
  TMPDIR=$out/tmp DOTNET_TieredPGO=0 limited dotnet test "$(dirname "$project")/bin/Debug/net10.0/$name.dll" --nologo "$@"
}

failed_tests() {
  grep -oE '<UnitTestResult [^>]*' "$out/$1.trx" | grep 'outcome="Failed"' | grep -oE 'testName="[^"(]+' | sed 's/testName="//' | sort -u | grep .
}

# A few tests kill processes, stop databases and drive a browser; on a starved machine one of them may miss its patience.
# It gets one more run, alone, and is named: a test that is named often is a bug to mend.
run_again() {
  local file name f project
  for file in "$out"/*.again; do
    [ -f "$file" ] || continue
    name=$(basename "$file" .again)
    read -r f project <"$file"
    step "Run again, alone, of $name"
    cat "$out/$name.names"
    if run_tests "$project" --filter "$(sed 's/^/FullyQualifiedName=/' "$out/$name.names" | paste -sd'|')" --logger 'console;verbosity=minimal' -- RunConfiguration.TreatNoTestsAsError=true
    then passed=$((passed + f))
    else fail "$name" "$f"
    fi
  done
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

main
