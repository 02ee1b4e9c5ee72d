-- Owned by package events: ends of jobs that somebody outside is told of. Written with the fact, in its transaction, and
-- taken away in the transaction that turns it into deliveries. Empty while nobody wants to be told.

create table fact_outbox (
    number   bigint generated always as identity primary key,
    track_id uuid not null,
    seq      bigint not null,
    type     text not null,
    job      jsonb not null
);

-- Owned by package webhook: who is told what, and what came of it.

create table webhook_endpoints (
    id              uuid primary key,
    owner           text not null,
    url             text not null,
    description     text not null,
    -- Empty for all types.
    events          text[] not null,
    enabled         boolean not null default true,
    disabled_reason text,
    secret          text not null,
    previous_secret text,
    previous_until  timestamptz,
    -- When the first of the failures came since which nothing succeeded.
    failing_since   timestamptz,
    -- The receiver asked to be left alone until then.
    paused_until    timestamptz,
    -- Endpoints take turns by it.
    served_at       timestamptz not null default 'epoch',
    created_at      timestamptz not null default now()
);
create index webhook_endpoints_of_owner on webhook_endpoints (owner, created_at);

create table webhook_deliveries (
    id          uuid primary key,
    number      bigint generated always as identity unique,
    endpoint_id uuid not null references webhook_endpoints on delete cascade,
    event_id    text not null,
    type        text not null,
    -- The bytes that are signed.
    payload     text not null,
    state       text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed')),
    -- How many tries of the present round have failed; a replay begins a new round.
    step        int not null default 0,
    tries       int not null default 0,
    next_at     timestamptz not null default now(),
    lease_owner text,
    lease_token bigint not null default 0,
    lease_until timestamptz,
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    unique (endpoint_id, event_id),
    check ((state = 'sending') = (lease_until is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_at, number) where state = 'waiting';
create index webhook_deliveries_leased on webhook_deliveries (lease_until) where state = 'sending';
create index webhook_deliveries_flying on webhook_deliveries (endpoint_id) where state = 'sending';
create index webhook_deliveries_log on webhook_deliveries (endpoint_id, number);
create index webhook_deliveries_age on webhook_deliveries (created_at);

create table webhook_attempts (
    delivery_id uuid not null references webhook_deliveries on delete cascade,
    try         int not null,
    at          timestamptz not null,
    millis      bigint not null,
    status      int,
    error       text,
    answer      text not null,
    primary key (delivery_id, try)
);

-- Serves the question to which batches a track belongs.
create index batch_items_of_track on batch_items (track_id);
