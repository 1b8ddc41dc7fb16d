//go:build !windows

package outfile

// held is of Windows only: elsewhere nobody can hold a file's name.
func held(error) bool { return false }
