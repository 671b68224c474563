-- Everything that the host asks its database. `:tenant` is one value, `:asked` stands for rows of values.

-- name: open_tenant
INSERT INTO tenant (id, policy, seq, hash) VALUES (:tenant, :policy, 0, NULL)

-- Whoever has locked the row is the tenant's only writer until the end of the transaction: what is read from here
-- on is of one moment. SQLite has one writer in all, from BEGIN IMMEDIATE on, and knows no FOR UPDATE.
-- name: lock_tenant
SELECT policy, seq, hash FROM tenant WHERE id = :tenant FOR UPDATE

-- name: adopt_policy
UPDATE tenant SET policy = :policy WHERE id = :tenant

-- name: remembered
SELECT digest, seq FROM command WHERE tenant = :tenant AND actor = :actor AND id = :id

-- After a redaction: what then comes under the id is repeated, whatever it wants.
-- name: forget_command
UPDATE command SET digest = NULL WHERE tenant = :tenant AND actor = :actor AND id = :id

-- The facts, many keys at a time. What is not there comes back as null, which is a fact too.

-- name: people
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, person.state
FROM asked LEFT JOIN person ON person.tenant = :tenant AND person.id = asked.person

-- name: calls
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, call.state
FROM asked LEFT JOIN call ON call.tenant = :tenant AND call.id = asked.call

-- name: calls_begun
WITH asked (earliest, latest) AS (VALUES :asked)
SELECT asked.earliest, asked.latest, call.state, thing.type, thing.state AS given
FROM asked
LEFT JOIN call ON call.tenant = :tenant AND call.began BETWEEN asked.earliest AND asked.latest
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type IN ('disposition', 'review') AND thing.call = call.id
ORDER BY call.id

-- What was ruled on the checks of calls, the calls as a whole first.
-- name: failed_checks
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.state
FROM asked LEFT JOIN thing ON thing.tenant = :tenant AND thing.type = 'disposition' AND thing.call = asked.call

-- name: things
WITH asked (type, id) AS (VALUES :asked)
SELECT asked.type, asked.id, everything.state
FROM asked
LEFT JOIN everything ON everything.tenant = :tenant AND everything.type = asked.type AND everything.id = asked.id

-- What somebody keeps, and what is theirs to do. Who coaches in plans, on which of them somebody may decide, and of which a
-- session is stands in the states; so does whether they approve tracks.
-- name: duties
WITH asked (person) AS (VALUES :asked)
SELECT
    asked.person, 'kept' AS part, thing.type, thing.made AS since, thing.id, thing.state, NULL AS goal,
    CASE thing.type WHEN 'bundle' THEN 1 WHEN 'escalation' THEN 2 WHEN 'action_item' THEN 3 WHEN 'review' THEN 4
        WHEN 'calibration' THEN 5 ELSE 6 END AS place
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.keeper = asked.person
UNION ALL
SELECT
    asked.person, 'own', thing.type, thing.shown, thing.id, thing.state, goal.id,
    CASE thing.type WHEN 'bundle' THEN 1 WHEN 'escalation' THEN 2 WHEN 'action_item' THEN 3 WHEN 'review' THEN 4
        WHEN 'calibration' THEN 5 ELSE 6 END
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.agent = asked.person AND thing.shown IS NOT NULL
LEFT JOIN goal ON goal.tenant = :tenant AND goal.bundle = thing.id
UNION ALL
SELECT asked.person, 'beside', thing.type, thing.made, thing.id, thing.state, NULL, 7
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type IN ('plan', 'session')
UNION ALL
SELECT asked.person, 'beside', 'person', NULL, person.id, person.state, NULL, 8
FROM asked JOIN person ON person.tenant = :tenant AND person.id = asked.person
ORDER BY part, place, since, id, goal

-- The other items of the same agent and check that concluded bundles have resolved since.
-- name: coached_before
WITH asked (training_item) AS (VALUES :asked)
SELECT asked.training_item, COUNT(DISTINCT bundle.id) AS times, MAX(bundle.concluded) AS last
FROM asked
LEFT JOIN training_item AS item ON item.tenant = :tenant AND item.id = asked.training_item
LEFT JOIN training_item AS other
    ON other.tenant = :tenant AND other.agent = item.agent AND other.checked = item.checked AND other.resolved
