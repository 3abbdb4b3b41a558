"""Show a page in a browser: open it there, or serve it on this machine while its files are being written."""
