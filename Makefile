# cliquery: build, try, test, install. `make` alone lists what there is.

PREFIX ?= /usr/local
SWIFT ?= swift
VENV := .build/test-tools
BENCH_TOOLS := .build/bench-tools
SOURCES := Sources Tests Benchmarks Package.swift

# On Linux the binary is wholly static: it starts fastest and runs on any distribution.
ifeq ($(shell uname -s),Linux)
# Its text does not begin at a multiple of 2 MB, so that the kernel cannot map it by pages of that size: each of them
# would count as memory in use for the few bytes of it that a run touches. What a start runs stands together in it:
# `make start-order` traces that anew.
RELEASE := -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker -Ttext-segment=0x410000 \
	-Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xlinker --section-ordering-file=$(CURDIR)/Scripts/start-order.txt --product cliquery
else
RELEASE := -c release --product cliquery
endif
BINARY := .build/release/cliquery

.PHONY: help demo build test test-slow test-tools fuzz bench install uninstall format lint generate start-order clean

help:
	@echo 'make demo               build, and show cliquery at work on Examples/'
	@echo 'make test               everything that must hold; make test-slow takes longer and looks deeper'
	@echo 'make build              the release binary, $(BINARY)'
	@echo 'make install PREFIX=…   binary, man page and shell completions (default $(PREFIX))'
	@echo 'make fuzz               ten minutes of libFuzzer'
	@echo 'make bench              speed, beside other tools that are installed'
	@echo 'make format, make lint  the source code'
	@echo 'make uninstall, clean   what was installed, or built, is taken away'
	@echo 'make start-order        the order of functions in the binary, for a quick start (Linux on x86-64)'
	@echo 'make generate           files made from others: rule pages, settings' schema, man page, tables, picture'

build:
	@Scripts/require-packages build
	$(SWIFT) build $(RELEASE)

demo: build
	@Scripts/demo $(BINARY)

test-tools:
	@Scripts/require-packages test
	@Scripts/make-test-tools $(VENV)

test: test-tools
	$(SWIFT) format lint --strict -r $(SOURCES)
	$(SWIFT) test

SEED ?=
test-slow: test
	$(SWIFT) run -c release robustness-runner 2000000 $(SEED)
	$(SWIFT) run -c release store-runner 100000 $(SEED)
	$(SWIFT) run -c release server-runner 20000 $(SEED)

# Ten minutes of libFuzzer, in a build of its own; what it finds is left in .build-fuzz.
SECONDS_OF_FUZZING ?= 600
fuzz:
	@Scripts/fuzz $(SECONDS_OF_FUZZING)

# What is installed is measured: stripping takes a third off the start. BENCH=records measures records only,
# BENCH=lsp the language server.
BENCH ?=
bench: build
	@strip -o $(BINARY)-stripped $(BINARY)
	@Scripts/make-bench-tools $(BENCH_TOOLS)
	@$(SWIFT) run -c release benchmarks $(BINARY)-stripped $(BENCH_TOOLS)/bin/python $(BENCH)

install: build
	@Scripts/install $(BINARY) '$(DESTDIR)$(PREFIX)'

uninstall:
	@Scripts/install --remove '$(DESTDIR)$(PREFIX)'

format:
	$(SWIFT) format -i -r $(SOURCES)

lint:
	$(SWIFT) format lint --strict -r $(SOURCES)

# The pages are compiled in, and files are made from them: the second run sees what the first one wrote.
generate: build
	Scripts/generate-wide-ranges
	Scripts/generate-case-folding
	$(SWIFT) run generate-docs
	$(SWIFT) run generate-docs
	Scripts/generate-man-page $(BINARY) docs/cliquery.1
	Scripts/generate-picture $(BINARY) docs/check.svg

start-order: build
	Scripts/generate-start-order $(BINARY) Scripts/start-order.txt
	@rm $(BINARY) # so that it is linked anew

clean:
	rm -rf .build
