-- What the service keeps beside the tables of docs/reference/tables.sql, on PostgreSQL.

-- A tenant, the policy with which it began and the one in force, and the end of its chain: the row that a writer locks.
-- `seq` tells a reader whether anything was written meanwhile.
CREATE TABLE tenant (
    id TEXT PRIMARY KEY,
    first_policy TEXT NOT NULL,
    policy TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT
);

-- The records, each as it was sealed.
CREATE TABLE log (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    seq BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (tenant, seq)
);

-- What each accepted command is remembered by, and what its actor was told.
CREATE TABLE command (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    actor TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    seq BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (tenant, actor, id)
);

-- The messages that were planned, in the order in which they were.
CREATE TABLE message (
    place BIGINT GENERATED ALWAYS AS IDENTITY,
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    planned TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX message_recipient ON message (tenant, recipient, place);

-- The things as the queries for facts of the other hosts read them, out of the reference tables.

CREATE VIEW everything (tenant, type, id, state) AS SELECT tenant, type, id, stored FROM thing;

CREATE VIEW person (tenant, id, manager, state) AS
    SELECT tenant, id, manager, stored FROM thing WHERE type = 'person';

CREATE VIEW call (tenant, id, handler, began, score, stars, state) AS
    SELECT
        tenant, id, coached, stored::json #>> '{body,document,started_at}',
        round((stored::json #>> '{body,document,quality_score}')::numeric * 1000000)::bigint,
        round((stored::json #>> '{body,document,stars}')::numeric * 1000000)::bigint, stored
    FROM thing WHERE type = 'call';

CREATE VIEW result (tenant, id, agent, call, checked, passes) AS
    SELECT
        tenant, id, stored::json #>> '{body,agent}', call, stored::json #>> '{body,check,key}',
        CASE WHEN stored::json #>> '{body,source,type}' = 'model' THEN NULL ELSE
            CASE stored::json #>> '{body,ruling}' WHEN 'pass' THEN 100000000 WHEN 'not_applicable' THEN NULL ELSE 0 END
        END
    FROM thing WHERE type = 'disposition';

CREATE VIEW training_item (tenant, id, agent, checked, raised, bundle, resolved, resolved_at, asked) AS
    SELECT
        tenant, id, coached, stored::json #>> '{body,check,key}', stored::json #>> '{body,raised,at}',
        stored::json #>> '{body,bundle}', state = 'resolved', stored::json #>> '{body,resolved_at}',
        state NOT IN ('withdrawn', 'superseded')
    FROM thing WHERE type = 'training_item';

CREATE VIEW goal (tenant, id, person, measure, checked, metric, stage, currency, first, last, bundle, items) AS
    SELECT
        tenant, id, stored::json #>> '{body,person}', stored::json #>> '{body,aim,measure,type}',
        stored::json #>> '{body,aim,measure,body,check}', stored::json #>> '{body,aim,measure,body,metric}',
        coalesce(stored::json #>> '{body,aim,measure,body,stage}', ''),
        coalesce(stored::json #>> '{body,aim,measure,body,currency}', ''),
        stored::json #>> '{body,days,first}', stored::json #>> '{body,days,last}', stored::json #>> '{body,bundle}',
        json_array_length(nullif(stored::json #>> '{body,training_items}', 'null')::json)
    FROM thing WHERE type = 'goal';

CREATE VIEW goal_item (tenant, goal, training_item) AS
    SELECT tenant, id, named
    FROM thing, json_array_elements_text(nullif(stored::json #>> '{body,training_items}', 'null')::json) AS named
    WHERE type = 'goal';

CREATE VIEW team_goal (tenant, id, manager, measure, checked, metric, stage, currency, first, last) AS
    SELECT
        tenant, id, stored::json #>> '{body,manager}', stored::json #>> '{body,aim,measure,type}',
        stored::json #>> '{body,aim,measure,body,check}', stored::json #>> '{body,aim,measure,body,metric}',
        coalesce(stored::json #>> '{body,aim,measure,body,stage}', ''),
        coalesce(stored::json #>> '{body,aim,measure,body,currency}', ''),
        stored::json #>> '{body,days,first}', stored::json #>> '{body,days,last}'
    FROM thing WHERE type = 'team_goal';

CREATE VIEW metric_day (tenant, id, person, metric, stage, currency, day, observations, sum) AS
    SELECT
        tenant, id, counted ->> 'person', counted ->> 'metric', coalesce(counted ->> 'stage', ''),
        coalesce(counted ->> 'currency', ''), counted ->> 'day', (counted ->> 'observations')::bigint,
        round((counted ->> 'sum')::numeric * CASE WHEN counted ->> 'currency' IS NULL THEN 1000000 ELSE 1 END)::bigint
    FROM (SELECT tenant, id, stored::json #> '{body,document,counted}' AS counted FROM thing WHERE type = 'metric_day') AS day;
