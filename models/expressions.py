"""
Payoff expressions: linear in stakes, times conditions on the action profile.

``trade * (china == supply) - bank_loss * (us == cut_off)`` is parsed by Python's grammar and walked by a whitelist:
numbers, names, ``+ - * /``, comparisons, ``in``, ``and``, ``or``, ``not``. Nothing is ever evaluated as code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import NumberError, closest
from gametheory.exact import exact
from models.errors import ExpressionError

__all__ = ["Form", "Scope", "linear_form"]

_MOST_TEXT = 4000
_MOST_NODES = 1500
_MOST_DEPTH = 60


@dataclass(frozen=True)
class Scope:
    """
    The names that an expression may use.

    Parameters
    ----------
    actions : mapping of actor id to tuple of action ids
        Actors in the order of axes.
    stakes : tuple of str
        Names of stakes.
    features : mapping of str to numpy.ndarray
        Named numbers that depend on the action profile, broadcastable over the actors' axes.
    """

    actions: Mapping[str, tuple[str, ...]]
    stakes: tuple[str, ...]
    features: Mapping[str, NDArray[Any]]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of actions per actor."""
        return tuple(len(actions) for actions in self.actions.values())

    def indicator(self, actor: str, actions: tuple[str, ...]) -> NDArray[Any]:
        """
        Mark the profiles in which an actor plays one of some actions.

        Parameters
        ----------
        actor : str
            Actor id.
        actions : tuple of str
            Action ids.

        Returns
        -------
        numpy.ndarray
            1 or 0, with length 1 along the other actors' axes.
        """
        names, axis = self.actions[actor], list(self.actions).index(actor)
        marks = np.array([int(name in actions) for name in names], dtype=object)
        return marks.reshape(tuple(len(names) if k == axis else 1 for k in range(len(self.actions))))


@dataclass(frozen=True)
class Form:
    """
    A linear form in stakes whose coefficients depend on the action profile.

    Parameters
    ----------
    terms : dict of str to numpy.ndarray
        Stake to exact coefficients, broadcastable over the actors' axes; the key "" holds the constant.
    """

    terms: dict[str, NDArray[Any]]

    def __post_init__(self) -> None:
        # numpy turns arrays without axes into bare numbers when it computes with them
        arrays = {stake: np.asarray(values, dtype=object) for stake, values in self.terms.items()}
        object.__setattr__(self, "terms", arrays)

    @property
    def stakes(self) -> tuple[str, ...]:
        """The stakes that occur."""
        return tuple(stake for stake in self.terms if stake)

    @property
    def constant(self) -> NDArray[Any]:
        """What does not depend on stakes."""
        return self.terms.get("", np.array(0, dtype=object))

    def plus(self, other: Form, factor: int = 1) -> Form:
        """
        Add a multiple of another form.

        Parameters
        ----------
        other : Form
            What to add.
        factor : int, default: 1
            How many times.

        Returns
        -------
        Form
            The sum.
        """
        terms = dict(self.terms)
        for stake, values in other.terms.items():
            terms[stake] = terms[stake] + factor * values if stake in terms else factor * values
        return Form(terms)

    def times(self, number: NDArray[Any]) -> Form:
        """
        Multiply by numbers that depend on the profile.

        Parameters
        ----------
        number : numpy.ndarray
            The factors.

        Returns
        -------
        Form
            The product.
        """
        return Form({stake: values * number for stake, values in self.terms.items()})


def linear_form(text: str, scope: Scope, what: str) -> Form:
    """
    Read an expression as a linear form in stakes.

    Parameters
    ----------
    text : str
        The expression.
    scope : Scope
        The names that it may use.
    what : str
        What the expression is, for error messages.

    Returns
    -------
    Form
        The form.

    Raises
    ------
    ExpressionError
        If it uses anything that is not allowed, an unknown name, or a product of stakes.

    Examples
    --------
    >>> scope = Scope({"us": ("forbear", "punish"), "china": ("supply", "curb")}, ("trade", "loss"), {})
    >>> form = linear_form("trade * (china == supply) - 2 * loss * (us == punish)", scope, "an example")
    >>> [str(value) for value in form.terms["loss"].ravel()]
    ['0', '-2']
    """
    return _Reader(scope, what, " ".join(text.split())).read()


