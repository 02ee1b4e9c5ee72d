-- Owned by package jobs: durable work, its leases and the edges of its plans.

create table jobs (
    id                  uuid primary key,
    -- In the order of creation; within a plan every job has a higher number than those it waits for.
    -- Rows are always locked in this order.
    number              bigint generated always as identity unique,
    kind                text not null,
    state               text not null default 'queued'
        check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    owner               text not null,
    track_id            uuid not null,
    plan_id             uuid not null,
    waits_for           int not null check (waits_for >= 0),
    args                jsonb not null,
    priority            int not null default 100,
    run_at              timestamptz not null default now(),
    attempt             int not null default 0,
    max_attempts        int not null check (max_attempts > 0),
    progress            double precision not null default 0,
    stage               text not null default '',
    error_code          text,
    error_message       text,
    lease_owner         text,
    lease_token         bigint not null default 0,
    lease_until         timestamptz,
    cancel_requested_at timestamptz,
    created_at          timestamptz not null default now(),
    started_at          timestamptz,
    finished_at         timestamptz,
    check ((state = 'running') = (lease_until is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

create index jobs_claimable on jobs (kind, priority, run_at, number) where state = 'queued' and waits_for = 0;
create index jobs_leased on jobs (lease_until) where state = 'running';
create index jobs_of_track on jobs (track_id, number);

create table job_edges (
    predecessor uuid not null references jobs on delete cascade,
    successor   uuid not null references jobs on delete cascade,
    primary key (predecessor, successor)
);
create index job_edges_back on job_edges (successor);
