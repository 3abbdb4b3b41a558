"""The compiled index of a history, and the chronicle that queries it."""
