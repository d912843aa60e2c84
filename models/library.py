"""Where scenarios are kept: the package's own folder, or one of the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gametheory.errors import UnknownNameError, closest
from models.build import build_scenario
from models.errors import LoadError
from models.scenario import Scenario

__all__ = ["load", "scenarios"]

OWN = Path(__file__).parent / "scenarios"


def scenarios(folder: str | Path | None = None) -> tuple[str, ...]:
    """
    Name the scenarios.

    Parameters
    ----------
    folder : str or Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    tuple of str
        Names, sorted.

    Raises
    ------
    LoadError
        If the folder does not exist.

    Examples
    --------
    >>> "five-powers" in scenarios()
    True
    """
    place = Path(folder) if folder is not None else OWN
    if not place.is_dir():
        raise LoadError(f"there is no folder {place}; give one that holds scenario files (*.toml).")
    return tuple(sorted(path.stem for path in place.glob("*.toml")))


def load(
    name: str,
    folder: str | Path | None = None,
    *,
    parts: Mapping[str, str] | None = None,
    sizes: Mapping[str, int] | None = None,
    own: Iterable[str] = (),
) -> Scenario:
    """
    Load a scenario.

    Parameters
    ----------
    name : str
        Its name, such as "five-powers".
    folder : str or Path, optional
        A folder of scenario files; by default the package's own.
    parts : mapping of str to str, optional
        Who takes a part that several actors can take, such as ``{"intermediary": "uae"}``.
    sizes : mapping of str to int, optional
        How many members a group of interchangeable actors has, such as ``{"third": 8}``.
    own : iterable of str, optional
        Stakes that members of a group need not share: each has its own, such as ``["third_freeze_loss"]``.

    Returns
    -------
    Scenario
        The scenario.

    Raises
    ------
    UnknownNameError
        If there is no such scenario; the closest name is suggested.
    LoadError
        If the file is wrong.

    Examples
    --------
    >>> load("five-powers", parts={"intermediary": "uae"}).actors["intermediary"]
    'United Arab Emirates'
    >>> load("intermediaries", sizes={"third": 2}, own=["third_freeze_loss"]).stakes[-2:]
    ('third_freeze_loss_1', 'third_freeze_loss_2')
    """
    known = scenarios(folder)
    if name not in known:
        raise UnknownNameError(f"there is no scenario {name!r}. {closest(name, known)}")
    place = Path(folder) if folder is not None else OWN
    return build_scenario(place / f"{name}.toml", parts, sizes, own=own)
