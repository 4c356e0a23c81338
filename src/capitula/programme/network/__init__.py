"""The plan as a network: what has to come before what, how long it takes, what decides the end."""
