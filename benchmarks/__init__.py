"""How fast the program is, against its goals and its peers: `python benchmarks` measures, and writes docs/performance.md.

The modules, in the order in which they need each other: `measuring` runs processes, `data` and `shapes` write histories,
`bench` is what every row shares, `peers` knows other programs, `rows_*` measure one kind of thing each, `report` and
`plots` write the page.
"""