@dataclass(frozen=True)
class _Reader:
    scope: Scope
    what: str
    text: str

    def read(self) -> Form:
        if len(self.text) > _MOST_TEXT:
            raise self.refuse(
                f"it has {len(self.text)} characters; at most {_MOST_TEXT} are read. Name parts as features"
            )
        try:
            tree = ast.parse(self.text, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise self.refuse(f"it cannot be parsed ({error}); check brackets and operators") from None
        if _depth(tree) > _MOST_DEPTH or sum(1 for _ in ast.walk(tree)) > _MOST_NODES:
            raise self.refuse("it is too long or nested too deeply; name parts of it as features")
        return self.form(tree)

    def refuse(self, why: str) -> ExpressionError:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "..."
        return ExpressionError(f"{self.what}: in the expression {shown!r}, {why}.")

    def form(self, node: ast.expr) -> Form:
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise self.refuse(
                f"{_shown(node)} is not allowed; use numbers, stakes, features, + - * /, comparisons such as "
                "(china == supply), 'in', 'and', 'or', 'not'"
            )
        return handler(self, node)

    def number(self, node: ast.Constant) -> Form:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self.refuse(f"{node.value!r} is not a number")
        written = ast.get_source_segment(self.text, node) or repr(node.value)
        try:
            return _constant(exact(written.replace("_", ""), "a number"))
        except NumberError:
            raise self.refuse(f"{written} is not a decimal number") from None

    def name(self, node: ast.Name) -> Form:
        if node.id in self.scope.features:
            return Form({"": self.scope.features[node.id]})
        if node.id in self.scope.stakes:
            return Form({node.id: np.array(1, dtype=object)})
        if node.id in self.scope.actions:
            raise self.refuse(f"{node.id!r} is an actor; compare it with one of its actions, as in ({node.id} == ...)")
        legal = [*self.scope.stakes, *self.scope.features]
        raise self.refuse(f"{node.id!r} is no stake or feature. {closest(node.id, legal).rstrip('.')}")

    def unary(self, node: ast.UnaryOp) -> Form:
        if isinstance(node.op, ast.Not):
            return Form({"": 1 - self.truth(node.operand)})
        if isinstance(node.op, ast.USub | ast.UAdd):
            return self.form(node.operand).times(np.array(-1 if isinstance(node.op, ast.USub) else 1, dtype=object))
        raise self.refuse(f"{_shown(node)} is not allowed; use -, + or 'not'")

    def binary(self, node: ast.BinOp) -> Form:
        if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
            raise self.refuse(f"{_shown(node)} is not allowed; use + - * /")
        left, right = self.form(node.left), self.form(node.right)
        if isinstance(node.op, ast.Add | ast.Sub):
            return left.plus(right, 1 if isinstance(node.op, ast.Add) else -1)
        return self.product(left, right) if isinstance(node.op, ast.Mult) else self.ratio(left, right, node)

    def product(self, left: Form, right: Form) -> Form:
        if left.stakes and right.stakes:
            raise self.refuse(
                f"the stakes {left.stakes[0]!r} and {right.stakes[0]!r} are multiplied; payoffs must be linear, so "
                "declare the product as a stake of its own, with bounds"
            )
        return left.times(right.constant) if left.stakes else right.times(left.constant)

    def ratio(self, left: Form, right: Form, node: ast.BinOp) -> Form:
        if right.stakes or right.constant.size != 1 or right.constant.item() == 0:
            raise self.refuse(f"{_shown(node)} divides by something that is not a nonzero number")
        return left.times(np.array(Fraction(1) / right.constant.item(), dtype=object))

    def compare(self, node: ast.Compare) -> Form:
        if len(node.ops) != 1:
            raise self.refuse(f"{_shown(node)} chains comparisons; write them with 'and'")
        left, op, right = node.left, node.ops[0], node.comparators[0]
        if isinstance(left, ast.Name) and left.id in self.scope.actions:
            return Form({"": self.plays(left.id, op, right)})
        test = _COMPARISONS.get(type(op))
        if test is None:
            raise self.refuse(f"{_shown(node)} is not allowed; compare an actor with its actions, or numbers")
        difference = self.form(left).plus(self.form(right), -1)
        if difference.stakes:
            raise self.refuse(f"{_shown(node)} compares stakes; conditions may depend on actions only")
        return Form({"": _marks(difference.constant, test)})

    def plays(self, actor: str, op: ast.cmpop, right: ast.expr) -> NDArray[Any]:
        negated = isinstance(op, ast.NotEq | ast.NotIn)
        if isinstance(op, ast.Eq | ast.NotEq):
            actions: tuple[ast.expr, ...] = (right,)
        elif isinstance(op, ast.In | ast.NotIn) and isinstance(right, ast.List | ast.Tuple | ast.Set):
            actions = tuple(right.elts)
        else:
            raise self.refuse(f"compare {actor!r} with == or != one action, or with 'in' a list of actions")
        marks = self.scope.indicator(actor, tuple(self.action(actor, node) for node in actions))
        return 1 - marks if negated else marks

    def action(self, actor: str, node: ast.expr) -> str:
        legal = self.scope.actions[actor]
        if not isinstance(node, ast.Name) or node.id not in legal:
            shown = node.id if isinstance(node, ast.Name) else _shown(node)
            raise self.refuse(f"{actor} has no action {shown!r}. {closest(shown, legal).rstrip('.')}")
        return node.id

    def boolean(self, node: ast.BoolOp) -> Form:
        marks = [self.truth(part) for part in node.values]
        both = isinstance(node.op, ast.And)
        result = marks[0] if both else 1 - marks[0]
        for mark in marks[1:]:
            result = result * (mark if both else 1 - mark)
        return Form({"": result if both else 1 - result})

    def truth(self, node: ast.expr) -> NDArray[Any]:
        form = self.form(node)
        if form.stakes or not all(value in (0, 1) for value in form.constant.ravel()):
            raise self.refuse(f"{_shown(node)} is no condition; 'and', 'or' and 'not' join comparisons of actions")
        return form.constant


_HANDLERS: Mapping[type[ast.expr], Callable[[_Reader, Any], Form]] = {
    ast.Constant: _Reader.number,
    ast.Name: _Reader.name,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.binary,
    ast.Compare: _Reader.compare,
    ast.BoolOp: _Reader.boolean,
}

_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any], bool]] = {
    ast.Eq: lambda difference: difference == 0,
    ast.NotEq: lambda difference: difference != 0,
    ast.GtE: lambda difference: difference >= 0,
    ast.LtE: lambda difference: difference <= 0,
    ast.Gt: lambda difference: difference > 0,
    ast.Lt: lambda difference: difference < 0,
}


def _constant(value: Fraction) -> Form:
    return Form({"": np.array(value, dtype=object)})


def _marks(differences: NDArray[Any], test: Callable[[Any], bool]) -> NDArray[Any]:
    flat = np.empty(differences.size, dtype=object)
    flat[:] = [int(test(value)) for value in differences.ravel()]
    return flat.reshape(differences.shape)


def _depth(tree: ast.AST) -> int:
    """Nesting of a tree, found without recursion."""
    deepest, todo = 0, [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return deepest


def _shown(node: ast.AST) -> str:
    kinds = {
        ast.Call: "a function call",
        ast.Attribute: "an attribute",
        ast.Subscript: "an index",
        ast.Lambda: "a lambda",
    }
    told = kinds.get(type(node), type(node).__name__)
    return f"{told} ({ast.unparse(node)[:40]})" if _depth(node) <= _MOST_DEPTH else told