LEFT JOIN thing AS bundle
    ON bundle.tenant = :tenant AND bundle.type = 'bundle' AND bundle.id = other.bundle
    AND bundle.concluded < item.raised AND (item.bundle IS NULL OR item.bundle <> bundle.id)
GROUP BY asked.training_item

-- What counts for goals between two moments, each in whole millionths. This host takes no policy under which managers see
-- all reviews: so none counts towards goals, and of a call the stars do that were recorded with it.
-- name: observed
WITH asked (goal, since, until) AS (VALUES :asked),
wanted AS (
    SELECT asked.goal, asked.since, asked.until, goal.person, goal.measure, goal.checked, goal.items,
        goal.metric, goal.stage, goal.currency, goal.first, goal.last
    FROM asked JOIN goal ON goal.tenant = :tenant AND goal.id = asked.goal
),
reading (goal, since, until, times, value) AS (
    SELECT wanted.goal, wanted.since, wanted.until, 1,
        CASE wanted.measure
            WHEN 'overall_score' THEN call.score WHEN 'scorecard_average' THEN call.stars ELSE 1000000
        END
    FROM wanted JOIN call
        ON call.tenant = :tenant AND call.handler = wanted.person
        AND call.began >= wanted.since AND call.began < wanted.until
    WHERE wanted.measure IN ('calls_completed', 'overall_score', 'scorecard_average')
    UNION ALL
    SELECT wanted.goal, wanted.since, wanted.until, 1, result.passes
    FROM wanted
    JOIN result ON result.tenant = :tenant AND result.agent = wanted.person AND result.checked = wanted.checked
    JOIN call
        ON call.tenant = :tenant AND call.id = result.call
        AND call.began >= wanted.since AND call.began < wanted.until
    WHERE wanted.measure = 'check_pass_rate'
    UNION ALL
    SELECT wanted.goal, wanted.since, wanted.until, 1,
        CASE WHEN item.resolved AND item.resolved_at < wanted.until THEN 100000000 ELSE 0 END
    FROM wanted
    JOIN training_item AS item ON item.tenant = :tenant AND item.agent = wanted.person AND item.asked
    LEFT JOIN goal_item AS named
        ON named.tenant = :tenant AND named.goal = wanted.goal AND named.training_item = item.id
    WHERE wanted.measure = 'training_completed' AND (
        named.goal IS NOT NULL OR (wanted.items IS NULL AND item.raised >= wanted.since AND item.raised < wanted.until)
    )
    UNION ALL
    SELECT wanted.goal, wanted.since, wanted.until, metric_day.observations, metric_day.sum
    FROM wanted
    JOIN metric_day
        ON metric_day.tenant = :tenant AND metric_day.person = wanted.person AND metric_day.metric = wanted.metric
        AND metric_day.stage = wanted.stage AND metric_day.currency = wanted.currency
        AND metric_day.day BETWEEN wanted.first AND wanted.last
    WHERE wanted.measure = 'metric'
)
SELECT asked.goal, asked.since, asked.until,
    COALESCE(SUM(CASE WHEN reading.value IS NULL THEN 0 ELSE reading.times END), 0) AS count,
    COALESCE(SUM(reading.value), 0) AS sum
FROM asked
LEFT JOIN reading
    ON reading.goal = asked.goal AND reading.since = asked.since AND reading.until = asked.until
GROUP BY asked.goal, asked.since, asked.until

