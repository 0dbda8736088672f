#!/bin/sh
# Names the species whose mean is nearest. Version @VERSION@.
set -eu
if [ $# -ne 4 ]; then
  echo "usage: classify SEPAL_LENGTH SEPAL_WIDTH PETAL_LENGTH PETAL_WIDTH" >&2
  exit 2
fi
exec awk -F, -v a="$1" -v b="$2" -v c="$3" -v d="$4" '
  /^#/ { next }
  {
    distance = ($2 - a) ^ 2 + ($3 - b) ^ 2 + ($4 - c) ^ 2 + ($5 - d) ^ 2
    if (best == "" || distance < least) { best = $1; least = distance }
  }
  END { print best }' "${MODEL:?}"
