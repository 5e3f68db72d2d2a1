"""The tables of the database, as SQLModel classes. Migrations make them; only queries read and write them."""
