#!/bin/sh
# usage: test.sh CLASSIFY   Known flowers must be named right.
set -eu
check() {
  expected=$1
  shift
  actual=$("$classify" "$@")
  echo "$* is $actual"
  [ "$actual" = "$expected" ]
}
classify=$1
check setosa 5.1 3.5 1.4 0.2
check versicolor 5.7 2.8 4.1 1.3
check virginica 6.3 3.3 6.0 2.5
