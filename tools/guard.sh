#!/bin/sh
# Runs tests/ui/guard.py on both ends of the range of PySide6, each in a throw-away environment.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

for version in 6.8.0.2 6.9.3; do
    sh "$here/environment.sh" "$folder/$version"
    "$folder/$version/bin/python" -m pip install --quiet "PySide6-Essentials==$version"
    "$folder/$version/bin/python" "$here/../tests/ui/guard.py"
done
