-- Run once, by the database image on its first start, as the superuser. docs/operating.md explains each line.
\set owner_password `cat /run/secrets/database_owner`
\set app_password `cat /run/secrets/database_app`

CREATE ROLE smallplaces_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE smallplaces_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE smallplaces OWNER smallplaces_owner;
REVOKE ALL ON DATABASE smallplaces FROM PUBLIC;
GRANT CONNECT ON DATABASE smallplaces TO smallplaces_app;

\connect smallplaces
ALTER SCHEMA public OWNER TO smallplaces_owner;
GRANT USAGE ON SCHEMA public TO smallplaces_app;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION btree_gin;
