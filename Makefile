# Every target does its own set-up, and is fast the second time.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check office coverage bench lock fonts system clean

PYTHON := .venv/bin/python
VENV   := .venv/.locked
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadfile

help: ## 列出各项目标
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(VENV): pyproject.toml requirements.lock .ci/venv
	.ci/venv
	@touch $@

system:        ## 安装打印 PDF 所需的系统软件包（Pango、字体）
	@.ci/system print

fonts: $(VENV) ## 取得替代字体，存入用户缓存目录
	@.ci/fonts

demo: $(VENV) system fonts   ## 演示：制作、审查、找出问题
	$(PYTHON) -m docgen.app.demo

test: $(VENV) system fonts   ## 运行测试
	$(PYTEST) -m "not office"

coverage: $(VENV) system fonts ## 运行测试并统计覆盖率
	$(PYTEST) -m "not office" --cov --cov-report=term --cov-report=html

check: $(VENV) system fonts ## 格式、静态检查、类型、模板自检
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy -p docgen
	$(PYTHON) -m mypy --cache-dir .mypy_cache/tests --follow-imports silent \
		--allow-untyped-defs --allow-incomplete-defs --allow-untyped-calls tests
	$(PYTHON) -m docgen.app.cli template check

office: $(VENV) system fonts ## 用 LibreOffice 等外部程序核对成品
	@.ci/system office
	$(PYTEST) -m office

bench: $(VENV) system fonts  ## 计时；上限写在 tests/benchmarks
	$(PYTHON) -m pytest tests/benchmarks -o python_files='bench_*.py'

# Run after a change of the dependencies; `make lock UPGRADE=--upgrade` takes newer releases of all of them. The lock
# holds versions and hashes only, whatever index this machine is set to read.
lock: $(VENV) ## 重新锁定依赖（版本与哈希）
	$(PYTHON) -m pip install -q uv
	env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
		$(PYTHON) -m uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" $(UPGRADE) pyproject.toml --group dev -o requirements.lock

clean: ## 删除虚拟环境与各种缓存（字体缓存除外）
	rm -rf .venv build dist out htmlcov .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
