# make report, make county, make test and make lint need Go and make only.
# make conformance brings its judges itself; see conformance/README.md.

GO       ?= go
FUZZTIME ?= 60s
BENCH    ?= -o ../docs/benchmarks.md
BODIES   ?= 80
MUTANTS  ?= 0
SEED     ?= 0

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# Linters are kept, for each Go that they were built by: go run would ask the network
# for them each time.
LINTERS := .cache/linters/$(shell $(GO) env GOVERSION)
LINT    := $(LINTERS)/$(notdir $(STATICCHECK))/staticcheck
KNOWN   := $(LINTERS)/$(notdir $(GOVULNCHECK))/govulncheck

export GO
export CGO_ENABLED = 0

.PHONY: release report county word-test samples modules test lint fuzz mutants conformance golden bench clean program

report: program
	bin/nianbao build samples/2020.toml -o out

program:
	$(GO) build -trimpath -o bin/nianbao ./cmd/nianbao

# A made-up county: the reports of 17 years of each body, all of them built.
# make county BODIES=589 has more than 10,000.
county: program
	rm -rf out/county-reports out/county-files
	$(GO) run ./cmd/county -bodies $(BODIES) -o out/county-reports
	bin/nianbao batch out/county-reports -o out/county-files

# A page that tells what a Word or WPS at hand does otherwise: docs/word-test.md.
word-test:
	$(GO) run ./cmd/wordtest -o out/word-test.docx

# What is given to people, for every system: dist/.
release:
	$(GO) run ./cmd/release

# All that testing and linting get over the network.
modules: $(LINT) $(KNOWN)
	$(GO) mod download
	cd bench && $(GO) mod download

$(LINT):
	GOBIN=$(CURDIR)/$(@D) $(GO) install $(STATICCHECK)

$(KNOWN):
	GOBIN=$(CURDIR)/$(@D) $(GO) install $(GOVULNCHECK)

# A busy machine of one core takes longer for a package than Go's ten minutes.
test:
	$(GO) vet ./...
	$(GO) test -timeout 40m ./...
	cd bench && $(GO) vet ./... && $(GO) test -timeout 40m ./...

lint: $(LINT) $(KNOWN)
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w is due:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(LINT) ./...
	cd bench && $(GO) vet ./... && $(CURDIR)/$(LINT) ./...
	.ci/vulnerabilities $(KNOWN)

# Every fuzz target there is, one after the other.
fuzz:
	.ci/fuzz $(FUZZTIME)

# Tests of the code that decides about trust, tested: each of its conditions and
# sums is turned round, and the tests must notice (cmd/mutants). Half an hour and
# more on two cores, so it is no part of the CI; MUTANTS=100 tries so many of each
# package, SEED=7 others than SEED=8.
mutants:
	nice $(GO) run ./cmd/mutants -sample $(MUTANTS) -seed $(SEED) ./internal/signing/cms ./internal/signing/pdfread ./internal/signing/revision ./internal/signing/sign ./internal/keep/archive

# Every sample, samples/a/b.toml as out/a/b.docx and .pdf. The others are
# for judges: of LibreOffice's lines and pages, of attachments, of seals, of the guide.
samples: program
	bin/nianbao batch samples -o out
	bin/nianbao batch samples -o out/libreoffice --word-processor libreoffice
	bin/nianbao batch samples -o out/attached --attach --format pdf
	bin/nianbao batch samples -o out/sealed --sealed --format pdf
	bin/nianbao guide -o out/guide

conformance:
	conformance/run
	conformance/meter
	conformance/pages
	conformance/desk
	conformance/workbooks
	conformance/rollup
	conformance/svg
	conformance/verdicts
	conformance/imports
	conformance/chance
	conformance/faults
	conformance/platforms
	conformance/release

golden:
	conformance/run --golden

# Other programs that make the same pages are installed; what cannot be had is
# said in the table. make bench BENCH=-quick takes half a minute and writes no file.
bench: program
	bench/tools .cache/bench
	cd bench && $(GO) run . $(BENCH)

clean:
	rm -rf bin out dist
