"""An alternative is a law of the government that is asked: the service and the form refuse another, and so does PostgreSQL."""

from django.db import migrations

OF_ONE_GOVERNMENT = """
CREATE FUNCTION submissions_alternative_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    looked text := current_setting('sight.scope', true);
    asked text;
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    SELECT dossier.jurisdiction INTO asked FROM submissions_recommendation ask
    JOIN submissions_dossier dossier ON dossier.id = ask.dossier_id WHERE ask.id = NEW.recommendation_id;
    PERFORM set_config('sight.scope', looked, true);
    IF EXISTS (
        SELECT FROM sanctions_programme programme JOIN sanctions_authority authority ON authority.id = programme.authority_id
        WHERE programme.id = NEW.programme_id AND authority.jurisdiction IS DISTINCT FROM asked
    ) THEN
        RAISE EXCEPTION 'an alternative is a law of the government that is asked' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submissions_alternative_of_one_government BEFORE INSERT OR UPDATE ON submissions_recommendation_alternatives
FOR EACH ROW EXECUTE FUNCTION submissions_alternative_fits();
"""
OF_ANY = """
DROP TRIGGER submissions_alternative_of_one_government ON submissions_recommendation_alternatives;
DROP FUNCTION submissions_alternative_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("submissions", "0019_made_elsewhere")]

    operations = [migrations.RunSQL(OF_ONE_GOVERNMENT, OF_ANY)]
