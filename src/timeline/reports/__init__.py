"""An answer as columns, JSON and screen layout: one module per question, with the same name."""
