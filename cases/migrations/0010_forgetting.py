"""Somebody who was deleted from the register is taken out of kept versions too: the one change to them that there can be.

The trigger lets a version pass whose only difference is that a subject is missing who does not exist any more. The application
has no right to change a version at all; the function does it in the owner's name, in every case, whoever asked.
"""

from django.db import migrations

WITHOUT = """
CREATE FUNCTION cases_content_without(content jsonb, forgotten bigint) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_set(content, '{subjects}', coalesce(
        (SELECT jsonb_agg(subject ORDER BY place) FROM jsonb_array_elements(content -> 'subjects') WITH ORDINALITY AS said(subject, place)
         WHERE (subject ->> 'id')::bigint <> forgotten), '[]'))
$$;
"""
TRIGGER = """
CREATE OR REPLACE FUNCTION cases_caseversion_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    forgotten bigint := nullif(current_setting('cases.forgotten', true), '')::bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND forgotten IS NOT NULL AND current_setting('sight.scope', true) = 'all'
        AND NOT EXISTS (SELECT FROM cases_subject WHERE id = forgotten)
        AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content'
        AND NEW.content = cases_content_without(OLD.content, forgotten)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'cases_caseversion is append-only';
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION cases_caseversion_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'cases_caseversion is append-only'; END $$ LANGUAGE plpgsql;
"""
# It looks as a worker does, so that a case from which the person who asked is set aside is no hiding place.
FORGET = """
CREATE FUNCTION cases_forget_in_versions(subject bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    scope text := current_setting('sight.scope', true);
    person text := current_setting('sight.person', true);
    count integer;
BEGIN
    PERFORM set_config('sight.scope', 'all', true), set_config('sight.person', '0', true), set_config('cases.forgotten', subject::text, true);
    UPDATE cases_caseversion SET content = cases_content_without(content, subject)
    WHERE content @> jsonb_build_object('subjects', jsonb_build_array(jsonb_build_object('id', subject)));
    GET DIAGNOSTICS count = ROW_COUNT;
    PERFORM set_config('sight.scope', scope, true), set_config('sight.person', person, true), set_config('cases.forgotten', '', true);
    RETURN count;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_cofiling")]

    operations = [
        migrations.RunSQL(WITHOUT, "DROP FUNCTION cases_content_without(jsonb, bigint)"),
        migrations.RunSQL(TRIGGER, AS_BEFORE),
        migrations.RunSQL(FORGET, "DROP FUNCTION cases_forget_in_versions(bigint)"),
    ]
