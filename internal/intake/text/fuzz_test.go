package text

import (
	"testing"

	"nianbao/internal/intake/original/originaltest"
)

func FuzzRead(f *testing.F) {
	originaltest.Fuzz(f, [][]byte{
		[]byte("某局2023年政府信息公开工作年度报告\n\n一、总体情况\n规章\t1\t2\n行政许可 | 3 |\n| a | b |\n|---|---|\n"),
		[]byte("\xFF\xFEa\x00\n\x00"),
		[]byte("\xC4\xEA\xB1\xA8\r\n1\t2\r\n3\t4"),
	}, Read)
}
