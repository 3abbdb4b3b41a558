"""Queries for other engines, which give the answers of `show`, `diverge` and `ripple` over an exported history.

`tables` says what an export writes, `dialects` how each engine says things, `filters` what a filter means. The questions
are made from these: `listing`, `divergences`, `consequences`. A query is text: values in it are quoted literals.
"""
