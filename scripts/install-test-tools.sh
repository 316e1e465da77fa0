#!/usr/bin/env bash
# Installs what only tests use: Java, Chromium, poppler, FOP, a harvester in Perl (Debian), the Nu
# HTML checker (npm), and dapytains, which serves texts by DTS as we do (PyPI; it needs another
# version of saxonche than we do, so it has an environment of its own).
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

peer=.venv/dts-peer
"$peer"/bin/python -c 'import dapytains' 2>/dev/null || {
  "${PYTHON:-python3}" -m venv "$peer"
  "$peer"/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r constraints/dts-peer.txt
}
