from django.db import migrations

from vault.rows import GOVERNMENTS, SCOPE, IsolateRows

WANTED = f"{SCOPE} = 'all' OR ({SCOPE} = 'accepted' AND jurisdiction = ANY ({GOVERNMENTS}))"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_wanted")]
    operations = [IsolateRows("delivery_wanted", WANTED)]
