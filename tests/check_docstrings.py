"""Validate the docstring of every public name with numpydoc; print what is wrong and exit 1."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import tomllib
from pathlib import Path

from numpydoc.validate import validate

# A result's fields are documented as Parameters; returns of properties and examples of small parts need no section.
_PROPERTY_EXEMPT = {"RT01", "RT03", "PR01"}


def public_objects():
    """Every public module, class, function and public member of the two packages, by dotted name."""
    for package in ("gametheory", "models"):
        root = importlib.import_module(package)
        names = [package, *(m.name for m in pkgutil.walk_packages(root.__path__, f"{package}."))]
        for name in names:
            if any(part.startswith("_") for part in name.split(".")):
                continue
            module = importlib.import_module(name)
            yield name, module
            for attribute in getattr(module, "__all__", ()):
                value = getattr(module, attribute)
                if getattr(value, "__module__", None) == name and (inspect.isclass(value) or inspect.isfunction(value)):
                    yield f"{name}.{attribute}", value
                    if inspect.isclass(value):
                        yield from members(f"{name}.{attribute}", value)


def members(path, cls):
    """Public methods and properties that the class itself defines."""
    for name, value in vars(cls).items():
        if not name.startswith("_") and (callable(value) or isinstance(value, property | classmethod | staticmethod)):
            yield f"{path}.{name}", value


def main() -> int:
    """Run the validation."""
    checks = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["numpydoc_validation"]["checks"]
    off = set(checks) - {"all"}
    count, wrong = 0, []
    for name, value in public_objects():
        count += 1
        exempt = off | (_PROPERTY_EXEMPT if isinstance(value, property) else set())
        if inspect.ismodule(value):
            if not (value.__doc__ or "").strip():
                wrong.append(f"{name}: no docstring")
            continue
        wrong += [f"{name}: {code} {text}" for code, text in validate(name)["errors"] if code not in exempt]
    print(*wrong, sep="\n")
    print(f"{count} public names, {len(wrong)} docstring errors")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
