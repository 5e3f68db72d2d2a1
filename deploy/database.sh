#!/bin/sh
# Runs once, when the database server is new. sendsat works in an ordinary role: a superuser would see past the guard that
# keeps organisations apart.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE sendsat LOGIN PASSWORD :'password';
CREATE DATABASE sendsat OWNER sendsat;
SQL
