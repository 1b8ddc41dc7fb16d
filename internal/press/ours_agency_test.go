package press

import "testing"

// Whose report a PDF is, is asked of ours alone: another program's author may be anybody.
func TestAgencyOf(t *testing.T) {
	const of = "<dc:creator><rdf:Seq><rdf:li>甲&amp;乙局</rdf:li></rdf:Seq></dc:creator><pdf:Producer>"
	for pdf, want := range map[string]string{of + producedBy + " 1": "甲&乙局", of + "Word": "", "<pdf:Producer>" + producedBy: "", "": ""} {
		if got := AgencyOf([]byte(pdf)); got != want {
			t.Errorf("%s: %q, want %q", pdf, got, want)
		}
	}
}
