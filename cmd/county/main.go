// Command county writes the reports of made-up bodies as TOML files, to try
// nianbao batch with.
package main

import (
	"flag"
	"fmt"
	"os"

	"nianbao/internal/keep/county"
)

func main() {
	bodies := flag.Int("bodies", 80, "bodies, each with the reports of 17 years")
	out := flag.String("o", "out/county-reports", "the folder to write to")
	flag.Parse()
	n, err := county.Write(*out, *bodies)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%d reports in %s\n", n, *out)
}
