# make report, make test and make lint need Go and make only.
# make conformance brings its judges itself; see conformance/README.md.

GO       ?= go
FUZZTIME ?= 60s
BENCH    ?= -n 15

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

export CGO_ENABLED = 0

.PHONY: report test lint fuzz conformance golden bench clean program

report: program
	bin/nianbao build samples/2020.toml -o out

program:
	$(GO) build -trimpath -o bin/nianbao ./cmd/nianbao

test:
	$(GO) vet ./...
	$(GO) test ./...

lint:
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w is due:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	cd bench && $(GO) vet ./... && $(GO) run $(STATICCHECK) ./...

# Every fuzz target there is, one after the other.
fuzz:
	@set -e; n=0; \
	for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	    echo "== $$package $$target ($(FUZZTIME))"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5x $$package; n=$$((n + 1)); \
	  done; \
	done; \
	echo "$$n fuzz targets, no crash"; test $$n -gt 0

# The second build is for the judge that compares lines with LibreOffice's.
conformance: report
	bin/nianbao build samples/2020.toml -o out/libreoffice --word-processor libreoffice
	conformance/run

golden: report
	conformance/run --golden

bench: program
	cd bench && $(GO) run . $(BENCH) -o ../docs/benchmarks.md

clean:
	rm -rf bin out
