"""Fills a PostgreSQL with made-up providers that rated everything, each with people, actions, workshops and notes."""

import re

from sqlalchemy import text

from sendsat.guide.library import Library
from tests.databases import connected

ROUNDS, TEAMS, PEOPLE = 9, 3, 20
"""Of each organisation."""

LARGE = (
    *("judgement", "change", "participation", "round", "team", "person", "membership", "invitation"),
    *("action", "action_statement", "action_note", "workshop", "workshop_item", "workshop_decision"),
    *("report_edit", "import_batch"),
)
"""The tables that it fills: of these no question may read all."""

FILL = (
    """INSERT INTO organisation (uid, name, kind, created_at, takes_submissions)
    SELECT md5('o' || n), 'Provider ' || n, 'fe_college', now(), false FROM generate_series(1, :organisations) n""",
    """INSERT INTO team (organisation_id, name, sections, retired)
    SELECT o.id, 'Team ' || n, :sections, false FROM organisation o, generate_series(1, :teams) n
    WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO round (organisation_id, name, edition_id, started_at, closed_at, supplements, roll_up, words)
    SELECT o.id, 'Round ' || n, :edition, timestamptz '2024-01-01' + n * interval '90 days',
    CASE WHEN n < :rounds THEN timestamptz '2024-03-01' + n * interval '90 days' END, '[]', 'lower', ''
    FROM organisation o, generate_series(1, :rounds) n WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO participation (round_id, team_id, name, sections, site_name)
    SELECT r.id, t.id, t.name, t.sections, '' FROM round r JOIN team t USING (organisation_id)
    JOIN organisation o ON o.id = r.organisation_id WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO judgement (organisation_id, round_id, team_id, statement_id, rating, commentary, evidence,
    seen_evidence, carried_forward, votes, minority_note, updated_at, rejudged)
    SELECT r.organisation_id, r.id, p.team_id, s.id, (ARRAY['red', 'amber', 'green'])[1 + (r.id + s.place) % 3],
    'Two of our four departments do this. The others start in spring.', '', '[]', false, '', '', r.started_at, false
    FROM round r JOIN participation p ON p.round_id = r.id JOIN organisation o ON o.id = r.organisation_id,
    unnest(string_to_array(:statements, ',')) WITH ORDINALITY AS s (id, place) WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO change
    (organisation_id, round_id, team_id, statement_id, field, old, new, at, person, verb, way, batch)
    SELECT j.organisation_id, j.round_id, j.team_id, j.statement_id, 'rating', '', j.rating, j.updated_at, 'Ann',
    'rate', 'page', '' FROM judgement j JOIN organisation o ON o.id = j.organisation_id
    WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO person (subject, mail, name, created_at)
    SELECT 'https://login.example|' || o.id || '-' || n, n || '@provider-' || o.id || '.ac.uk', 'Ann ' || n, now()
    FROM organisation o, generate_series(1, :people) n WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO membership (organisation_id, person_id, role, teams, since)
    SELECT o.id, p.id, 'lead', '[]', now() FROM organisation o
    JOIN person p ON split_part(p.mail, '@', 2) = 'provider-' || o.id || '.ac.uk'
    WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO invitation (organisation_id, who, role, teams, at, person)
    SELECT o.id, 'new-' || n || '@provider-' || o.id || '.ac.uk', 'lead', '[]', now(), 'Ann'
    FROM organisation o, generate_series(1, 3) n WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO action (organisation_id, round_id, team_id, text, owner, due, priority, status, closing_evidence,
    success_measure, milestones, created_at, updated_at)
    SELECT r.organisation_id, r.id, p.team_id, 'Train the staff of area ' || n, 'Ann', date '2027-03-01', 'high',
    (ARRAY['not_started', 'in_progress', 'done'])[1 + n % 3], '', '', '[]', r.started_at, r.started_at
    FROM round r JOIN participation p ON p.round_id = r.id JOIN organisation o ON o.id = r.organisation_id,
    generate_series(1, 2) n WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO action_statement (action_id, statement_id, position)
    SELECT a.id, 'LM' || 1 + a.id % 9, 0 FROM action a JOIN organisation o ON o.id = a.organisation_id
    WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO action_note (action_id, text, at, person)
    SELECT a.id, 'Two of four are trained.', a.created_at, 'Ann' FROM action a
    JOIN organisation o ON o.id = a.organisation_id WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO workshop (organisation_id, round_id, team_id, code, minutes, people, actions_first, safe, place,
    place_since, prepared_at, closed_at, version, reached_end, is_locked, practice)
    SELECT r.organisation_id, r.id, min(p.team_id), 'W' || r.id, 60, '[]', false, false, 0, r.started_at, r.started_at,
    r.started_at, 0, true, false, '' FROM round r JOIN participation p ON p.round_id = r.id
    JOIN organisation o ON o.id = r.organisation_id WHERE o.name LIKE 'Provider %' GROUP BY r.id""",
    """INSERT INTO workshop_item (workshop_id, position, statement_id, parked)
    SELECT w.id, n, 'LM' || n, false FROM workshop w JOIN organisation o ON o.id = w.organisation_id,
    generate_series(1, 9) n WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO workshop_decision (item_id, rating, old_votes, old_note, old_carried, at)
    SELECT i.id, 'amber', '', '', false, w.prepared_at FROM workshop_item i JOIN workshop w ON w.id = i.workshop_id
    JOIN organisation o ON o.id = w.organisation_id WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO report_edit (organisation_id, round_id, item_key, text, source_fingerprint, updated_at, person)
    SELECT r.organisation_id, r.id, 'item-' || n, 'Our own words.', '', r.started_at, 'Ann'
    FROM round r JOIN organisation o ON o.id = r.organisation_id, generate_series(1, 3) n
    WHERE o.name LIKE 'Provider %'""",
    """INSERT INTO import_batch (organisation_id, round_id, kind, filename, changes, items, at, person)
    SELECT r.organisation_id, r.id, 'round', 'round.xlsx', 9, '[]', r.started_at, 'Ann'
    FROM round r JOIN organisation o ON o.id = r.organisation_id WHERE o.name LIKE 'Provider %'""",
)


def fill(superuser_url: str, library: Library, organisations: int) -> int:
    """Fill a database past the services, which would take days; gives how many ratings it holds."""
    edition = library.current
    given = {
        "organisations": organisations,
        "rounds": ROUNDS,
        "teams": TEAMS,
        "people": PEOPLE,
        "edition": edition.id,
        "sections": str([section.id for section in edition.sections]).replace("'", '"'),
        "statements": ",".join(edition.statements),
    }
    with connected(superuser_url) as connection:
        for statement in FILL:
            wanted = {name: given[name] for name in re.findall(r"(?<!:):([a-z]+)", statement)}
            connection.execute(text(statement), wanted)
        connection.exec_driver_sql("VACUUM ANALYZE")
        return int(connection.exec_driver_sql("SELECT count(*) FROM judgement").scalar_one())
