"""The continuity editor: rules over a whole document, one module per family."""
