# Each target is a thin call of `python -m helpers`, which works without make too: `python -m helpers --help`.
#   make lab                      set up on first use, then open JupyterLab on lab 00
#   make lab TORCH=cpu            the same with the CPU build of torch (on Linux: 2 GB of disk instead of 6)
#   make test PYTHON=python3.12   with a Python of your choice
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help lab test test-gpu explorer build bench doctor system-packages

# The first Python that runs and is 3.11-3.13 (a name on the PATH may be a shim that fails); else any that runs, which
# then says what is wrong with it.
CANDIDATES := $(PYTHON) $(if $(PYTHON),,python3.13 python3.12 python3.11 python3 python .venv/bin/python .venv/Scripts/python.exe)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
FIND = for p in $(CANDIDATES); do "$$p" -c '$(FITS)' >/dev/null 2>&1 && { echo "$$p"; exit; }; done; \
       for p in $(CANDIDATES); do "$$p" -c 'import sys' >/dev/null 2>&1 && { echo "$$p"; exit; }; done
HELPERS = @p="$$($(FIND))"; test -n "$$p" || { \
	echo "No Python was found$(if $(PYTHON), under the name $(PYTHON)): install Python 3.11, 3.12 or 3.13 from python.org or your package manager." >&2; \
	exit 2; }; exec "$$p" -m helpers
SETUP = $(if $(TORCH),--torch $(TORCH))

# In `make bench 05` the number is an argument, not a target.
ifeq (bench,$(firstword $(MAKECMDGOALS)))
MEASURED := $(wordlist 2,99,$(MAKECMDGOALS))
.PHONY: $(MEASURED)
$(MEASURED): ; @:
endif

help: ; $(HELPERS) --help
lab: ; $(HELPERS) lab $(SETUP) $(ARGS)
test: ; $(HELPERS) test $(SETUP) $(ARGS)
test-gpu: ; $(HELPERS) test --device cuda $(SETUP) $(ARGS)
explorer: ; $(HELPERS) explorer $(SETUP) $(ARGS)
build: ; $(HELPERS) build $(ARGS)
bench: ; $(HELPERS) bench $(MEASURED) $(ARGS)
doctor: ; $(HELPERS) doctor $(ARGS)

# What the browser and sandbox tests need from the system.
system-packages:
	@if command -v apt-get >/dev/null; then \
		sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
		$$sudo apt-get update -q && $$sudo apt-get install -q -y --no-install-recommends chromium bubblewrap; \
	else \
		echo "Install Chromium and (on Linux) bubblewrap with this system's package manager." >&2; exit 1; \
	fi
