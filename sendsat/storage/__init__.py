"""Where it is kept: SQLModel tables, engine, migrations and queries. Hands out values, never table rows."""
