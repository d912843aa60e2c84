"""One-shot games: every equilibrium, what commitment is worth, and what nobody would do."""

import gametheory as gt
from gametheory import catalog

inspection = catalog.inspection_game()
found = gt.mixed_equilibria(inspection)
print("inspection game:", [tuple(tuple(map(str, mix)) for mix in profile) for profile in found])
print("all of them:", found.complete, "| proof rechecked:", gt.verify(found.certificate, inspection))
print("what being believed is worth to the employer:")
print(gt.commitment(inspection, leader="Employer"))

hunt = catalog.stag_hunt()
print("stag hunt components:", len(gt.mixed_equilibria(hunt).components))
print("potential:", gt.potential(hunt).kind)
response = gt.quantal_response(hunt, rationality=1)
print("logit response at rationality 1:", [[round(p, 4) for p in mix] for mix in response.profile])
