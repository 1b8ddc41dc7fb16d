package main

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/internal/character"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

// builders gives the builder for each report of a run: one for all reports with
// the same forms. It may be used by several goroutines.
type builders struct {
	app     *app
	fonts   *font.Library
	options press.Options

	mu   sync.Mutex
	made map[*form.Set]*press.Builder
}

// builders opens the fonts and reads the flags.
func (a *app) builders(f *buildFlags) (*builders, error) {
	options, err := a.options(f)
	if err != nil {
		return nil, err
	}
	fonts, err := a.openFonts()
	return a.buildersWith(fonts, options), err
}

func (a *app) buildersWith(fonts *font.Library, options press.Options) *builders {
	return &builders{app: a, fonts: fonts, options: options, made: map[*form.Set]*press.Builder{}}
}

// of gives the builder for the report in a file.
func (b *builders) of(input string) (*press.Builder, error) {
	forms, err := b.app.openForms(b.fonts, input)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.made[forms] == nil {
		b.made[forms] = &press.Builder{Fonts: b.fonts, Forms: forms, Options: b.options}
	}
	return b.made[forms], nil
}

// options reads the flags that say how reports are built.
func (a *app) options(f *buildFlags) (press.Options, error) {
	o := press.Options{Version: version, AllowErrors: f.allowErrors, Draft: f.draft, Sealed: f.sealed || f.signing.seal != "", Attach: f.attach, AllowOutside: a.allowOutside,
		Typeset: typeset.Options{AllowMissing: f.allowMissing}}
	for _, s := range f.formats {
		if !o.Add(strings.ToLower(strings.TrimSpace(s))) {
			return o, usageError{diag.T("没有这种格式：%q，可用 docx、pdf、html", "no such format: %q; there are docx, pdf and html", s)}
		}
	}
	if len(o.Endings()) == 0 {
		return o, usageError{diag.T("--format 后面缺少格式，可用 docx、pdf、html", "--format names no format; there are docx, pdf and html")}
	}
	i := slices.IndexFunc(typeset.Profiles, func(p *typeset.Profile) bool { return p.Name == f.processor })
	if i < 0 {
		return o, usageError{diag.T("--word-processor 只能是 word、libreoffice、libreoffice26 或 onlyoffice，不能是 %q", "--word-processor is word, libreoffice, libreoffice26 or onlyoffice, not %q", f.processor)}
	}
	o.Typeset.Profile = typeset.Profiles[i]
	if f.pages == "" {
		return o, nil
	}
	var err error
	if o.Pages, err = reprint(f.pages); err == nil && !o.PDF {
		err = usageError{diag.T("--pages 只用于 PDF，--format 里要有 pdf", "--pages is for the PDF; --format must have pdf")}
	}
	o.DOCX, o.HTML = false, false
	return o, err
}

// dashes are what stands for one between two pages.
var dashes = strings.NewReplacer("–", "-", "—", "-", "～", "-", "~", "-", "至", "-", "到", "-", "−", "-")

// reprint reads which pages alone are drawn.
func reprint(pages string) (p press.Pages, err error) {
	first, last, several := strings.Cut(dashes.Replace(character.HalfWidth(pages)), "-")
	if !several {
		last = first
	}
	var err1, err2 error
	p.First, err1 = strconv.Atoi(strings.TrimSpace(first))
	p.Last, err2 = strconv.Atoi(strings.TrimSpace(last))
	if err1 != nil || err2 != nil || p.First < 1 || p.Last < p.First {
		return p, usageError{diag.T("页码（--pages）写成 1-2 或 3，不能是“%s”", "--pages is such as 1-2 or 3, not %q", pages)}
	}
	return p, nil
}
