"""The page: a history as one self-contained HTML file that a browser explores."""
