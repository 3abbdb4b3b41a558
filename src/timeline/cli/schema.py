"""`timeline schema`: the events file's keys and values, for editors."""

from __future__ import annotations

import sys

from timeline.cli.options import with_options


@with_options
def schema() -> None:
    """Print the JSON Schema of the events file, with which editors complete and check keys and values while you type.

    Editors with Taplo (Even Better TOML for VS Code, Helix, Zed) find it by a comment in the first line of the events file:

    \b
      #:schema ./events.schema.json

    It tells what a value looks like. Whether names, days and histories agree is for `timeline check`.

    \b
    Examples:
      timeline schema > events.schema.json
      timeline schema | jq '."$defs".event.properties | keys'
    """
    import json

    from timeline.source.schema import events_schema

    json.dump(events_schema(), sys.stdout, indent=2)
    sys.stdout.write("\n")
