"""What an actor gains when the others believe its commitment: Stackelberg payoffs, pure and mixed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.equilibria.incentive_rows import safe_integers
from gametheory.equilibria.mixed_commitment import Mix, Region, strong_regions, weak_regions
from gametheory.equilibria.pure_scan import stable_positions
from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


__all__ = ["Commitment", "CommitmentOption", "MixedCommitment", "ReplyBound", "commitment"]

Profile = tuple[str, ...]


@dataclass(frozen=True)
class CommitmentOption(Jsonable):
    """
    What follows when the leader commits itself to one action.

    Parameters
    ----------
    action : str
        The leader's action.
    n_replies : int
        Number of the others' replies: best responses of one follower, pure equilibria among several.
    strong : Fraction or None
        The leader's payoff at the reply best for it; None if there is no reply.
    strong_profile : tuple of str or None
        The whole profile then.
    weak : Fraction or None
        The leader's payoff at the reply worst for it; None if there is no reply.
    weak_profile : tuple of str or None
        The whole profile then.
    """

    action: str
    n_replies: int
    strong: Fraction | None
    strong_profile: Profile | None
    weak: Fraction | None
    weak_profile: Profile | None

    def __str__(self) -> str:
        if self.strong is None:
            return f"{self.action!r}: the others have no pure equilibrium in reply"
        if self.strong == self.weak:
            return f"{self.action!r}: {self.strong}"
        return f"{self.action!r}: {self.strong} at best, {self.weak} at worst"


@dataclass(frozen=True)
class ReplyBound(Jsonable):
    """
    The most that a committed mixture brings the leader while the follower replies with one action.

    Parameters
    ----------
    reply : str
        The follower's action.
    value : Fraction or None
        The leader's payoff; None if no mixture makes this the reply.
    mix : mapping of action to Fraction
        The leader's mixture that brings it; empty if there is none.
    beaten_by : mapping of action to Fraction
        A mixture of the follower's other actions that rules the reply out; empty if nothing does.
    prices : mapping of action to Fraction
        Prices of the follower's other actions that prove `value` the largest.
    shares : mapping of action to Fraction
        Weights on the replies that are the same to the follower, for that proof.
    firm : mapping of action to Fraction
        A mixture under which the reply is better than every other that is not the same to the follower; empty where
        ties go the leader's way.
    """

    reply: str
    value: Fraction | None
    mix: FrozenMap[str, Fraction]
    beaten_by: FrozenMap[str, Fraction]
    prices: FrozenMap[str, Fraction]
    shares: FrozenMap[str, Fraction]
    firm: FrozenMap[str, Fraction]


@dataclass(frozen=True)
class MixedCommitment(Jsonable):
    """
    What the leader gets from committing itself to a mixture against one follower.

    Parameters
    ----------
    strong_bounds : tuple of ReplyBound
        Per reply, where the follower breaks ties in the leader's favour: each value is attained.
    weak_bounds : tuple of ReplyBound
        Per reply, where it breaks ties against the leader: mixtures near `mix` come as near to the value as one likes.
    """

    strong_bounds: tuple[ReplyBound, ...]
    weak_bounds: tuple[ReplyBound, ...]

    @property
    def strong(self) -> Fraction:
        """The leader's largest payoff where the follower breaks ties in its favour."""
        return _value(_largest(self.strong_bounds))

    @property
    def strong_mix(self) -> FrozenMap[str, Fraction]:
        """The mixture that attains `strong`."""
        return _largest(self.strong_bounds).mix

    @property
    def strong_reply(self) -> str:
        """The follower's reply to that."""
        return _largest(self.strong_bounds).reply

    @property
    def weak(self) -> Fraction:
        """The least upper bound of the leader's payoffs where the follower breaks ties against it."""
        return _value(_largest(self.weak_bounds))

    @property
    def weak_mix(self) -> FrozenMap[str, Fraction]:
        """A mixture near which `weak` is approached."""
        return _largest(self.weak_bounds).mix

    @property
    def weak_reply(self) -> str:
        """The follower's reply near there, up to actions that are the same to it."""
        return _largest(self.weak_bounds).reply


def _largest(bounds: Iterable[ReplyBound]) -> ReplyBound:
    return max((bound for bound in bounds if bound.value is not None), key=_value)


def _value(bound: ReplyBound) -> Fraction:
    assert bound.value is not None, "only replies that occur are compared"
    return bound.value


