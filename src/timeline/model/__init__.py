"""Frozen values: dates, events, queries, diagnostics. No I/O, the standard library only."""
