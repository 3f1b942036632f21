from django.db import migrations

from vault.rows import SCOPE, IsolateRows

# A row leads to a recommendation, which has a rule of its own.
ROW = f"{SCOPE} IN ('all', 'accepted') AND EXISTS (SELECT 1 FROM submissions_recommendation above WHERE above.id = recommendation_id)"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]
    operations = [
        IsolateRows("delivery_pastimport", f"{SCOPE} = 'all'"),
        IsolateRows("delivery_broughtin", ROW),
    ]
