"""The pictures of answers: one module per question, with a function that returns a `Picture` of its rows."""
