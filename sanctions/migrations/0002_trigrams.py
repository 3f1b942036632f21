from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from vault.rows import AppendOnly

INDEX = "CREATE INDEX entry_name_trigrams ON sanctions_entryname USING gin (folded gin_trgm_ops)"

# Names that are alike, found by the index: PostgreSQL takes comparing trigrams for cheap, and reads the whole table, thirty times as long.
FUNCTIONS = """
CREATE FUNCTION sanctions_named_like(wanted text) RETURNS TABLE (entry_id bigint, alike real)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT entry_id, max(similarity(folded, wanted)) FROM sanctions_entryname WHERE folded % wanted GROUP BY entry_id
$$;
CREATE FUNCTION sanctions_naming(wanted text) RETURNS TABLE (entry_id bigint, within real, alike real)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT entry_id, max(word_similarity(wanted, folded)), max(similarity(wanted, folded))
    FROM sanctions_entryname WHERE wanted <% folded GROUP BY entry_id
$$;
"""
NO_FUNCTIONS = "DROP FUNCTION sanctions_named_like(text); DROP FUNCTION sanctions_naming(text);"


class Migration(migrations.Migration):
    """Names are folded to plain ASCII before they are stored, so trigrams never depend on the database's locale."""

    dependencies = [("sanctions", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(INDEX, "DROP INDEX entry_name_trigrams"),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        AppendOnly("sanctions_referenceversion"),
    ]
