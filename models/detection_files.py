"""What a scenario file says of detection, checked when it is read."""

from __future__ import annotations

from gametheory.errors import closest
from models.chance_uses import refuse_other_uses
from models.in_file import InFile
from models.schema import ScenarioSpec
from models.signals import SignalTable

__all__ = ["check_detection"]


def check_detection(file: InFile, spec: ScenarioSpec, signals: SignalTable | None) -> None:
    """
    Refuse names of detection or false alarm that are no chances of the signals.

    Parameters
    ----------
    file : InFile
        Where they stand.
    spec : ScenarioSpec
        What the file says.
    signals : SignalTable, optional
        The declared signals.

    Raises
    ------
    LoadError
        If there are no signals, one of the names is no number between 0 and 1 in their probabilities, or a chance
        stands outside them too, where regions in detection would not follow it.
    """
    if spec.detection is None:
        return
    if signals is None:
        raise file.wrong(("detection",), "no signals are declared; add [signals.NAME] tables, or drop this one.")
    for part, name in (("detect", spec.detection.detect), ("alarm", spec.detection.alarm)):
        if name not in signals.chances:
            why = f"{name!r} is no chance in the signals. {closest(name, signals.chances)}"
            raise file.wrong(("detection", part), why)
    file.at(("signals",), lambda: signals.symbolic)
    file.at(("detection",), refuse_other_uses, spec, signals.chances)