-- The same over everybody below a manager. The law lets no line run in a circle, so each line ends.
-- name: team_observed
WITH RECURSIVE asked (team_goal, since, until) AS (VALUES :asked),
wanted (team_goal, since, until, measure, checked, metric, stage, currency, first, last, person) AS (
    SELECT asked.team_goal, asked.since, asked.until, team_goal.measure, team_goal.checked,
        team_goal.metric, team_goal.stage, team_goal.currency, team_goal.first, team_goal.last, person.id
    FROM asked
    JOIN team_goal ON team_goal.tenant = :tenant AND team_goal.id = asked.team_goal
    JOIN person ON person.tenant = :tenant AND person.manager = team_goal.manager
    UNION ALL
    SELECT wanted.team_goal, wanted.since, wanted.until, wanted.measure, wanted.checked,
        wanted.metric, wanted.stage, wanted.currency, wanted.first, wanted.last, person.id
    FROM wanted JOIN person ON person.tenant = :tenant AND person.manager = wanted.person
),
reading (team_goal, since, until, times, value) AS (
    SELECT wanted.team_goal, wanted.since, wanted.until, 1,
        CASE wanted.measure
            WHEN 'overall_score' THEN call.score WHEN 'scorecard_average' THEN call.stars ELSE 1000000
        END
    FROM wanted JOIN call
        ON call.tenant = :tenant AND call.handler = wanted.person
        AND call.began >= wanted.since AND call.began < wanted.until
    WHERE wanted.measure IN ('calls_completed', 'overall_score', 'scorecard_average')
    UNION ALL
    SELECT wanted.team_goal, wanted.since, wanted.until, 1, result.passes
    FROM wanted
    JOIN result ON result.tenant = :tenant AND result.agent = wanted.person AND result.checked = wanted.checked
    JOIN call
        ON call.tenant = :tenant AND call.id = result.call
        AND call.began >= wanted.since AND call.began < wanted.until
    WHERE wanted.measure = 'check_pass_rate'
    UNION ALL
    SELECT wanted.team_goal, wanted.since, wanted.until, 1,
        CASE WHEN item.resolved AND item.resolved_at < wanted.until THEN 100000000 ELSE 0 END
    FROM wanted
    JOIN training_item AS item
        ON item.tenant = :tenant AND item.agent = wanted.person AND item.asked
        AND item.raised >= wanted.since AND item.raised < wanted.until
    WHERE wanted.measure = 'training_completed'
    UNION ALL
    SELECT wanted.team_goal, wanted.since, wanted.until, metric_day.observations, metric_day.sum
    FROM wanted
    JOIN metric_day
        ON metric_day.tenant = :tenant AND metric_day.person = wanted.person AND metric_day.metric = wanted.metric
        AND metric_day.stage = wanted.stage AND metric_day.currency = wanted.currency
        AND metric_day.day BETWEEN wanted.first AND wanted.last
    WHERE wanted.measure = 'metric'
)
SELECT asked.team_goal, asked.since, asked.until,
    COALESCE(SUM(CASE WHEN reading.value IS NULL THEN 0 ELSE reading.times END), 0) AS count,
    COALESCE(SUM(reading.value), 0) AS sum
FROM asked
LEFT JOIN reading
    ON reading.team_goal = asked.team_goal AND reading.since = asked.since AND reading.until = asked.until
GROUP BY asked.team_goal, asked.since, asked.until

-- name: lines
WITH RECURSIVE asked (manager, report) AS (VALUES :asked),
line (report, above, depth) AS (
    SELECT id, manager, 1 FROM person
    WHERE tenant = :tenant AND manager IS NOT NULL AND id IN (SELECT report FROM asked)
    UNION ALL
    SELECT line.report, person.manager, line.depth + 1
    FROM line JOIN person ON person.tenant = :tenant AND person.id = line.above
    WHERE person.manager IS NOT NULL
)
SELECT asked.manager, asked.report, line.depth
FROM asked LEFT JOIN line ON line.report = asked.report AND line.above = asked.manager

-- How far it is from a person up to the top of their line, and down to whoever stands furthest below.
-- name: reporting_lines
WITH RECURSIVE asked (person) AS (VALUES :asked),
up (person, manager, depth) AS (
    SELECT id, manager, 1 FROM person
    WHERE tenant = :tenant AND manager IS NOT NULL AND id IN (SELECT person FROM asked)
    UNION ALL
    SELECT up.person, person.manager, up.depth + 1
    FROM up JOIN person ON person.tenant = :tenant AND person.id = up.manager
    WHERE person.manager IS NOT NULL
),
down (person, report, depth) AS (
    SELECT manager, id, 1 FROM person
    WHERE tenant = :tenant AND manager IN (SELECT person FROM asked)
    UNION ALL
    SELECT down.person, person.id, down.depth + 1
    FROM down JOIN person ON person.tenant = :tenant AND person.manager = down.report
)
SELECT asked.person,
    (SELECT COALESCE(MAX(up.depth), 0) FROM up WHERE up.person = asked.person) AS above,
    (SELECT COALESCE(MAX(down.depth), 0) FROM down WHERE down.person = asked.person) AS below
