"""How each action is carried out once on a small database: the test that walks the code looks here.

For each function of an `actions.py` there is a function in `acts_<area>.py` that prepares what the action needs
and returns its keyword arguments, but for `by` and `at`:

    @act(providers.declare_interest)
    def _() -> dict[str, object]:
        return {"person": somebody(), "provider": Provider.objects.first(), "kind": "worked-there"}

The database holds the published data. What is prepared must make the action change something. `by` may be among the
arguments where an action is only for one person. An action without an entry fails the tests.
"""

from collections.abc import Callable

Prepare = Callable[[], dict[str, object]]

ACTS: dict[str, Prepare] = {}


def name_of(action: Callable[..., object]) -> str:
    """Where an action is and what it is called: "providers.actions.record_register"."""
    return f"{action.__module__.removeprefix('eyre.')}.{action.__qualname__}"


def act(action: Callable[..., object]) -> Callable[[Prepare], Prepare]:
    """Say how this action is prepared."""

    def enter(prepare: Prepare) -> Prepare:
        assert name_of(action) not in ACTS, f"{name_of(action)} has an entry already"
        ACTS[name_of(action)] = prepare
        return prepare

    return enter
