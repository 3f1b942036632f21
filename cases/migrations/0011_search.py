"""Words are looked up in the owner's name, and only in cases that whoever asks sees.

Row security keeps PostgreSQL from using the index of words, because its operator might tell of rows that are hidden. So the owner
may look (the policy of migration 0002) and this function looks in the owner's name. What it looks at is joined with the cases, which
are under row security for the owner too: with the sight of the request, and without those from which its person is set aside. So it
gives nothing back of a case that the asker does not see, not even that there is a row. Which pieces of a case are read, and when, is
the rule of `cases.querysets.SearchTextQuerySet`; a test holds the two together.

A word that stands nearly everywhere (`most` pieces and more) is not weighed, which would take seconds: the newest cases come first.
Its names are written out and its path holds no schema in which anybody could put a table or an operator of their own.
"""

from django.db import migrations

SEARCH = """
CREATE FUNCTION cases_search(looked_for tsquery, most integer) RETURNS TABLE (case_id bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    found bigint[];
    standing_in bigint[];
BEGIN
    IF coalesce(current_setting('sight.scope', true), '') NOT IN ('all', 'accepted') THEN
        RETURN;
    END IF;
    SELECT array_agg(piece.id), array_agg(seen.id) INTO found, standing_in
    FROM public.cases_searchtext piece JOIN public.cases_case seen ON seen.id = piece.case_id
    WHERE piece.words @@ looked_for AND (
        piece.part IN ('title', 'note') OR seen.status IN ('filed', 'in_review', 'returned', 'accepted')
        OR (seen.status = 'declined' AND seen.taken_up_by_id IS NOT NULL AND piece.part <> 'subject')
    );
    IF cardinality(found) > most THEN
        RETURN QUERY SELECT DISTINCT one, 0::real FROM unnest(standing_in) one;
    ELSE
        RETURN QUERY SELECT piece.case_id, max(ts_rank(piece.words, looked_for))
        FROM public.cases_searchtext piece WHERE piece.id = ANY (found) GROUP BY piece.case_id;
    END IF;
END $$;
"""
LOOKED_UP = """
CREATE FUNCTION cases_searchtext_having(looked_for tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 200 AS $$
    SELECT id FROM cases_searchtext
    WHERE current_setting('sight.scope', true) IN ('all', 'accepted') AND words @@ looked_for
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_forgetting")]

    operations = [
        migrations.RunSQL("DROP FUNCTION cases_searchtext_having(tsquery)", LOOKED_UP),
        migrations.RunSQL(SEARCH, "DROP FUNCTION cases_search(tsquery, integer)"),
    ]
