module nianbao/bench

go 1.26.8

replace nianbao => ../

require (
	codeberg.org/go-pdf/fpdf v0.12.0
	github.com/jung-kurt/gofpdf v1.16.2
	github.com/klauspost/compress v1.20.4
	github.com/signintech/gopdf v0.33.0
	golang.org/x/sys v0.50.0
	nianbao v0.0.0-00010101000000-000000000000
)

require (
	github.com/BurntSushi/toml v1.6.0 // indirect
	github.com/emmansun/gmsm v0.44.0 // indirect
	github.com/expr-lang/expr v1.17.8 // indirect
	github.com/phpdave11/gofpdi v1.0.16 // indirect
	github.com/pkg/errors v0.9.1 // indirect
	github.com/unidoc/unioffice v1.1.0 // indirect
	github.com/yuin/goldmark v1.8.7 // indirect
	golang.org/x/crypto v0.59.0 // indirect
	golang.org/x/text v0.44.0 // indirect
	software.sslmate.com/src/go-pkcs12 v0.7.4 // indirect
)
