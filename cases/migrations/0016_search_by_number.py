"""Of many cases the newest are found by their number, and who is out of sight is left out as late as can be.

What 0013 says of `cases_search` holds, with two things simpler: the order is that of the cases' numbers, which need no row of theirs,
so that a word that stands in a fifth of all cases reads the two thousand that are shown and not every one; and in which order cases are
asked about makes no difference. Of several conditions the rarest comes first, and each way goes on among what was found so far. Who
looks at cases looks at three times as many as should do.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.migrations.0013_search_newest")
# Pieces in the order of their cases first, which OFFSET keeps apart; then case by case, as far as they are wanted (NULL: all).
LOOK_UP = f"""
CREATE FUNCTION cases_looked_up(looked_for tsquery, among bigint[], wanted integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE {BEFORE.OF_THE_CATALOGUE} AS $$
BEGIN RETURN ARRAY(
    SELECT seen.id FROM (
        SELECT case_id, part FROM public.cases_searchtext
        WHERE words @@ looked_for AND (among IS NULL OR case_id = ANY (among)) ORDER BY case_id DESC OFFSET 0
    ) piece JOIN public.cases_case seen ON seen.id = piece.case_id
    WHERE {BEFORE.IS_READ} GROUP BY seen.id ORDER BY seen.id DESC LIMIT wanted
); END $$;
"""
# The rarest condition first. Those for which the index would give more than there are cases to look at are left for the cases.
SEARCH = f"""
CREATE OR REPLACE FUNCTION cases_search(looked_for tsquery[], among bigint[], most integer, case_costs integer)
RETURNS TABLE (case_id bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER {BEFORE.OF_THE_CATALOGUE} AS $$
DECLARE
    cases bigint := greatest((SELECT reltuples FROM pg_class WHERE oid = 'public.cases_case'::regclass), 1);
    remaining tsquery[] := looked_for;
    one tsquery;
    expected bigint;
    ahead bigint;
    newest bigint[];
    found bigint[];
BEGIN
    IF coalesce(current_setting('sight.scope', true), '') NOT IN ('all', 'accepted') OR looked_for = '{{}}' THEN
        RETURN;
    END IF;
    FOR one, expected IN
        SELECT condition, public.cases_pieces_expected(condition) FROM unnest(looked_for) asked (condition) ORDER BY 2
    LOOP
        ahead := least(coalesce(cardinality(among), cases), greatest(most * cases / greatest(expected, 1), most));
        EXIT WHEN case_costs * ahead < expected;
        remaining := array_remove(remaining, one);
        among := public.cases_looked_up(one, among, CASE WHEN remaining = '{{}}' THEN most + 1 END);
    END LOOP;
    IF remaining <> '{{}}' THEN
        ahead := 3 * ahead + 1;
        newest := CASE WHEN among IS NULL
            THEN ARRAY(SELECT seen.id FROM public.cases_case seen ORDER BY seen.id DESC LIMIT ahead)
            ELSE ARRAY(SELECT DISTINCT number FROM unnest(among) asked (number) ORDER BY number DESC LIMIT ahead) END;
        found := public.cases_first_of(newest, remaining, most + 1);
        IF cardinality(found) > most OR cardinality(newest) < ahead THEN
            among := found;
        ELSE
            FOREACH one IN ARRAY remaining LOOP
                remaining := array_remove(remaining, one);
                among := public.cases_looked_up(one, among, CASE WHEN remaining = '{{}}' THEN most + 1 END);
            END LOOP;
        END IF;
    END IF;
    IF cardinality(among) > most THEN
        RETURN QUERY SELECT asked.number, 0::real FROM unnest(among) WITH ORDINALITY asked (number, place) ORDER BY place;
    ELSE
        RETURN QUERY SELECT seen.id, max(ts_rank(piece.words, looked_for[1])) AS weight
        FROM public.cases_searchtext piece JOIN public.cases_case seen ON seen.id = piece.case_id
        WHERE piece.words @@ looked_for[1] AND piece.case_id = ANY (among) AND {BEFORE.IS_READ}
        GROUP BY seen.id ORDER BY weight DESC, seen.id DESC;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_terms")]

    operations = [
        migrations.RunSQL("DROP FUNCTION cases_looked_up(tsquery)", BEFORE.LOOK_UP),
        migrations.RunSQL(LOOK_UP, "DROP FUNCTION cases_looked_up(tsquery, bigint[], integer)"),
        migrations.RunSQL(SEARCH, BEFORE.SEARCH.replace("CREATE", "CREATE OR REPLACE", 1)),
    ]