FROM asked

-- Everybody who stands above a person, the nearest first.
-- name: above
WITH RECURSIVE asked (person) AS (VALUES :asked),
line (person, above, depth) AS (
    SELECT id, manager, 1 FROM person
    WHERE tenant = :tenant AND manager IS NOT NULL AND id IN (SELECT person FROM asked)
    UNION ALL
    SELECT line.person, person.manager, line.depth + 1
    FROM line JOIN person ON person.tenant = :tenant AND person.id = line.above
    WHERE person.manager IS NOT NULL
)
SELECT line.person, person.state
FROM line JOIN person ON person.tenant = :tenant AND person.id = line.above
ORDER BY line.depth

-- Who holds an office stands in the states: a host with many people keeps a table of roles.
-- name: offices
WITH asked (office) AS (VALUES :asked)
SELECT asked.office, person.state
FROM asked JOIN person ON person.tenant = :tenant
ORDER BY person.id

-- name: assessments
WITH asked (month, person) AS (VALUES :asked)
SELECT asked.month, asked.person, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'assessment'
ORDER BY thing.id

-- name: certifications
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'certification'
ORDER BY thing.id

-- name: reports
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'skill_report'
ORDER BY thing.id

-- Who is to review a call, as long as that is to be done.
-- name: reviews_asked
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.state
FROM asked
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type = 'review_assignment' AND thing.call = asked.call
    AND thing.keeper IS NOT NULL
ORDER BY thing.id

-- Which calls came out of a draw stands in the states: a host with many draws keeps a row for each of their calls.
-- name: draws
WITH asked (call) AS (VALUES :asked)
SELECT asked.call, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'sampling'
ORDER BY thing.id

-- The same of the call of a review, with that review.
-- name: reviews_answered
WITH asked (review) AS (VALUES :asked)
SELECT asked.review, review.state AS given, thing.state
FROM asked
LEFT JOIN thing AS review
    ON review.tenant = :tenant AND review.type = 'review' AND review.id = asked.review
LEFT JOIN thing
    ON thing.tenant = :tenant AND thing.type = 'review_assignment' AND thing.call = review.call
    AND thing.keeper IS NOT NULL
ORDER BY thing.id

-- Who reviewed a call, and what became of it, stands in the states.
-- name: reviews_given
WITH asked (call, reviewer) AS (VALUES :asked)
SELECT asked.call, asked.reviewer, thing.state
FROM asked
LEFT JOIN thing ON thing.tenant = :tenant AND thing.type = 'review' AND thing.call = asked.call
ORDER BY thing.id

-- The keys of scorecards stand in the states, too: there are few of them.
-- name: scorecards_of_key
WITH asked (scorecard) AS (VALUES :asked)
SELECT asked.scorecard, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'scorecard'
ORDER BY thing.id

-- So do those of templates of plans.
-- name: plan_templates_of_key
WITH asked (plan_template) AS (VALUES :asked)
SELECT asked.plan_template, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'plan_template'
ORDER BY thing.id

-- Those that have the key of a template that ships are found by it.
-- name: plan_templates
WITH asked (shipped) AS (VALUES :asked)
SELECT asked.shipped, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'plan_template'
ORDER BY thing.id

-- Whom a feedback round is about stands in the states, as what was released of it does.
-- name: feedback_rounds
WITH asked (person) AS (VALUES :asked)
SELECT asked.person, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'feedback_round'
ORDER BY thing.id

-- Of which plan a session is stands in the states: a host with many sessions keeps a column of that, and of where they stand.
-- name: sessions
WITH asked (plan) AS (VALUES :asked)
SELECT asked.plan, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'session'
ORDER BY thing.id

-- Whether a plan is an improvement track stands in the states: a host with many plans keeps a column of that.
-- name: tracks
WITH asked (since) AS (VALUES :asked)
SELECT asked.since, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type = 'plan'
ORDER BY thing.id

