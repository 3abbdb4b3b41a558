"""The command line: typer is imported here only."""
