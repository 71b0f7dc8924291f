#!/bin/sh
# Runs once, on an empty volume. The login that the servers use owns nothing and inherits nothing: outside a unit of
# work, which takes one of the two roles, it can read no table at all.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role leadwire_app nologin;
create role leadwire_system nologin;
create role leadwire login noinherit password :'password' in role leadwire_app, leadwire_system;
SQL
