"""The public surface is pinned, `import gametheory` stays light, and the engine knows nothing of the domain."""

import ast
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gametheory

ENGINE = Path(gametheory.__file__).parent
SOURCES = sorted(ENGINE.rglob("*.py"))
HEAVY = ("numpy", "scipy", "sympy", "pandas", "matplotlib", "numba", "xarray", "highspy", "nashpy", "hypothesis")
STDLIB_ONLY = (
    "gametheory.errors",
    "gametheory.exact",
    "gametheory.results",
    "gametheory.frozen",
    "gametheory._version",
)


def test_public_names_are_pinned():
    """A new name is one new line in public_names.txt, in order."""
    pinned = (Path(__file__).parent / "public_names.txt").read_text("utf-8").split()
    assert sorted(gametheory.__all__) == pinned


@pytest.mark.parametrize("name", gametheory.__all__)
def test_every_public_name_can_be_had_and_is_listed(name):
    assert getattr(gametheory, name) is not None
    assert name in dir(gametheory)


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'equilibrium'"):
        gametheory.equilibrium  # noqa: B018 -- the access is what is tested


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_import_is_lazy(record_property):
    bare = min(timed("pass") for _ in range(3))
    took = min(timed("import gametheory") for _ in range(3))
    record_property("import seconds beyond the interpreter", round(took - bare, 4))
    print(f"import gametheory: {1000 * (took - bare):.0f} ms beyond the interpreter")
    assert run(f"import sys, gametheory; print([m for m in {HEAVY} if m in sys.modules])").strip() == "[]"


def timed(code):
    start = time.perf_counter()
    run(code)
    return time.perf_counter() - start


def test_questions_load_no_more_than_they_need():
    code = "import sys, gametheory; gametheory.check_strategy, gametheory.verify, gametheory.pure_equilibria;"
    assert run(f"{code} print([m for m in ('sympy', 'scipy', 'hypothesis') if m in sys.modules])").strip() == "[]"


def imported(tree):
    """Names of modules that run when this one is imported or used; those under TYPE_CHECKING never do."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
        yield from imported(node)


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name == "proofs"], ids=lambda p: p.name)
def test_proofs_import_no_solver(path):
    for name in imported(ast.parse(path.read_text("utf-8"))):
        allowed = (
            name.split(".")[0] in sys.stdlib_module_names
            or name in STDLIB_ONLY
            or name.startswith("gametheory.proofs.")
        )
        assert allowed, f"{path.name} imports {name}"


def test_what_proofs_may_import_is_itself_light():
    for name in STDLIB_ONLY:
        tree = ast.parse((ENGINE / f"{name.removeprefix('gametheory.')}.py").read_text("utf-8"))
        for other in imported(tree):
            assert other.split(".")[0] in sys.stdlib_module_names or other in STDLIB_ONLY


def test_verifying_loads_no_solver():
    code = (
        "import sys, gametheory; gametheory.verify; print([m for m in sys.modules if m.startswith('gametheory.equ')])"
    )
    assert run(code).strip() == "[]"
    assert (
        run(f"import sys, gametheory; gametheory.verify; print([m for m in {HEAVY} if m in sys.modules])").strip()
        == "[]"
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ENGINE)))
def test_engine_knows_nothing_of_the_domain(path):
    text = path.read_text("utf-8")
    assert not re.search("sanction", text.replace("sanction-games", ""), re.IGNORECASE)
    assert not any(name.split(".")[0] == "models" for name in imported(ast.parse(text)))


def test_results_do_not_depend_on_the_hash_seed():
    code = (
        "from gametheory import *\n"
        "game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=['Ann', 'Bob'], actions=['C', 'D'])\n"
        "for s in (strategies.reversion(('C', 'C'), ('D', 'D')), "
        "strategies.limited_punishment(('C', 'C'), ('D', 'D'), periods=3)):\n"
        "    print(discount_region(game, s).to_json(), check_strategy(RepeatedGame(game, ['1/3', '1/2']), s).to_json())"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ENGINE.parent)},
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(texts) == 1
