// Package zh holds the text of the guide in Chinese, a chapter a file, and its
// pictures. internal/press/guide makes a document of it.
package zh

import "embed"

// Chapters is the guide, in the order of the files' names.
//
//go:embed *.md
var Chapters embed.FS
