"""Pictures as SVG: a small module for drawing, and what is drawn with it.

`drawing` has the elements and the picture, `text` the widths of letters (`metrics`), `palette` the colors, `marks` the
shapes of fates, `axes` the scales. `plots` has the pictures of answers.
"""
