"""The topics of `timeline help`: what commands have in common."""

from __future__ import annotations

from textwrap import fill
from typing import NamedTuple

from timeline.exports import FORMS


class Topic(NamedTuple):
    """A page of help that is not about one command."""

    line: str
    text: str


_DATES = """\
A date is EDTF (ISO 8601-2), and no finer than what is known:

  1969  1969-07  1969-07-20  1969-07-20T20:17:40Z
  1969?  1969~  1969%            uncertain, about, both
  196X  19XX  1969-XX            some year of a decade or century, some month
  1969-21 to 1969-24             spring, summer, autumn, winter
  1969-07-16/1969-07-24          from one day to another
  2003/..  ../1969  1969/        no end, no start, an end that is not known
  -0043  Y-13000                 44 BC; years of five digits and more

On the command line, a date may also be what people write:

  "July 1969"  "20 jul 1969"  "July 20, 1969 8:17 pm"  "spring 1942"
  "44 BC"  "AD 300"  "c. 1942"  "about 1942"  "16th century"
  "before 1950"  "after 1873"  "between 1950 and 1955"  1950-1955

What could mean two things is refused, with its readings: 7/8/1969, 1942-43.

A date stands for all days that it may be. An event is found if one of them is
among those that are asked for: 1969~ is found in 1969, 1969-07/1970-02 in both
years. --from, --to and `add --date` take dates; --year takes years (1969,
1969-1974, 1969,1983, 1960s, "44 BC"); `today --date` takes a day, too,
without its year.

Examples:
  timeline show --from "July 1969" --to 1970
  timeline show --year 1960s
  timeline today --date "20 jul"
"""

_FILTERS = """\
The same option given twice means either; different options mean both:

  --tag moon --tag mars          with one of these tags
  --tag moon --and-tag first     with both; repeat --and-tag for more
  --tag moon --not-tag soviet    with the first, without the second
  --tag moon --year 1969         with the tag, and in that year
  --season 1-3   --season 1,4    ranges and lists; so do --episode and --year
  --kind alt                     alt or real, each with what is in both
  -n 20   --reverse              the first 20; the other way around

Names match without regard to case and accents: first the exact form, then the
whole name, id or alias, then the one name that has all the words typed:
--person margo is Margo Madison. If several do, they are listed. --place, --tag
and `who OFFICE` take all that have the words (--place houston, who president).
--id takes the start of an id, also as a screen cuts it: korolev-surv...

WORDs must all occur, as whole words, in title, summary, people, place or tags:
moon* is any word that starts so, "neil armstrong" a phrase. If they are the
whole title of an episode, the events of the episode are found as well.

Where an answer is not a list of events, filters choose what it is made from:
pairs with a matching event (diverge), people whom one names (people), causes
(why). The --help of each command says so, and what its --year, --season and
--limit are about: for `people`, a season is a time.

Examples:
  timeline show --tag moon --and-tag first --not-tag soviet
  timeline show red moon
  timeline show --person margo --season 1-2 -n 20
  timeline who president --year 1975
"""

_FENCES = """\
--up-to is a fence against spoilers: what later episodes tell is not there.

  --up-to fam:s2e5               up to season 2, episode 5
  --up-to fam:s2   --up-to fam   up to the end of season 2; all of it
  --up-to s2e5                   where only one show has seasons
  --up-to fam:s2,star-city:s1    of several shows; or repeat the option

A show that you do not name counts as not watched. Deaths, ages, settings and
who held an office are known no further than the episodes that you have seen.
The points of divergence stay visible, as the premise of their histories. A
limit beyond what there is, is an error that says what there is.

To set it for all commands, use $TIMELINE_UP_TO, or write in timeline.toml:
up_to = "fam:s2e5". `timeline config` shows what is in force.

Examples:
  timeline show --year 1983 --up-to fam:s2e5
  timeline people --season 1 --up-to fam:s1
  timeline diverge --up-to fam:s1e3 --columns status,alt_date,alt_title
"""

_LISTED = "".join(
    f"{fill(f'  {name:<8}{form.help}', 78, subsequent_indent=' ' * 10)}\n" for name, form in FORMS.items()
)
_FORMATS = f"""\
--format (-f) chooses the form of an answer:

{_LISTED}
On a terminal, the default is table, in a pager where it is longer than the
screen ($TIMELINE_PAGER, $PAGER, else less; --no-pager). In a pipe it is tsv
without a header: date, kind, show, season and title come first.

  --columns date,title,id        only these, in this order; not in toml
  --count                        only how many rows there are
  --width 100                    the width of a table; else that of the screen
  --color always                 color in a pipe: -f table --color always

What toml, json, ndjson and csv write of events, --data reads back. Data goes
to standard output, and all else to standard error. Exit status: 0 done, also
where nothing matched; 1 `check` found an error, or `diverge --exit-code` a
divergence; 2 wrong usage; 3 the data cannot be read or is invalid.

Examples:
  timeline show --year 1969 -f json | jq '.[].title'
  timeline show --tag mars -f csv > mars.csv
  timeline show --year 1969 -f toml | timeline diverge --data -
  timeline diverge -f table --color always | less -R
"""

TOPICS = {
    "dates": Topic("How dates are written, and when they match.", _DATES),
    "filters": Topic("How options and words choose events, and how names match.", _FILTERS),
    "fences": Topic("How to see no more than you have watched: --up-to.", _FENCES),
    "formats": Topic("Formats, columns, the pager, colors and exit statuses.", _FORMATS),
}
"""Each topic by its name."""
