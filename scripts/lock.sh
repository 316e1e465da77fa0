#!/usr/bin/env bash
# Renews constraints/ (versions and hashes) from pyproject.toml. Needs uv on the path.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url "$@"
}
# The build backend is locked too, since the project is installed without build isolation.
lock pyproject.toml - --output-file constraints/edition.txt <<<$'hatchling\neditables'
lock --group dev --group oracles --constraint constraints/edition.txt \
  --output-file constraints/test.txt
lock --group bench --constraint constraints/test.txt --output-file constraints/bench.txt
lock - --output-file constraints/dts-peer.txt <<<'dapytains==1.0.0rc4'
