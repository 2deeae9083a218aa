"""The actions on the journal of answers and on the store's lives."""

from acts import act

from eyre.platform.epochs import actions as epochs


@act(epochs.begin_epoch)
def _() -> dict[str, object]:
    return {"backup": "0" * 64}
