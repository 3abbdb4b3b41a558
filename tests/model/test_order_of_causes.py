"""The last step of the order of time: a cause that overlaps its effect and would stand after it moves before it."""

from __future__ import annotations

from timeline.source.load import load_document


def order(*events: tuple[str, str, str]) -> list[str]:
    text = "".join(
        f'[[event]]\nid = "{name}"\ndate = "{date}"\ntitle = "{name}"\nkind = "real"\n'
        + (f"because = {because}\n" * bool(because))
        for name, date, because in events
    )
    return [event.id for event in load_document(["/o.toml"], {"/o.toml": text}).events]


def test_what_moves_takes_its_own_causes_along() -> None:
    """July does not overlap January, but what is known as 1969 overlaps both and moves before January's event."""
    assert order(("january", "1969-01", '"some-time"'), ("july", "1969-07", ""), ("some-time", "1969", '"july"')) == [
        "july",
        "some-time",
        "january",
    ]


def test_a_long_chain_told_backwards() -> None:
    links = [(f"e{number}", "1969", f'"e{number + 1}"') for number in range(800)]
    assert order(*links, ("e800", "1969", "")) == [f"e{number}" for number in range(800, -1, -1)]
