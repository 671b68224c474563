-- A host's own tables, the same on SQLite and PostgreSQL. Every text that ends in JSON is what touchline gave.

-- A tenant, its policy, and the end of its chain: the row that a writer locks.
CREATE TABLE tenant (
    id TEXT PRIMARY KEY,
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

-- What each accepted command is remembered by, so that a retry is known as one.
CREATE TABLE command (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    actor TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Null once it is forgotten, as of a command whose person was redacted.
    digest TEXT,
    seq BIGINT NOT NULL,
    PRIMARY KEY (tenant, actor, id)
);

-- People, calls and all other things, each with its state after the last record that is about it. What queries go
-- by has a column of its own.
CREATE TABLE person (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    manager TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX reports ON person (tenant, manager);

CREATE TABLE call (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    handler TEXT NOT NULL,
    began TEXT NOT NULL,
    -- How good it was, in whole millionths.
    score BIGINT,
    stars BIGINT,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX handled ON call (tenant, handler, began);

-- What was made of a check, in whole millionths of a percent; null where it does not apply, or a model alone judged.
CREATE TABLE result (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    agent TEXT NOT NULL,
    call TEXT NOT NULL,
    checked TEXT,
    passes BIGINT,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX results ON result (tenant, agent, checked);
CREATE INDEX begun ON call (tenant, began);

CREATE TABLE thing (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Of what somebody still has to do: who keeps it since it was made, and for whom it is since it was shown to them.
    keeper TEXT,
    made TEXT,
    agent TEXT,
    shown TEXT,
    -- When a bundle was concluded.
    concluded TEXT,
    -- Which call a disposition, a review or the assignment of one is of.
    call TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, type, id)
);

CREATE INDEX kept ON thing (tenant, keeper) WHERE keeper IS NOT NULL;
CREATE INDEX own ON thing (tenant, agent) WHERE shown IS NOT NULL;
CREATE INDEX reviewed ON thing (tenant, call) WHERE call IS NOT NULL;

-- What training items are asked for besides their states: whether a check was coached before.
CREATE TABLE training_item (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    agent TEXT NOT NULL,
    checked TEXT,
    raised TEXT NOT NULL,
    bundle TEXT,
    resolved BOOLEAN NOT NULL,
    resolved_at TEXT,
    -- Whether it is asked for: neither withdrawn nor superseded.
    asked BOOLEAN NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX coached ON training_item (tenant, agent, checked) WHERE resolved;

-- What goals rest on: whose, what is measured, and the items of the bundle that set it.
CREATE TABLE goal (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    measure TEXT NOT NULL,
    checked TEXT,
    -- Of a metric's goal: its name, its stage and its currency, empty where there is none, and the goal's days.
    metric TEXT,
    stage TEXT,
    currency TEXT,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    bundle TEXT,
    -- How many items the bundle has; null where items count as they are raised.
    items BIGINT,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX set_by ON goal (tenant, bundle) WHERE bundle IS NOT NULL;

CREATE TABLE goal_item (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    goal TEXT NOT NULL,
    training_item TEXT NOT NULL,
    PRIMARY KEY (tenant, goal, training_item)
);

-- What a metric counted for somebody on a day: money in minor units, all else in whole millionths.
CREATE TABLE metric_day (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    metric TEXT NOT NULL,
    stage TEXT NOT NULL,
    currency TEXT NOT NULL,
    day TEXT NOT NULL,
    observations BIGINT NOT NULL,
    sum BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX counted ON metric_day (tenant, person, metric, day);

-- What goals of teams rest on: whose team, and what is measured.
CREATE TABLE team_goal (
    tenant TEXT NOT NULL REFERENCES tenant (id),
    id TEXT NOT NULL,
    manager TEXT NOT NULL,
    measure TEXT NOT NULL,
    checked TEXT,
    metric TEXT,
    stage TEXT,
    currency TEXT,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE VIEW everything (tenant, type, id, state) AS
    SELECT tenant, 'person', id, state FROM person
    UNION ALL
    SELECT tenant, 'call', id, state FROM call
    UNION ALL
    SELECT tenant, type, id, state FROM thing;
