-- What the service asks PostgreSQL over the tables of docs/reference/tables.sql. `:asked` stands for rows of values.

-- name: open_tenant
INSERT INTO tenant (id, first_policy, policy, seq, hash) VALUES (:tenant, :policy, :policy, 0, NULL)

-- name: lock_tenant
SELECT policy, seq, hash FROM tenant WHERE id = :tenant FOR UPDATE

-- name: seq
SELECT seq FROM tenant WHERE id = :tenant

-- name: adopt_policy
UPDATE tenant SET policy = :policy WHERE id = :tenant

-- name: remembered
SELECT digest, seq, receipt FROM command WHERE tenant = :tenant AND actor = :actor AND id = :id

-- name: keep_record
WITH moved AS (UPDATE tenant SET seq = :seq, hash = :hash WHERE id = :tenant),
remembered AS (
    INSERT INTO command (tenant, actor, id, digest, seq, receipt)
    VALUES (:tenant, :actor, :id, :digest, :seq, :receipt)
)
INSERT INTO log (tenant, seq, record) VALUES (:tenant, :seq, :record)

-- What people are to a thing and what it names goes with it.
-- name: forget_things
DELETE FROM thing USING json_populate_recordset(NULL::thing, :rows) AS row
WHERE thing.tenant = row.tenant AND thing.type = row.type AND thing.id = row.id

-- name: keep_things
INSERT INTO thing SELECT * FROM json_populate_recordset(NULL::thing, :rows)

-- name: keep_people
INSERT INTO thing_person SELECT * FROM json_populate_recordset(NULL::thing_person, :rows)

-- name: keep_names
INSERT INTO thing_name SELECT * FROM json_populate_recordset(NULL::thing_name, :rows)

-- A message that was planned again is the same.
-- name: keep_messages
INSERT INTO message (tenant, id, recipient, planned)
SELECT :tenant, message.id, message.recipient, message.planned
FROM json_to_recordset(:rows) AS message (id TEXT, recipient TEXT, planned TEXT)
ON CONFLICT (tenant, id) DO UPDATE SET planned = excluded.planned

-- name: messages
SELECT id, planned FROM message WHERE tenant = :tenant ORDER BY place

-- name: records
SELECT record FROM log WHERE tenant = :tenant ORDER BY seq

-- name: stored
SELECT stored FROM thing WHERE tenant = :tenant ORDER BY type, id

-- Records of which texts went, and the commands in them: what then comes under their ids is repeated, whatever it wants.
-- name: rewrite_records
WITH rewritten AS (SELECT seq, record FROM json_to_recordset(:rows) AS row (seq BIGINT, record TEXT)),
forgotten AS (
    UPDATE command SET digest = NULL FROM rewritten WHERE command.tenant = :tenant AND command.seq = rewritten.seq
)
UPDATE log SET record = rewritten.record FROM rewritten WHERE log.tenant = :tenant AND log.seq = rewritten.seq

-- The things from which facts are reckoned. `asked` is a kind, and the value by which things of it are found.

-- name: of_id
WITH asked (type, id) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.id = asked.id

-- name: of_kind
WITH asked (type) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type

-- A person, and everybody above.
-- name: of_line
WITH RECURSIVE asked (type, person) AS (VALUES :asked),
line (type, person) AS (
    SELECT type, person FROM asked
    UNION
    SELECT thing.type, thing.manager
    FROM line JOIN thing ON thing.tenant = :tenant AND thing.type = line.type AND thing.id = line.person
    WHERE thing.manager IS NOT NULL
)
SELECT thing.type, thing.id, thing.stored
FROM line JOIN thing ON thing.tenant = :tenant AND thing.type = line.type AND thing.id = line.person

-- The same, and everybody below.
-- name: of_lines
WITH RECURSIVE asked (type, person) AS (VALUES :asked),
up (type, person) AS (
    SELECT type, person FROM asked
    UNION
    SELECT thing.type, thing.manager
    FROM up JOIN thing ON thing.tenant = :tenant AND thing.type = up.type AND thing.id = up.person
    WHERE thing.manager IS NOT NULL
),
down (type, person) AS (
    SELECT type, person FROM asked
    UNION
    SELECT thing.type, thing.id
    FROM down JOIN thing ON thing.tenant = :tenant AND thing.type = down.type AND thing.manager = down.person
),
line AS (SELECT * FROM up UNION SELECT * FROM down)
SELECT thing.type, thing.id, thing.stored
FROM line JOIN thing ON thing.tenant = :tenant AND thing.type = line.type AND thing.id = line.person

-- name: of_coached
WITH asked (type, person) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.coached = asked.person

-- Whatever somebody is anything to; and what no column names anybody beside, which they may be something to.
-- name: of_person
WITH asked (type, person) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing
    ON thing.tenant = :tenant AND thing.type = asked.type AND (
        asked.person IN (thing.coached, thing.author, thing.keeper, thing.reviewer, thing.assigner)
        OR COALESCE(thing.author, thing.keeper, thing.reviewer, thing.assigner) IS NULL
        -- Somebody may coach in what another made, or be asked to approve it.
        OR asked.type = 'plan'
    )

-- name: of_call
WITH asked (type, call) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.call = asked.call

-- name: of_plan
WITH asked (type, plan) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.plan = asked.plan

-- What names something.
-- name: of_name
WITH asked (type, named) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked
JOIN thing_name AS name ON name.tenant = :tenant AND name.type = asked.type AND name.named_id = asked.named
JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.id = name.id

-- What happened between two moments, and what is of a call that did.
-- name: of_moments
WITH asked (type, earliest, latest) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked
JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type
LEFT JOIN thing AS call ON call.tenant = :tenant AND call.type = 'call' AND call.id = thing.call
WHERE COALESCE(call.made_at, thing.made_at) BETWEEN asked.earliest AND asked.latest

-- What is of the same person as something.
-- name: of_same
WITH asked (type, kind, id) AS (VALUES :asked)
SELECT thing.type, thing.id, thing.stored
FROM asked
JOIN thing AS one ON one.tenant = :tenant AND one.type = asked.kind AND one.id = asked.id
JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.coached = one.coached

-- A team's goal, everybody below whose goal it is, and what is of them.
-- name: of_team
WITH RECURSIVE asked (type, team_goal) AS (VALUES :asked),
below (goal, person) AS (
    SELECT DISTINCT goal.id, goal.coached
    FROM asked JOIN thing AS goal ON goal.tenant = :tenant AND goal.type = 'team_goal' AND goal.id = asked.team_goal
    UNION
    SELECT below.goal, thing.id
    FROM below JOIN thing ON thing.tenant = :tenant AND thing.type = 'person' AND thing.manager = below.person
)
SELECT thing.type, thing.id, thing.stored
FROM asked
JOIN below ON below.goal = asked.team_goal
JOIN thing ON thing.tenant = :tenant AND thing.type = asked.type AND thing.coached = below.person
