package docx

import (
	"testing"

	"nianbao/internal/intake/original/originaltest"
)

func FuzzRead(f *testing.F) { originaltest.Fuzz(f, seedFiles(f), Read) }
