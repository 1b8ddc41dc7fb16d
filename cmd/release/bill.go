package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"

	"nianbao/internal/licences"
)

// The bill of materials, after CycloneDX 1.6 (ECMA-424): what of it is used.
type (
	billOfMaterials struct {
		Format     string      `json:"bomFormat"`
		Spec       string      `json:"specVersion"`
		Version    int         `json:"version"`
		Metadata   metadata    `json:"metadata"`
		Components []component `json:"components"`
	}
	metadata struct {
		Component component `json:"component"`
	}
	component struct {
		Type     string        `json:"type"`
		Name     string        `json:"name"`
		Version  string        `json:"version,omitempty"`
		Purl     string        `json:"purl,omitempty"`
		Licences []licenceElse `json:"licenses,omitempty"`
	}
	licenceElse struct {
		Licence licence `json:"license"`
	}
	licence struct {
		ID   string       `json:"id,omitempty"`
		Name string       `json:"name,omitempty"`
		Text *licenceText `json:"text,omitempty"`
	}
	licenceText struct {
		Content string `json:"content"`
	}
)

const ownLicence = "AGPL-3.0-only"

// bill lists what a program is made from, as it says itself.
func bill(program, version string) ([]byte, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	b := billOfMaterials{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: metadata{component{
		Type: "application", Name: "nianbao", Version: version, Licences: []licenceElse{{licence{ID: ownLicence}}},
	}}}
	b.Components = append(b.Components, component{Type: "library", Name: "std", Version: info.GoVersion, Licences: text("Go", "golang.org")})
	for _, m := range info.Deps {
		c := component{Type: "library", Name: m.Path, Version: m.Version, Purl: "pkg:golang/" + m.Path + "@" + m.Version}
		if m.Path == licences.Unioffice {
			c.Licences = []licenceElse{{licence{ID: ownLicence}}}
		} else if c.Licences = text(m.Path, m.Path); c.Licences == nil {
			return nil, fmt.Errorf("no licence text of %s", m.Path)
		}
		b.Components = append(b.Components, c)
	}
	for _, f := range fontFamilies {
		b.Components = append(b.Components, component{Type: "file", Name: f.name, Version: f.version, Licences: []licenceElse{{licence{Name: f.licence}}}})
	}
	return json.MarshalIndent(b, "", "  ")
}

// text gives a module's licence by its text.
func text(name, module string) []licenceElse {
	words := licences.Text(module)
	if words == "" {
		return nil
	}
	return []licenceElse{{licence{Name: "licence of " + name, Text: &licenceText{words}}}}
}

// fontFamilies are those of fonts/README.md.
var fontFamilies = []struct{ name, version, licence string }{
	{"Fandol", "0.3", "GPL-3.0 with font exception"},
	{"Liberation", "2.1.5", "OFL-1.1"},
	{"LXGW WenKai (supplements)", "1.250", "OFL-1.1"},
	{"Noto Serif SC", "2.003", "OFL-1.1"},
	{"Noto Sans SC (supplement)", "2.004", "OFL-1.1"},
}
