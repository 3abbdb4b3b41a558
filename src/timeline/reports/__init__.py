"""Reports: an answer as columns, JSON and a screen layout. One module per question, with the same name."""
