"""How it is paid: a closed set of typed mechanisms that compose, in declared order."""
