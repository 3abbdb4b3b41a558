"""`timeline schema`: print the JSON Schema of the events file."""

from __future__ import annotations

from timeline.cli.answer import on_screen
from timeline.cli.options import NoPager, with_options


@with_options
def schema(no_pager: NoPager = False) -> None:
    """Print the JSON Schema of the events file, so that editors can complete and check keys and values as you type.

    Editors that use Taplo (Even Better TOML for VS Code, Helix, Zed) look for a comment in the first line of the file:

    \b
      #:schema ./events.schema.json

    The schema checks the form of values. `timeline check` also checks that names, dates and histories agree.

    \b
    Examples:
      timeline schema > events.schema.json
      timeline schema | jq '."$defs".event.properties | keys'
    """
    import json

    from timeline.source.schema import events_schema

    with on_screen(no_pager=no_pager) as stream:
        json.dump(events_schema(), stream, indent=2)
        stream.write("\n")
