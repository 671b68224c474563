-- What the service asks PostgreSQL over the tables of docs/reference/tables.sql. Facts that are not here are asked for as in
-- queries.sql, of the views in service_schema.sql. `:asked` stands for rows of values.

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

-- Facts for which the reference tables have other columns.

-- name: calls_begun
WITH asked (earliest, latest) AS (VALUES :asked)
SELECT asked.earliest, asked.latest, call.state, thing.type, thing.stored AS given
FROM asked
LEFT JOIN call ON call.tenant = :tenant AND call.began BETWEEN asked.earliest AND asked.latest
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type IN ('disposition', 'review') AND thing.call = call.id
ORDER BY call.id

-- name: failed_checks
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.stored AS state
FROM asked LEFT JOIN thing ON thing.tenant = :tenant AND thing.type = 'disposition' AND thing.call = asked.call

-- What somebody keeps and has to do, of the kinds that this service has; it has no reviews and no calibrations.
-- name: duties
WITH asked (person) AS (VALUES :asked),
owed AS (
    SELECT asked.person, 'kept' AS part, thing.*
    FROM asked JOIN thing
        ON thing.tenant = :tenant AND thing.section = 'live' AND (
            (thing.type IN ('bundle', 'escalation') AND thing.keeper = asked.person)
            OR (thing.type = 'action_item' AND thing.assigner = asked.person)
            OR (thing.type = 'review_assignment' AND thing.reviewer = asked.person)
        )
    UNION ALL
    SELECT asked.person, 'own', thing.*
    FROM asked JOIN thing
        ON thing.tenant = :tenant AND thing.section = 'live' AND thing.coached = asked.person AND (
            (thing.type IN ('bundle', 'escalation') AND thing.shown)
            OR (thing.type = 'action_item' AND thing.state <> 'complete')
            OR thing.type = 'review_assignment'
        )
)
SELECT owed.person, owed.part, owed.type, owed.id, owed.stored AS state, goal.id AS goal
FROM owed
LEFT JOIN thing_name AS goal
    ON owed.part = 'own' AND goal.tenant = :tenant AND goal.type = 'goal' AND goal.named_type = owed.type AND goal.named_id = owed.id
ORDER BY
    owed.part,
    CASE owed.type WHEN 'bundle' THEN 1 WHEN 'escalation' THEN 2 WHEN 'action_item' THEN 3 ELSE 4 END,
    CASE WHEN owed.part = 'own' THEN owed.ages_from ELSE owed.made_at END, owed.id, goal

-- name: coached_before
WITH asked (training_item) AS (VALUES :asked)
SELECT asked.training_item, COUNT(DISTINCT bundle.id) AS times, MAX(bundle.concluded) AS last
FROM asked
LEFT JOIN training_item AS item ON item.tenant = :tenant AND item.id = asked.training_item
LEFT JOIN training_item AS other
    ON other.tenant = :tenant AND other.agent = item.agent AND other.checked = item.checked AND other.resolved
LEFT JOIN (
    SELECT id, stored::json #>> '{body,concluded,done,at}' AS concluded FROM thing
    WHERE tenant = :tenant AND type = 'bundle' AND state = 'concluded'
) AS bundle ON bundle.id = other.bundle AND bundle.concluded < item.raised AND (item.bundle IS NULL OR item.bundle <> bundle.id)
GROUP BY asked.training_item

-- name: certifications
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'certification' AND thing.coached = asked.person
ORDER BY thing.id

-- name: reports
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'skill_report' AND thing.coached = asked.person
ORDER BY thing.id

-- name: reviews_asked
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.stored AS state
FROM asked
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type = 'review_assignment' AND thing.section = 'live' AND thing.call = asked.call
ORDER BY thing.id

-- name: draws
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.stored AS state
FROM asked
JOIN thing_name AS named
    ON named.tenant = :tenant AND named.type = 'sampling' AND named.named_type = 'call' AND named.named_id = asked.call
JOIN thing ON thing.tenant = :tenant AND thing.type = 'sampling' AND thing.id = named.id
ORDER BY thing.id

-- name: reviews_answered
WITH asked (review) AS (VALUES :asked)
SELECT asked.review, review.stored AS given, thing.stored AS state
FROM asked
LEFT JOIN thing AS review
    ON review.tenant = :tenant AND review.type = 'review' AND review.id = asked.review
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type = 'review_assignment' AND thing.section = 'live' AND thing.call = review.call
ORDER BY thing.id

-- name: reviews_given
WITH asked (call, reviewer) AS (VALUES :asked)
SELECT asked.call, asked.reviewer, thing.stored AS state
FROM asked
LEFT JOIN thing ON thing.tenant = :tenant AND thing.type = 'review' AND thing.call = asked.call
ORDER BY thing.id

-- name: scorecards_of_key
WITH asked (scorecard) AS (VALUES :asked)
SELECT asked.scorecard, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'scorecard'
ORDER BY thing.id

-- name: feedback_rounds
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'feedback_round' AND thing.coached = asked.person
ORDER BY thing.id

-- name: sessions
WITH asked (plan) AS (VALUES :asked)
SELECT asked.plan, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'session' AND thing.plan = asked.plan
ORDER BY thing.id

-- name: tracks
WITH asked (since) AS (VALUES :asked)
SELECT asked.since, thing.stored AS state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'plan'
ORDER BY thing.id

-- name: follow_ups
WITH asked (person, reviewer) AS (VALUES :asked)
SELECT asked.person, asked.reviewer, thing.type, thing.stored AS state
FROM asked JOIN thing
    ON thing.tenant = :tenant AND thing.type IN ('action_item', 'review') AND thing.coached = asked.person
