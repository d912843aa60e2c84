"""Inside limit_payoff_set: linear programs per direction and profile, sweeps over directions, flat sets."""
