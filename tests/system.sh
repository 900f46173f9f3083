#!/usr/bin/env bash
# The programs that tests drive: a browser, a spreadsheet, a JavaScript engine, Java. Installs what is missing where it may;
# otherwise says exactly what to install. A missing program is a failure, never a skipped test.
set -euo pipefail

missing=()
has() { command -v "$1" >/dev/null 2>&1; }
has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
has soffice || missing+=(libreoffice-calc-nogui)
/usr/bin/python3 -c 'import uno' >/dev/null 2>&1 || missing+=(python3-uno)
has node || missing+=(nodejs)
has npm || missing+=(npm)
has java || missing+=(default-jre-headless)
has pdftoppm || missing+=(poppler-utils)
fc-list 2>/dev/null | grep -q . || missing+=(fonts-dejavu-core)

[ ${#missing[@]} -eq 0 ] && exit 0
install="apt-get install --yes --no-install-recommends ${missing[*]}"
if has apt-get && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $install >/dev/null
elif has apt-get && has sudo && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq
  sudo DEBIAN_FRONTEND=noninteractive $install >/dev/null
else
  echo "The tests need these programs: ${missing[*]}" >&2
  echo "On Debian or Ubuntu: sudo $install" >&2
  exit 1
fi
