"""From the bytes of events files to a checked document."""
