"""Names that are alike, found by the index: PostgreSQL takes comparing trigrams for cheap, and reads the whole table, thirty times as long."""

from django.db import migrations

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
    dependencies = [("sanctions", "0012_outcome_kinds")]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
