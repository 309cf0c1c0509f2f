#!/usr/bin/env bash
# What the tests need beside Python: a browser with fonts that have Hangul, Java and Node for the
# validators.  Installs what is missing where it can (root on Debian), and says what it could not;
# tests that miss something say so too, and fail in CI.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
need() { # PACKAGE COMMAND…: the package, unless one of the commands is there
  local package=$1 name
  shift
  for name in "$@"; do command -v "$name" >/dev/null && return; done
  missing+=("$package")
}
need chromium chromium chromium-browser google-chrome google-chrome-stable chrome
need default-jre-headless java
need nodejs node
need npm npm
if command -v dpkg-query >/dev/null; then
  for package in fonts-noto-core fonts-noto-cjk; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
      || missing+=("$package")
  done
fi
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
      || echo "Could not be installed: ${missing[*]}" >&2
  else
    echo "Not installed, as this needs root on Debian: ${missing[*]}" >&2
  fi
fi
if command -v npm >/dev/null; then
  npm ci --silent || echo "The validators could not be installed." >&2
fi
touch .installed
