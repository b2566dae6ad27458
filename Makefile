# Everything runs in $(VENV). A stamp file per lock says which lock is installed there, so that
# building the site never installs what only the tests need.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check
BENCH_VENV := .cache/bench-venv
BENCH_INSTALL := $(BENCH_VENV)/bin/python -m pip install -q --disable-pip-version-check

# Extra arguments: make site BUILD_FLAGS=…, make test PYTEST_FLAGS="-k rank" (in this process: "-n 0"), make lock LOCK_FLAGS=--upgrade,
# make bench BENCH_FLAGS="--sizes 100 300", make screenshots SCREENSHOT_FLAGS="--only home notice"
BUILD_FLAGS ?=
PYTEST_FLAGS ?=
BENCH_FLAGS ?=
SCREENSHOT_FLAGS ?=
LOCK_FLAGS ?=

# The theme prints a notice about its successor before each `mkdocs` run.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve check test lint fuzz format lock schemas editors bench screenshots editor-pictures clean distclean

help: ## 显示本帮助
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.stamp-site ## 生成网站，结果在 site/
	$(BIN)/bulletin build --root . $(BUILD_FLAGS)

serve: $(VENV)/.stamp-site ## 本机预览，保存文件后自动刷新
	$(BIN)/bulletin serve --root .

check: $(VENV)/.stamp-site ## 只检查内容，不生成网站
	$(BIN)/bulletin check --root .

test: $(VENV)/.stamp-test ## 代码检查和全部测试（需要时安装浏览器、中文字体和 LibreOffice）
	bash tests/install-browser.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST_FLAGS)

fuzz: $(VENV)/.stamp-test ## 随机杀死 300 次生成和预览，核对网站与全新生成的相同；随机改坏内容 20000 次、要导入的文件 3000 次、缓存 2000 次（几个小时）
	BULLETIN_KILLS=300 BULLETIN_ARTICLES=1000 BULLETIN_EDITS=100 $(BIN)/python -m pytest -s \
	  tests/building/test_kills.py tests/building/test_incremental.py $(PYTEST_FLAGS)
	BULLETIN_CONTENT_CASES=20000 BULLETIN_IMPORT_CASES=3000 $(BIN)/python -m pytest -s -n auto --maxprocesses 4 \
	  tests/safety/test_content_fuzz.py tests/safety/test_import_fuzz.py tests/importing/test_variants.py $(PYTEST_FLAGS)
	BULLETIN_EFFORT=100 $(BIN)/python -m pytest -n auto --maxprocesses 4 tests/scoring tests/importing $(PYTEST_FLAGS)
	BULLETIN_CACHE_CASES=2000 BULLETIN_EVERY_POINT=1 $(BIN)/python -m pytest -s -n auto --maxprocesses 4 \
	  tests/building/test_spoilt_cache.py tests/test_killed_acts.py $(PYTEST_FLAGS)

lint: $(VENV)/.stamp-test ## 代码检查：格式、类型、分层
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter

format: $(VENV)/.stamp-test ## 整理代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.stamp-site ## 重写 schemas/ 和 docs/files.md（改了文件的种类或项目以后）
	$(BIN)/bulletin schema > docs/files.md
	mkdir -p schemas
	for name in $$(grep -o '`[a-z]*` |$$' docs/files.md | tr -d '` |'); do $(BIN)/bulletin schema $$name > schemas/$$name.json || exit 1; done

editors: $(VENV)/.stamp-test ## 重写 docs/editors/codes/ 和 .vscode/settings.json（改了代码表、消息、文件的种类以后）
	PYTHONPATH=.:tests $(BIN)/python tests/code_pages.py
	PYTHONPATH=.:tests $(BIN)/python tests/vscode_files.py

bench: $(BENCH_VENV)/.stamp ## 测量生成和搜索，写成 benchmarks/RESULTS.md（约半小时）
	bash tests/install-browser.sh
	$(BENCH_VENV)/bin/python -m benchmarks $(BENCH_FLAGS)

screenshots: $(VENV)/.stamp-test ## 给每一种页面照相：桌面、手机、深色、打印（.cache/screenshots/），更新 README 的图
	bash tests/install-browser.sh
	PYTHONPATH=. $(BIN)/python tests/screenshots.py $(SCREENSHOT_FLAGS)

editor-pictures: $(VENV)/.stamp-test ## 重新照 docs/editors/ 的图：命令的输出、预览、页面
	bash tests/install-browser.sh
	PYTHONPATH=.:tests $(BIN)/python tests/editor_pictures.py

clean: ## 删除生成的网站和缓存
	rm -rf site .cache .hypothesis build *.egg-info
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## 另外删除 .venv
	rm -rf $(VENV)

# --- environment -------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "错误：需要 Python 3.11 或更新版本，$(PYTHON) 不符合。请安装后重试，或写明：make … PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "错误：$(PYTHON) 缺少 venv 模块。Debian 上请安装软件包 python3-venv 后重试。" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# Build tools come from a lock too, so nothing is fetched in a version that no lock names.
$(VENV)/.stamp-site: requirements/build.txt requirements/site.txt pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) -r requirements/build.txt
	$(PIP_INSTALL) --no-build-isolation --use-pep517 -r requirements/site.txt
	$(PIP_INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.stamp-test: requirements/test.txt $(VENV)/.stamp-site
	$(PIP_INSTALL) --no-build-isolation --use-pep517 -r requirements/test.txt
	@touch $@

# The programs that `make bench` compares with stay out of $(VENV).
$(BENCH_VENV)/.stamp: requirements/build.txt requirements/bench.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv $(BENCH_VENV)
	$(BENCH_INSTALL) -r requirements/build.txt
	$(BENCH_INSTALL) --no-build-isolation --use-pep517 -r requirements/bench.txt
	$(BENCH_INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

# --- locks -------------------------------------------------------------------------------------

LOCK_VENV := .cache/lock-venv
LOCK_NOTE := \# Exact versions, written by `make lock` from pyproject.toml; not edited by hand.
COMPILE := $(LOCK_VENV)/bin/pip-compile -q --strip-extras --allow-unsafe --no-header --no-emit-options \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(LOCK_FLAGS)

lock: | $(BIN)/python ## 按 pyproject.toml 重写 requirements/（升级：LOCK_FLAGS=--upgrade）
	$(BIN)/python -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip install -q --disable-pip-version-check pip-tools
	$(COMPILE) --only-build-deps --build-deps-for wheel -o requirements/build.txt pyproject.toml
	$(COMPILE) -o requirements/site.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements/site.txt -o requirements/test.txt pyproject.toml
	$(COMPILE) --extra bench -c requirements/test.txt -o requirements/bench.txt pyproject.toml
	sed -i '1i $(LOCK_NOTE)' requirements/build.txt requirements/site.txt requirements/test.txt requirements/bench.txt
	@! grep -nE '://|^-| /' requirements/*.txt || \
	  { echo "错误：依赖锁定文件里不能有地址或选项。" >&2; exit 1; }
