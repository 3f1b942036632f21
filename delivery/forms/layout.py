from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject


def layout(*fields: str | LayoutObject) -> FormHelper:
    """A crispy helper that leaves `<form>`, buttons and errors to the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


def in_two_columns(*fields: str) -> Div:
    """Side by side where the page is wide enough."""
    return Div(*(Div(name, css_class="col-md-6") for name in fields), css_class="row")
