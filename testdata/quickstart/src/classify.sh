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
    distance = ($2 - a) * ($2 - a) + ($3 - b) * ($3 - b) + ($4 - c) * ($4 - c) + ($5 - d) * ($5 - d)
    if (best == "" || distance < least) { best = $1; least = distance }
  }
  END { print best }' "${MODEL:?}"
