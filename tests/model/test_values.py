"""Values behave as the frozen dataclasses with slots that they stand for."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from timeline.model.values import Value, beside


class Ship(Value):
    name: str
    crew: tuple[str, ...] = ()
    at: int = beside(default=0)


class Fresh(Value):
    """No test but one uses it, so that its methods are not compiled yet."""

    name: str
    size: int = 3


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    crew: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@pytest.mark.parametrize("kind", [Ship, Plain])
def test_it_is_what_a_dataclass_is(kind: Any) -> None:
    ship = kind("Zvezda", at=2)
    assert (ship.name, ship.crew, ship.at) == ("Zvezda", (), 2)
    assert ship == kind(name="Zvezda") != kind("Mir")
    assert len({ship, kind("Zvezda")}) == 1
    assert repr(ship) == f"{kind.__name__}(name='Zvezda', crew=(), at=2)"
    assert replace(ship, crew=("Ed",)) == kind("Zvezda", ("Ed",))
    assert [(each.name, each.default, each.compare) for each in fields(kind)][1:] == [
        ("crew", (), True),
        ("at", 0, False),
    ]
    assert is_dataclass(kind)
    assert not hasattr(ship, "__dict__")
    assert copy.copy(ship) == ship == copy.deepcopy(ship)
    for change in (lambda: setattr(ship, "name", "x"), lambda: delattr(ship, "name")):
        with pytest.raises(FrozenInstanceError):
            change()
    for wrong in ({}, {"name": "a", "other": 1}):
        with pytest.raises(TypeError):
            kind(**wrong)
    assert kind("a") != "a"


def test_it_survives_pickle() -> None:
    assert pickle.loads(pickle.dumps(Ship("Zvezda", ("Ed",), 4))).at == 4


def test_filling_it_compiles_nothing() -> None:
    filled = Fresh.filled(("Mir", 5))
    assert (filled.name, filled.size) == ("Mir", 5)
    assert not {"__init__", "__eq__", "__repr__"} & set(vars(Fresh))
    assert filled == Fresh("Mir", 5)
    assert {"__init__", "__eq__", "__repr__"} <= set(vars(Fresh))


def test_a_subclass_has_the_fields_of_both() -> None:
    class Crewed(Ship):
        captain: str = "nobody"

    assert repr(Crewed("Zvezda", captain="Ed")).endswith("Crewed(name='Zvezda', crew=(), at=0, captain='Ed')")
