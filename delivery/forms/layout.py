from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


def layout(*fields: str) -> FormHelper:
    """A crispy helper that leaves `<form>`, buttons and errors to the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper
