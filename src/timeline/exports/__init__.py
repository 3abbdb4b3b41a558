"""A history as a file for another program: one module each."""
