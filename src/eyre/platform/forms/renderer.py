"""Which templates draw a form, a field and a group of forms?"""

from __future__ import annotations

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

JOIN = " "


class GovBoundField(BoundField):
    """A field in its form, described by exactly its hint, its error and whatever its widget names itself."""

    @property
    def aria_describedby(self) -> str:
        """The ids of what describes the field, in reading order; "" where nothing does.

        Django leaves out hint and error as soon as the widget names a description of its own.
        """
        ids = [self.field.widget.attrs.get("aria-describedby", "")]
        if self.auto_id and not self.is_hidden:
            ids += [f"{self.auto_id}_helptext"] if self.help_text else []
            ids += [f"{self.auto_id}_error"] if self.errors else []
        return JOIN.join(filter(None, ids))


class Renderer(TemplatesSetting):
    """Draws forms with Eyre's templates, which stand before Django's own in `INSTALLED_APPS`."""

    form_template_name = "eyre/forms/form.html"
    formset_template_name = "eyre/forms/formset.html"
    field_template_name = "eyre/forms/field.html"
    bound_field_class = GovBoundField
