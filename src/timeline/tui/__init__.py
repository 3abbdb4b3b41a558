"""`timeline explore`: two histories, or more, on a full screen. Needs the extra `tui`."""
