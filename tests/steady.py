"""Property tests must not fail because the machine is busy; importing this makes them steady.

None of them asserts anything about time: where time matters, the hostile tests measure it.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
