package pdf

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// readXMP gives the packet's properties by their local names, and all namespaces
// under "/namespaces".
func readXMP(t *testing.T, packet []byte) map[string]string {
	t.Helper()
	x := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(packet))
	var path []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return x
		}
		if err != nil {
			t.Fatalf("XMP: %v in\n%s", err, packet)
		}
		switch token := token.(type) {
		case xml.StartElement:
			x["/namespaces"] += token.Name.Space + "\n"
			path = append(path, token.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			for i := len(path) - 1; i >= 0; i-- {
				switch path[i] {
				case "li", "Alt", "Seq", "Bag":
					continue
				}
				if s := string(token); i > 0 && path[i-1] == "Description" && strings.TrimSpace(s) != "" {
					x[path[i]] += s
				}
				break
			}
		}
	}
}
