"""The rules held against a county."""
