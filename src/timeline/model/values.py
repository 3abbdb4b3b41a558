"""Values: frozen dataclasses with slots, whose methods are compiled when they are first used.

`dataclass` compiles the source of its methods whenever a module is imported, a millisecond or more for each class. Many
commands only read values from the index, which needs none of these methods (see `timeline.store.records`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

REQUIRED: Any = object()
"""The default of a field that has none."""

_METHODS = ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__")


class _Beside:
    def __init__(self, default: object) -> None:
        self.default = default


def beside(*, default: Any, compare: bool = False) -> Any:
    """Return the default of a field that comparisons leave out."""
    return _Beside(default)


class _Fields:
    """What `dataclasses` keeps of a class; it also completes the class when it is first asked for."""

    def __get__(self, _: object, kind: type[Value]) -> Mapping[str, Any]:
        return _completed(kind).__dataclass_fields__


@dataclass_transform(frozen_default=True, field_specifiers=(beside,))
class _Slotted(type):
    """Makes a slot of each annotated name of a class."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Slotted:
        given = {each: body.pop(each, REQUIRED) for each in body.get("__annotations__", ()) if bases}
        beside = {each: default.default for each, default in given.items() if isinstance(default, _Beside)}
        made: Any = super().__new__(cls, name, bases, {**body, "__slots__": tuple(given)})
        made.__dataclass_fields__ = _Fields()
        own = tuple((each, getattr(made, each).__set__, beside.get(each, given[each])) for each in given)
        made.parts = (*(part for base in bases for part in getattr(base, "parts", ())), *own)
        made.beside = frozenset(beside).union(*(getattr(base, "beside", ()) for base in bases))
        if len(own) < len(made.parts):
            _completed(made)  # it would inherit methods for fewer fields
        return made  # type: ignore[no-any-return]


class Value(metaclass=_Slotted):
    """A base class that makes its subclasses frozen dataclasses with slots."""

    parts: ClassVar[tuple[tuple[str, Callable[[object, object], None], Any], ...]]
    """Name, setter and default of each field, in order; the setter is for a value that is being made."""
    beside: ClassVar[frozenset[str]]
    """The fields that comparisons leave out."""

    @classmethod
    def filled(cls, values: Iterable[Any]) -> Self:
        """Return a value from those of all its fields, in order; nothing is compiled for it."""
        made = cls.__new__(cls)
        for (_, put, _), item in zip(cls.parts, values, strict=True):
            put(made, item)
        return made

    @classmethod
    def made_of(cls, values: Mapping[str, Any]) -> Self:
        """Return a value from those of some fields, by name; others have their defaults. Other names are left out.

        Raises `TypeError` if a field without a default is missing.
        """
        made = cls.__new__(cls)
        for name, put, default in cls.parts:
            item = values.get(name, default)
            if item is REQUIRED:
                raise TypeError(f"{cls.__name__} needs `{name}`")
            put(made, item)
        return made

    def __init__(self, *arguments: Any, **values: Any) -> None:
        _completed(type(self)).__init__(self, *arguments, **values)

    def __eq__(self, other: object) -> bool:
        return _completed(type(self)).__eq__(self, other)

    def __hash__(self) -> int:
        return _completed(type(self)).__hash__(self)

    def __repr__(self) -> str:
        return _completed(type(self)).__repr__(self)

    def __setattr__(self, name: str, value: object) -> None:
        _completed(type(self)).__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        _completed(type(self)).__delattr__(self, name)

    def __getstate__(self) -> list[object]:
        return [getattr(self, name) for name, _, _ in self.parts]

    def __setstate__(self, state: list[object]) -> None:
        for (_, put, _), item in zip(self.parts, state, strict=True):
            put(self, item)


def _completed(kind: type[Value]) -> type[Value]:
    """Return a class with the methods of a dataclass, which it takes from a twin."""
    import dataclasses  # reading the index needs none of it

    types = {
        name: text for base in reversed(kind.__mro__) for name, text in vars(base).get("__annotations__", {}).items()
    }
    body: dict[str, Any] = {"__annotations__": {name: types[name] for name, _, _ in kind.parts}}
    for name, _, default in kind.parts:
        given = {} if default is REQUIRED else {"default": default}
        body[name] = dataclasses.field(compare=name not in kind.beside, **given)
    twin: type[Any] = dataclasses.dataclass(frozen=True)(type(kind.__name__, (), body))
    for name in ("__dataclass_fields__", *_METHODS):
        if name not in vars(kind) or name == "__dataclass_fields__":
            setattr(kind, name, getattr(twin, name))
    return kind
