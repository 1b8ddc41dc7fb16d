"""Judges what the program writes with readers that are not ours."""
