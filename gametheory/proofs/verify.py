"""Recheck any certificate; no solver code is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gametheory.errors import CertificateError, closest
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.coalitions import recheck_deviating_coalitions
from gametheory.proofs.commitment import recheck_commitment
from gametheory.proofs.correlated import recheck_correlated_equilibrium
from gametheory.proofs.discount_set import recheck_discount_set
from gametheory.proofs.dominance import recheck_dominance
from gametheory.proofs.finite import recheck_finite
from gametheory.proofs.garbling import recheck_garbling
from gametheory.proofs.identifiability import recheck_identifiability
from gametheory.proofs.limit_set import recheck_limit_payoff_set
from gametheory.proofs.mixed import recheck_mixed_equilibria
from gametheory.proofs.one_shot import recheck_maxmin, recheck_minmax, recheck_pure_equilibria
from gametheory.proofs.outer_bound import recheck_outer_bound
from gametheory.proofs.payoff_set import recheck_payoff_set
from gametheory.proofs.potential import recheck_potential
from gametheory.proofs.public_payoff_set import recheck_public_payoff_set
from gametheory.proofs.punishment import recheck_mixed_minmax
from gametheory.proofs.reading import read_table, require
from gametheory.proofs.region import recheck_region
from gametheory.proofs.regions import (
    recheck_always,
    recheck_counterexample,
    recheck_identified,
    recheck_knife_edge,
    recheck_never,
    recheck_path_excluded,
    recheck_sometimes,
    same_family,
)
from gametheory.proofs.strategy import recheck_strategy
from gametheory.proofs.two_states import recheck_bang_bang, recheck_strongly_symmetric

if TYPE_CHECKING:
    from gametheory.games.family import GameFamily
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.polytope import Polytope

__all__ = ["verify"]

_RECHECKS: Mapping[str, Callable[[dict[str, Any]], None]] = {
    "strategy": recheck_strategy,
    "discount_region": recheck_region,
    "pure_equilibria": recheck_pure_equilibria,
    "minmax": recheck_minmax,
    "maxmin": recheck_maxmin,
    "mixed_minmax": recheck_mixed_minmax,
    "dominance": recheck_dominance,
    "potential": recheck_potential,
    "deviating_coalitions": recheck_deviating_coalitions,
    "finite_equilibria": recheck_finite,
    "garbling": recheck_garbling,
    "identifiability": recheck_identifiability,
    "limit_payoff_set": recheck_limit_payoff_set,
    "commitment": recheck_commitment,
    "correlated_equilibrium": recheck_correlated_equilibrium,
    "mixed_equilibria": recheck_mixed_equilibria,
    "payoff_set": recheck_payoff_set,
    "bang_bang": recheck_bang_bang,
    "strongly_symmetric": recheck_strongly_symmetric,
    "region_always": recheck_always,
    "region_counterexample": recheck_counterexample,
    "region_sometimes": recheck_sometimes,
    "region_knife_edge": recheck_knife_edge,
    "region_never": recheck_never,
    "identified_set": recheck_identified,
    "path_excluded": recheck_path_excluded,
    "outer_bound": recheck_outer_bound,
    "discount_set": recheck_discount_set,
    "public_payoff_set": recheck_public_payoff_set,
}


def verify(certificate: Certificate | str, game: NormalFormGame | GameFamily | Polytope | None = None) -> bool:
    """
    Recheck a certificate from scratch, in exact rational arithmetic.

    Parameters
    ----------
    certificate : Certificate or str
        The certificate, or its JSON text.
    game : NormalFormGame, GameFamily or Polytope, optional
        The stage game, family or polytope that the claim must be about; without it the one inside the certificate is
        taken. A polytope may know less than the certificate's, as long as no proof uses what is missing.

    Returns
    -------
    bool
        Always True: a claim that does not hold raises.

    Raises
    ------
    CertificateError
        If the claim does not hold, naming the actor, the state and the deviation that fails; if the certificate was
        altered after it was made; or if it is about another game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, pure_equilibria, verify
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> verify(pure_equilibria(game).certificate, game)
    True
    """
    claim = Certificate.from_json(certificate) if isinstance(certificate, str) else certificate
    if not isinstance(claim, Certificate):
        raise CertificateError(f"a {type(claim).__name__} is no certificate; give a Certificate or its JSON text.")
    if not isinstance(claim.kind, str) or claim.kind not in _RECHECKS:
        raise CertificateError(f"certificates of kind {claim.kind!r} are not known. {closest(claim.kind, _RECHECKS)}")
    try:
        _RECHECKS[claim.kind](claim.data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise CertificateError(
            f"the certificate's data are incomplete or malformed ({type(error).__name__}: {error}); make it again."
        ) from None
    require(
        claim.is_untouched,
        "the certificate's content does not fit its digest: it was altered after it was made. Make it again.",
    )
    if game is not None:
        _same_subject(claim, game)
    return True


def _same_subject(claim: Certificate, game: Any) -> None:
    over_a_polytope, is_a_game = "polytope" in claim.data, hasattr(game, "payoff_at")
    told = "a family of games; give a GameFamily or a Polytope" if over_a_polytope else "one game; give that game"
    require(over_a_polytope is not is_a_game, f"the certificate is about {told}, or leave it out.")
    if over_a_polytope:
        same_family(claim.data, game)
    else:
        _same_game(claim, game)


def _same_game(claim: Certificate, game: NormalFormGame) -> None:
    require("game" in claim.data, "the certificate is about signals, not about a game; verify it without one.")
    table = read_table(claim.data["game"])
    same = table.actors == game.actors and table.actions == game.actions
    require(same, "the certificate is about a game with other actors or actions.")
    for profile in table.profiles():
        require(
            table.payoff(profile) == game.payoff_at(profile),
            f"the certificate is about another game: payoffs differ at {table.names(profile)}.",
        )
