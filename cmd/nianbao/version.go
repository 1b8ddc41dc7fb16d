package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// version is the program's; the files name it as their producer.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.t("显示版本", "print the version"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.out, "nianbao "+version)
			return err
		},
	}
}
