"""What every test has: shared fixtures, the strict reading of skips, and Hypothesis's profiles."""

import os

from hypothesis import settings

pytest_plugins = [
    "harness.skips",
    "harness.network",
    "harness.places",
    "harness.browser",
    "harness.postgres",
]

# No deadline: a slow machine is not a fault. HYPOTHESIS_PROFILE=thorough looks harder.
settings.register_profile("usual", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
