"""Every word of the code that a reader sees goes through gettext. (Templates have a test of their own.)"""

import ast

from tests.architecture.sources import modules, name, tree

SHOWN = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
MESSAGES = {"success", "info", "warning", "error"}
REFUSALS = {"ValidationError", "IllegalStep"}
CHOICES = {"TextChoices", "IntegerChoices"}


def is_plain(node):
    """A text that stands there as it is, not inside `_()`."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and any(sign.isalpha() for sign in node.value)
    return isinstance(node, ast.JoinedStr)


def called(node):
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def of_messages(node):
    function = node.func
    owner = getattr(getattr(function, "value", None), "id", "")
    return owner == "messages" and function.attr in MESSAGES


def words_of_call(node):
    """The arguments of a call that end on a page."""
    yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN)
    if called(node) in REFUSALS:
        yield from node.args[:1]
    if called(node) == "add_error" or of_messages(node):
        yield from node.args[1:2]


def words_of_choices(node):
    if CHOICES.isdisjoint(getattr(base, "attr", getattr(base, "id", "")) for base in node.bases):
        return
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            yield line.value.elts[-1]


def untranslated(path):
    for node in ast.walk(tree(path)):
        kinds = {ast.Call: words_of_call, ast.ClassDef: words_of_choices}
        for words in kinds[type(node)](node) if type(node) in kinds else ():
            if is_plain(words):
                yield f"{name(path)}:{words.lineno}"


def test_every_word_that_is_shown_can_be_translated():
    paths = [path for path in modules() if "management" not in path.parts]

    assert [place for path in paths for place in untranslated(path)] == []


def test_the_check_notices_plain_words(tmp_path):
    plain = tmp_path / "plain.py"
    plain.write_text(
        "field(label='A name')\n"
        "messages.success(request, f'Done {x}')\n"
        "raise ValidationError('No')\n"
        "class Kind(models.TextChoices):\n    A = 'a', 'An A'\n    B = 'b', _('A B')\n"
        "form.add_error('name', 'No')\n"
        "field(label=_('A name'))\n"
    )

    found = {node.lineno for node in ast.walk(tree(plain)) for node in found_in(node)}

    assert found == {1, 2, 3, 5, 7}


def found_in(node):
    if isinstance(node, ast.Call):
        yield from filter(is_plain, words_of_call(node))
    if isinstance(node, ast.ClassDef):
        yield from filter(is_plain, words_of_choices(node))
