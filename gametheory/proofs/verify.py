"""Recheck any certificate; no solver code is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gametheory.errors import CertificateError, closest
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.coalitions import recheck_deviating_coalitions
from gametheory.proofs.commitment import recheck_commitment
from gametheory.proofs.correlated import recheck_correlated_equilibrium
from gametheory.proofs.dominance import recheck_dominance
from gametheory.proofs.finite import recheck_finite
from gametheory.proofs.mixed import recheck_mixed_equilibria
from gametheory.proofs.one_shot import recheck_maxmin, recheck_minmax, recheck_pure_equilibria
from gametheory.proofs.payoff_set import recheck_payoff_set
from gametheory.proofs.potential import recheck_potential
from gametheory.proofs.public_payoff_set import recheck_public_payoff_set
from gametheory.proofs.punishment import recheck_mixed_minmax
from gametheory.proofs.reading import read_table, require
from gametheory.proofs.region import recheck_region
from gametheory.proofs.strategy import recheck_strategy

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

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
    "commitment": recheck_commitment,
    "correlated_equilibrium": recheck_correlated_equilibrium,
    "mixed_equilibria": recheck_mixed_equilibria,
    "payoff_set": recheck_payoff_set,
    "public_payoff_set": recheck_public_payoff_set,
}


def verify(certificate: Certificate | str, game: NormalFormGame | None = None) -> bool:
    """
    Recheck a certificate from scratch, in exact rational arithmetic.

    Parameters
    ----------
    certificate : Certificate or str
        The certificate, or its JSON text.
    game : NormalFormGame, optional
        The stage game that the claim must be about; without it the game inside the certificate is taken.

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
        _same_game(claim, game)
    return True


def _same_game(claim: Certificate, game: NormalFormGame) -> None:
    table = read_table(claim.data["game"])
    same = table.actors == game.actors and table.actions == game.actions
    require(same, "the certificate is about a game with other actors or actions.")
    for profile in table.profiles():
        require(
            table.payoff(profile) == game.payoff_at(profile),
            f"the certificate is about another game: payoffs differ at {table.names(profile)}.",
        )
