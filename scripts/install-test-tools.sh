#!/usr/bin/env bash
# Installs what only tests use: Java, Chromium, poppler, FOP, a harvester in Perl (Debian) and the Nu
# HTML checker (npm).
# Each is looked for first; what is there is left as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
command -v java >/dev/null || packages+=(default-jre-headless)
command -v chromium >/dev/null || packages+=(chromium)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
command -v fop >/dev/null || packages+=(fop)
command -v npm >/dev/null || packages+=(nodejs npm)
perl -MHTTP::OAI -e 1 2>/dev/null || packages+=(libhttp-oai-perl)
if [ ${#packages[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "install by hand: ${packages[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
fi

[ -f node_modules/vnu-jar/build/dist/vnu.jar ] ||
  npm install --no-save --no-package-lock --no-audit --no-fund --silent vnu-jar@26.9.27
