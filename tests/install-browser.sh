#!/usr/bin/env bash
# Installs what the tests need from Debian's packages, when missing: Chromium and a Chinese font to look at the site,
# LibreOffice and pdftotext to import old files.
set -euo pipefail

packages=(chromium fonts-noto-cjk fontconfig libreoffice-writer poppler-utils)

has_browser() { command -v chromium >/dev/null && chromium --version >/dev/null 2>&1; }
has_cjk_font() { command -v fc-list >/dev/null && [[ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]]; }
has_converters() { command -v soffice >/dev/null && command -v pdftotext >/dev/null; }

fail() {
    echo "错误：测试需要 chromium、中文字体、LibreOffice 和 pdftotext，$1" >&2
    echo "请手工安装软件包 ${packages[*]} 后重试。" >&2
    exit 1
}

if has_browser && has_cjk_font && has_converters; then
    exit 0
fi

command -v apt-get >/dev/null || fail "本机没有 apt-get，无法自动安装。"
as_root=()
if [[ "$(id -u)" -ne 0 ]]; then
    command -v sudo >/dev/null || fail "自动安装须有管理员权限（root 或 sudo）。"
    as_root=(sudo)
fi

echo "正在安装 chromium、中文字体、LibreOffice 和 pdftotext……"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
"${apt[@]}" update >/dev/null || fail "软件包列表更新失败。"
"${apt[@]}" install -y --no-install-recommends "${packages[@]}" >/dev/null ||
    fail "软件包安装失败。"
has_browser && has_cjk_font && has_converters || fail "安装后仍不可用。"
