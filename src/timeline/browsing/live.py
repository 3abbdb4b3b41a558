"""A page as it is served while its files are being written: it reloads itself, and shows what is wrong with them."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape, unescape
from importlib.resources import files

_POLICY = re.compile(r'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")')
_END = "</body>"

WAITING = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>timeline</title>
<body>
<p>The page appears here as soon as the events files can be read.</p>
</body>
</html>
"""
"""What is served until there is a first page."""


def live(page: str, version: str, seal: str) -> str:
    """Return a page with the script that keeps it current, which its policy then allows to ask its own server.

    `seal` is what news has to have to be believed.
    Raises `ValueError` if the page does not have exactly one Content-Security-Policy that names its scripts: what is served
    must not be less strict than the file.
    """
    script = files("timeline.browsing").joinpath("live.js").read_text(encoding="utf-8")
    policies = _POLICY.findall(page)
    if len(policies) != 1 or "script-src " not in policies[0][1]:
        raise ValueError("the page has no Content-Security-Policy to extend")
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = _POLICY.sub(lambda found: found[1] + _extended(found[2], f"'sha256-{hashed}'") + found[3], page)
    body, end, after = page.rpartition(_END)
    if not end:
        body, after = page, ""
    return f'{body}<script data-version="{escape(version)}" data-seal="{escape(seal)}">{script}</script>{end}{after}'


def _extended(policy: str, source: str) -> str:
    """Return a policy, as the value of an attribute, that also allows a script, and requests to where the page is from."""
    parts = (each.strip().partition(" ") for each in unescape(policy).split(";") if each.strip())
    directives = {name: value for name, _, value in parts}
    scripts = [each for each in directives["script-src"].split() if each != "'none'"]
    directives |= {"script-src": " ".join([*scripts, source]), "connect-src": "'self'"}
    return escape("; ".join(f"{name} {value}" for name, value in directives.items()))
