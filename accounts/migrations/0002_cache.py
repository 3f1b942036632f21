from django.db import migrations

# The shape of Django's database cache, which counts attempts to sign in. In PostgreSQL, so that
# they are counted also while the broker is away.
CREATE = """
CREATE TABLE cache_entry (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_entry_expires ON cache_entry (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE cache_entry")]
