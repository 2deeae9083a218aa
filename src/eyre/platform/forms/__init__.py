"""How does any Django form become a form in the markup of the GOV.UK Design System? docs/developers/pages.md.

`FORM_RENDERER` names `renderer.Renderer`; nothing else is asked of a form, so forms of other packages come out alike.
"""

from .dates import DateWidget, GovDateField
from .options import Option

__all__ = ["DateWidget", "GovDateField", "Option"]
