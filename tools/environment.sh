#!/bin/sh
# Makes the environment anew: environment.sh FOLDER
set -eu
folder=$1
here=$(dirname "$0")

# The first Python of 3.11 or later that can make an environment with pip in it.
find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
            "$name" -m ensurepip --version >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    sh "$here/system.sh" python
    if ! python=$(find_python); then
        echo "没有找到 Python 3.11 或更高版本（含 venv、ensurepip）。请先安装，然后重试。" >&2
        echo "No Python 3.11 or later with venv and ensurepip was found. Please put one in." >&2
        exit 1
    fi
fi
"$python" -m venv --clear "$folder"
