#!/bin/sh
# Puts in through apt what this system lacks, and nothing where it is there already.
#
#   system.sh fonts          free Chinese TrueType fonts, for the printed tables and the window
#   system.sh python         a Python of 3.11 or later that can make an environment
#   system.sh window FOLDER  the libraries Qt in the environment FOLDER wants even without a screen
#   system.sh screen FOLDER  those it wants to open a window
#
# Works as root or with sudo; where neither is to be had it says which packages to put in.
set -eu

lacks() {
    ! dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

install() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        echo "缺少系统软件包：$*。请由管理员执行 apt-get install $*，然后重试。" >&2
        echo "System packages are lacking: $*. Have an administrator run: apt-get install $*" >&2
        return 1
    fi
    echo "正在安装系统软件包 installing: $*"
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get -q -o Acquire::Retries=3 update
    # sudo drops the environment, so env carries the frontend over.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 \
        install --no-install-recommends "$@"
}

fonts() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "本机没有 apt，不安装中文字体；打印时使用系统已有的字体。" >&2
        echo "No apt here: no Chinese fonts are put in, printing uses those the system has." >&2
        return 0
    fi
    lacking=
    for package in fonts-arphic-uming fonts-wqy-zenhei fonts-lxgw-wenkai; do
        if lacks "$package"; then lacking="$lacking $package"; fi
    done
    # shellcheck disable=SC2086 # a list of words is meant
    if [ -n "$lacking" ]; then install $lacking; fi
}

python() {
    # A python3 without ensurepip is what Debian ships before python3-venv is put in.
    if command -v apt-get >/dev/null 2>&1; then install python3 python3-venv; fi
}

# Asks the loader what a platform plugin of Qt lacks, so that nothing is put in that is there.
plugin_lacks() {
    command -v ldd >/dev/null 2>&1 || return 1
    find "$1" -path "*/PySide6/Qt/plugins/platforms/$2" -exec ldd {} + 2>/dev/null |
        grep -q 'not found'
}

window() {
    if plugin_lacks "$1" libqoffscreen.so; then
        install_for_qt libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
    fi
}

screen() {
    window "$1"
    if plugin_lacks "$1" libqxcb.so; then
        install_for_qt libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 \
            libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libxcb-randr0 \
            libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-render0 libxcb-util1 libx11-xcb1
    fi
}

install_for_qt() {
    if command -v apt-get >/dev/null 2>&1; then
        install "$@"
    else
        echo "本机没有 apt，窗口需要的系统库请由管理员安装，Debian 上叫：$*" >&2
        echo "No apt here. The window wants system libraries, on Debian called: $*" >&2
        return 1
    fi
}

case "${1-}" in
    fonts) fonts ;;
    python) python ;;
    window | screen) "$1" "${2:?usage: system.sh $1 FOLDER}" ;;
    *) echo "usage: system.sh fonts|python|window FOLDER|screen FOLDER" >&2; exit 2 ;;
esac