-- What reviewers gave stands in the states: a host with many reviews keeps columns of whom they are about and whose they are.
-- name: follow_ups
WITH asked (person, reviewer) AS (VALUES :asked)
SELECT asked.person, asked.reviewer, thing.type, thing.state
FROM asked JOIN thing ON thing.tenant = :tenant AND thing.type IN ('action_item', 'review')

-- What a decision leaves behind.

-- name: keep_record
INSERT INTO log (tenant, seq, record) VALUES (:tenant, :seq, :record)

-- name: keep_command
INSERT INTO command (tenant, actor, id, digest, seq) VALUES (:tenant, :actor, :id, :digest, :seq)

-- name: keep_person
INSERT INTO person (tenant, id, manager, state) VALUES (:tenant, :id, :manager, :state)
ON CONFLICT (tenant, id) DO UPDATE SET manager = excluded.manager, state = excluded.state

-- name: keep_call
INSERT INTO call (tenant, id, handler, began, score, stars, state)
VALUES (:tenant, :id, :handler, :began, :score, :stars, :state)
ON CONFLICT (tenant, id) DO UPDATE SET
    handler = excluded.handler, began = excluded.began, score = excluded.score, stars = excluded.stars,
    state = excluded.state

-- name: keep_thing
INSERT INTO thing (tenant, type, id, keeper, made, agent, shown, concluded, call, state)
VALUES (:tenant, :type, :id, :keeper, :made, :agent, :shown, :concluded, :call, :state)
ON CONFLICT (tenant, type, id) DO UPDATE SET
    keeper = excluded.keeper, made = excluded.made, agent = excluded.agent, shown = excluded.shown,
    concluded = excluded.concluded, state = excluded.state

-- name: keep_training_item
INSERT INTO training_item (tenant, id, agent, checked, raised, bundle, resolved, resolved_at, asked)
VALUES (
    :tenant, :id, :agent, :checked, :raised, :bundle, :state = 'resolved', :resolved_at,
    :state NOT IN ('withdrawn', 'superseded')
)
ON CONFLICT (tenant, id) DO UPDATE SET
    agent = excluded.agent, raised = excluded.raised, bundle = excluded.bundle, resolved = excluded.resolved,
    resolved_at = excluded.resolved_at, asked = excluded.asked

-- name: keep_result
INSERT INTO result (tenant, id, agent, call, checked, passes) VALUES (:tenant, :id, :agent, :call, :checked, :passes)
ON CONFLICT (tenant, id) DO UPDATE SET agent = excluded.agent, passes = excluded.passes

-- What a goal rests on never changes.
-- name: keep_goal
INSERT INTO goal (tenant, id, person, measure, checked, metric, stage, currency, first, last, bundle, items)
VALUES (
    :tenant, :id, :person, :measure, :checked, :metric, :stage, :currency, :first, :last, :bundle, :items
)
ON CONFLICT (tenant, id) DO NOTHING

-- name: keep_goal_item
INSERT INTO goal_item (tenant, goal, training_item) VALUES (:tenant, :goal, :training_item)
ON CONFLICT (tenant, goal, training_item) DO NOTHING

-- name: keep_team_goal
INSERT INTO team_goal (tenant, id, manager, measure, checked, metric, stage, currency, first, last)
VALUES (:tenant, :id, :manager, :measure, :checked, :metric, :stage, :currency, :first, :last)
ON CONFLICT (tenant, id) DO NOTHING

-- name: keep_metric_day
INSERT INTO metric_day (tenant, id, person, metric, stage, currency, day, observations, sum)
VALUES (:tenant, :id, :person, :metric, :stage, :currency, :day, :observations, :sum)
ON CONFLICT (tenant, id) DO UPDATE SET
    currency = excluded.currency, observations = excluded.observations, sum = excluded.sum

-- name: move_head
UPDATE tenant SET seq = :seq, hash = :hash WHERE id = :tenant

-- What was kept, to be shown, verified and replayed.

-- name: policy
SELECT policy FROM tenant WHERE id = :tenant

-- name: head
SELECT seq, hash FROM tenant WHERE id = :tenant

-- name: records
SELECT record FROM log WHERE tenant = :tenant ORDER BY seq

-- name: states
SELECT state FROM everything WHERE tenant = :tenant

-- name: commands
SELECT actor, id, digest, seq FROM command WHERE tenant = :tenant ORDER BY seq
