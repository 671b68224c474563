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
    -- Null once it is forgotten, as of a command whose person was redacted.
    digest TEXT,
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
