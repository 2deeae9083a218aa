"""What other areas hear of: the answers of an inspection were frozen, or opened again.

Sent inside the transaction that did it, with `inspection`, `by` and `at`; what is not told this way is asked for.
"""

from __future__ import annotations

from django.dispatch import Signal

freeze_changed = Signal()
