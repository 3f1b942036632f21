"""However often a word stands in the cases, a search looks at few more of them than it shows.

As before, words are looked up in the owner's name, because row security keeps PostgreSQL from using their index, and what is looked
at is joined with the cases, which are under row security for the owner too: so nothing comes back of a case that the asker does not
see. Which pieces of a case are read, and when, is the rule of `cases.querysets.SearchTextQuerySet`; tests hold the two together. Only
`cases_search` acts for the owner; the functions below it give whoever calls them what the rows' own rules let them see.

`looked_for` are conditions, each of which some piece of a case must meet; `among` the cases that are asked about, newest first, or
NULL for all that are seen. What comes back does not depend on how it was found: of more than `most` cases the first in that order, one
more than `most` and not weighed; otherwise all, by their weight under the first condition.

There are two ways to find them. The index knows every piece with a word: good for words that stand in few. Or one looks at the cases
in their order until there are enough: good for words that stand nearly everywhere, or when few cases are asked about. To look at a
case takes as long as `case_costs` pieces from the index. How many pieces and cases there are is what PostgreSQL itself expects; a
wrong guess costs time and changes nothing. Whoever looks at twice as many cases as should do goes to the index after all.

Names are written out, and the path holds no schema in which anybody could put a table or an operator of their own.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.migrations.0011_search").SEARCH
# What they read is read all day and stays in memory, where the next row is as near as any other.
OF_THE_CATALOGUE = "SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET random_page_cost = 1.1"
# Of `piece`, a row of the index, in the case `seen`.
IS_READ = """(
        piece.part IN ('title', 'note') OR seen.status IN ('filed', 'in_review', 'returned', 'accepted')
        OR (seen.status = 'declined' AND seen.taken_up_by_id IS NOT NULL AND piece.part <> 'subject')
    )"""
# It writes nothing; but PostgreSQL lets no function explain a statement that promises not to.
PIECES_EXPECTED = f"""
CREATE FUNCTION cases_pieces_expected(looked_for tsquery) RETURNS bigint
LANGUAGE plpgsql VOLATILE {OF_THE_CATALOGUE} AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM public.cases_searchtext WHERE words @@ $1' INTO plan USING looked_for;
    RETURN plan #>> '{{0,Plan,Plan Rows}}';
END $$;
"""
# Each case is asked by itself, in the order given, so that nothing is read beyond the last one that is wanted.
FIRST_OF = f"""
CREATE FUNCTION cases_first_of(among bigint[], looked_for tsquery[], wanted integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE {OF_THE_CATALOGUE} AS $$
BEGIN RETURN ARRAY(
    SELECT asked.id FROM unnest(among) WITH ORDINALITY asked (id, place)
    WHERE (
        SELECT NOT EXISTS (SELECT FROM unnest(looked_for) one (condition) WHERE (
            SELECT true FROM public.cases_searchtext piece
            WHERE piece.case_id = seen.id AND piece.words @@ one.condition AND {IS_READ} LIMIT 1
        ) IS NULL)
        FROM public.cases_case seen WHERE seen.id = asked.id
    )
    ORDER BY asked.place LIMIT wanted
); END $$;
"""
LOOK_UP = f"""
CREATE FUNCTION cases_looked_up(looked_for tsquery) RETURNS bigint[]
LANGUAGE plpgsql STABLE {OF_THE_CATALOGUE} AS $$
BEGIN RETURN ARRAY(
    SELECT seen.id FROM public.cases_searchtext piece JOIN public.cases_case seen ON seen.id = piece.case_id
    WHERE piece.words @@ looked_for AND {IS_READ}
    GROUP BY seen.id, seen.opened_at ORDER BY seen.opened_at DESC, seen.id DESC
); END $$;
"""
SEARCH = f"""
CREATE FUNCTION cases_search(looked_for tsquery[], among bigint[], most integer, case_costs integer)
RETURNS TABLE (case_id bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER {OF_THE_CATALOGUE} AS $$
DECLARE
    cases bigint := greatest((SELECT reltuples FROM pg_class WHERE oid = 'public.cases_case'::regclass), 1);
    rarest tsquery;
    expected bigint;
    ahead bigint;
    newest bigint[];
    found bigint[];
BEGIN
    IF coalesce(current_setting('sight.scope', true), '') NOT IN ('all', 'accepted') THEN
        RETURN;
    END IF;
    SELECT one, public.cases_pieces_expected(one) INTO rarest, expected FROM unnest(looked_for) one ORDER BY 2 LIMIT 1;
    ahead := least(coalesce(cardinality(among), cases), most * cases / greatest(expected, 1));
    IF case_costs * ahead < expected THEN
        ahead := 2 * ahead + 1;
        newest := coalesce(among[1:ahead], ARRAY(
            SELECT seen.id FROM public.cases_case seen ORDER BY seen.opened_at DESC, seen.id DESC LIMIT ahead
        ));
        found := public.cases_first_of(newest, looked_for, most + 1);
    END IF;
    IF found IS NULL OR (cardinality(found) <= most AND cardinality(newest) = ahead) THEN
        found := public.cases_looked_up(rarest);
        IF among IS NOT NULL THEN
            found := ARRAY(
                SELECT one.id FROM unnest(among) WITH ORDINALITY one (id, place) WHERE one.id = ANY (found) ORDER BY one.place
            );
        END IF;
        IF cardinality(looked_for) > 1 THEN
            found := public.cases_first_of(found, looked_for, most + 1);
        END IF;
    END IF;
    IF cardinality(found) > most THEN
        RETURN QUERY SELECT one.id, 0::real FROM unnest(found) WITH ORDINALITY one (id, place) ORDER BY one.place LIMIT most + 1;
    ELSE
        RETURN QUERY SELECT one.id, weighed.rank FROM unnest(found) WITH ORDINALITY one (id, place) JOIN (
            SELECT seen.id, max(ts_rank(piece.words, looked_for[1])) AS rank
            FROM public.cases_searchtext piece JOIN public.cases_case seen ON seen.id = piece.case_id
            WHERE piece.words @@ looked_for[1] AND piece.case_id = ANY (found) AND {IS_READ} GROUP BY seen.id
        ) weighed ON weighed.id = one.id ORDER BY weighed.rank DESC, one.place;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_exceptions")]

    operations = [
        migrations.RunSQL("DROP FUNCTION cases_search(tsquery, integer)", BEFORE),
        migrations.RunSQL(PIECES_EXPECTED, "DROP FUNCTION cases_pieces_expected(tsquery)"),
        migrations.RunSQL(FIRST_OF, "DROP FUNCTION cases_first_of(bigint[], tsquery[], integer)"),
        migrations.RunSQL(LOOK_UP, "DROP FUNCTION cases_looked_up(tsquery)"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION cases_search(tsquery[], bigint[], integer, integer)"),
    ]
