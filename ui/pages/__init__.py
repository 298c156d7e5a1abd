"""One module per tab, under the tab's name."""
