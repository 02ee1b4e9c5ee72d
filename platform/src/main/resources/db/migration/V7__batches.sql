-- Owned by package batch: many imports under one name. Where they stand follows from the jobs of their tracks.

create table batches (
    id          uuid primary key,
    owner       text not null,
    name        text not null,
    -- Of the request, so that the same id with another request is noticed.
    fingerprint text not null,
    total       int not null check (total > 0),
    created_at  timestamptz not null,
    unique (owner, name)
);

-- The jobs that a batch added have its id as their plan_id. A track may be deleted; its item remains.
create table batch_items (
    batch_id uuid not null references batches on delete cascade,
    position int not null,
    source   text not null,
    track_id uuid not null,
    primary key (batch_id, position)
);

-- Owned by package jobs: how long work takes is asked for often, and the table grows.
create index jobs_completed on jobs (finished_at) where state = 'completed';