@dataclass(frozen=True)
class Commitment(Jsonable):
    """
    The leader's payoffs from commitments that are believed; iterate over its pure options.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    leader : str
        Who commits itself.
    options : tuple of CommitmentOption
        One per action of the leader.
    mixed : MixedCommitment or None
        What mixtures bring; None where there is more than one follower.
    method : str
        How it was found.
    """

    game: NormalFormGame
    leader: str
    options: tuple[CommitmentOption, ...]
    mixed: MixedCommitment | None
    method: str = "replies compared exactly; mixtures by exact linear programs, one per reply"

    def __iter__(self) -> Iterator[CommitmentOption]:
        return iter(self.options)

    @property
    def strong(self) -> CommitmentOption | None:
        """The best pure option where replies favour the leader; None where no option has a reply."""
        answered = [(option.strong, option) for option in self.options if option.strong is not None]
        return max(answered, key=lambda pair: pair[0])[1] if answered else None

    @property
    def weak(self) -> CommitmentOption | None:
        """The best pure option where replies are the worst for the leader; None where no option has a reply."""
        answered = [(option.weak, option) for option in self.options if option.weak is not None]
        return max(answered, key=lambda pair: pair[0])[1] if answered else None

    @property
    def converged(self) -> bool:
        """Always true: the search is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """All options, and the prices that bound what mixtures bring, for `gametheory.verify`."""
        data: dict[str, Any] = {
            "game": plain_game(self.game),
            "leader": self.leader,
            "options": [_plain_option(option) for option in self.options],
            "mixed": None,
        }
        if self.mixed:
            data["mixed"] = {
                "strong": [_plain_bound(bound) for bound in self.mixed.strong_bounds],
                "weak": [_plain_bound(bound) for bound in self.mixed.weak_bounds],
            }
        return Certificate("commitment", data)

    def __str__(self) -> str:
        lines = [f"{self.leader} commits itself to", *(f"  {option}" for option in self.options)]
        if self.mixed:
            mix = " + ".join(f"{p} {name}" for name, p in self.mixed.strong_mix.items())
            lines.append(f"  a mixture: {self.mixed.strong} at best ({mix}), {self.mixed.weak} at worst")
        return "\n".join(lines)


def commitment(game: NormalFormGame, *, leader: str) -> Commitment:
    """
    Find what an actor gains if the others believe its commitment (von Stackelberg 1934).

    One follower plays a best response; several play a pure equilibrium of the game that the commitment leaves them.
    Where replies tie, both ends are given: replies that are best (strong) and worst (weak) for the leader.

    Parameters
    ----------
    game : NormalFormGame
        The game, with two or more actors.
    leader : str
        Who commits itself.

    Returns
    -------
    Commitment
        The payoff of every pure commitment and, against one follower, of the best mixed one.

    Raises
    ------
    GameError
        If the leader is alone.
    UnknownNameError
        If there is no such actor.

    Examples
    --------
    >>> from gametheory import NormalFormGame, commitment
    >>> game = NormalFormGame([[[2, 1], [4, 0]], [[1, 0], [3, 1]]], actors=["Row", "Column"],
    ...                       actions=[["up", "down"], ["left", "right"]])
    >>> print(commitment(game, leader="Row"))
    Row commits itself to
      'up': 2
      'down': 3
      a mixture: 7/2 at best (1/2 up + 1/2 down), 7/2 at worst
    """
    i = game.actor_index(leader)
    if len(game.actors) == 1:
        raise GameError(f"{leader} is the only actor: there is nobody to believe a commitment; use two or more actors.")
    options = tuple(_option(game, i, a) for a in range(game.shape[i]))
    return Commitment(game, leader, options, _mixed(game, i) if len(game.actors) == 2 else None)


def _option(game: NormalFormGame, leader: int, action: int) -> CommitmentOption:
    payoffs = np.take(comparable(game), action, axis=leader)
    replies = stable_positions(np.ascontiguousarray(np.delete(payoffs, leader, axis=-1)))
    name = game.actions[leader][action]
    if not len(replies):
        return CommitmentOption(name, 0, None, None, None, None)
    own = payoffs[..., leader].ravel()[replies]
    best, worst = (_at(game, leader, action, int(replies[k])) for k in (own.argmax(), own.argmin()))
    return CommitmentOption(name, len(replies), *best, *worst)


def _at(game: NormalFormGame, leader: int, action: int, position: int) -> tuple[Fraction, Profile]:
    places = np.unravel_index(position, (*game.shape[:leader], *game.shape[leader + 1 :]))
    others = tuple(int(k) for k in places)
    index = (*others[:leader], action, *others[leader:])
    return game.payoff_at(index)[leader], tuple(names[k] for names, k in zip(game.actions, index, strict=True))


def _mixed(game: NormalFormGame, leader: int) -> MixedCommitment:
    numerators, denominators = safe_integers(game)
    own, other = (np.moveaxis(numerators[..., i], leader, 0) for i in (leader, 1 - leader))
    scales = denominators[leader], denominators[1 - leader]
    return MixedCommitment(
        tuple(_named(game, leader, scales, region) for region in strong_regions(own, other)),
        tuple(_named(game, leader, scales, region) for region in weak_regions(own, other)),
    )


def _named(game: NormalFormGame, leader: int, scales: tuple[int, int], region: Region) -> ReplyBound:
    own, other = game.actions[leader], game.actions[1 - leader]
    own_scale, other_scale = scales
    return ReplyBound(
        other[region.reply],
        None if region.beaten else region.value / own_scale,
        _mix(own, region.mix),
        _mix(other, region.beaten),
        FrozenMap((other[k], y * other_scale / own_scale) for k, y in (region.prices or {}).items()),
        _mix(other, region.shares),
        _mix(own, region.firm),
    )


def _mix(names: tuple[str, ...], mix: Mix | None) -> FrozenMap[str, Fraction]:
    return FrozenMap((names[k], p) for k, p in (mix or {}).items())


def _plain_option(option: CommitmentOption) -> dict[str, Any]:
    ends = [option.strong, option.weak]
    return {
        "action": option.action,
        "replies": option.n_replies,
        "strong": None if ends[0] is None else str(ends[0]),
        "weak": None if ends[1] is None else str(ends[1]),
    }


def _plain_bound(bound: ReplyBound) -> dict[str, Any]:
    lotteries = {name: getattr(bound, name) for name in ("mix", "beaten_by", "prices", "shares", "firm")}
    plain = {name: [[action, str(p)] for action, p in pairs.items()] for name, pairs in lotteries.items()}
    return {"reply": bound.reply, "value": None if bound.value is None else str(bound.value), **plain}
