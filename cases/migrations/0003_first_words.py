"""What people are told before they are asked. Staff write later versions on a page."""

from django.db import migrations

FIRST_WORDS = """We are a coalition of human-rights organisations. We keep what you tell us here, encrypted, under a name that is not yours.

You decide, each by itself: whether we may keep it; whether our staff may read it; to which governments it may be sent; whether your real \
name may be given to them; whether it may be shown to the person accused, if they go to court; whether it may be used in public; and whether \
we may contact you again.

A no changes nothing else: nobody treats you differently for it. You can say yes for a time only. You can take back a yes at any \
moment; then nothing more is sent. What was sent before cannot be recalled: we tell those who have it that you took it back, and we \
cannot make them forget it.

A government may make public that it acted, and why. The person accused may learn what is held against them. We do not promise that \
anything will come of it."""


def write_first_words(apps, schema_editor):
    schema_editor.execute("SELECT set_config('sight.scope', 'all', true)")
    texts = apps.get_model("cases", "ConsentText").objects.using(schema_editor.connection.alias)
    texts.get_or_create(version=1, language="English", defaults={"body": FIRST_WORDS})
    schema_editor.execute("SELECT set_config('sight.scope', '', true)")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_isolation")]
    operations = [migrations.RunPython(write_first_words, migrations.RunPython.noop)]
