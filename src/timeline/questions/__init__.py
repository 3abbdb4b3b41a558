"""Questions that a chronicle answers: one module per question, named like its command."""
