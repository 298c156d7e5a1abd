"""The room of institutions."""
