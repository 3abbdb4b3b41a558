"""Where things stand in a picture of histories, as numbers: nothing here draws.

The page's script has modules of the same names with the same arithmetic, because it lays out anew for every zoom and
filter.
"""
