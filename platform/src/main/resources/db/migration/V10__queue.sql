-- Owned by package jobs: turns between owners, work that is live once, snoozes, and what each attempt died of.

alter table jobs
    -- When its turn in its owner's line would come: the creation, and six seconds more for every point of priority.
    -- It never changes, so waiting makes up for a worse priority.
    add column line_at       timestamptz not null default now(),
    -- The same for the same work of the same owner; null for work that may be live more than once.
    add column unique_key    text,
    add column snoozed_ms    bigint not null default 0 check (snoozed_ms >= 0),
    -- The last attempts that failed, the oldest first.
    add column errors        jsonb not null default '[]';

update jobs set line_at = created_at + priority * interval '6 seconds';

drop index jobs_claimable;
-- A claim goes from owner to owner, and takes the first few of each one's line.
create index jobs_line on jobs (kind, owner, line_at, number, run_at) where state = 'queued' and waits_for = 0;
create index jobs_running on jobs (kind, owner) where state = 'running';
create unique index jobs_live on jobs (unique_key) where state in ('queued', 'running');

-- Serves the figures, and the removal of what is old.
drop index jobs_completed;
create index jobs_finished on jobs (finished_at, number) where finished_at is not null;
-- In the order of their times, nearly, so that a coarse index is enough.
create index facts_at on facts using brin (at);

-- How many jobs of each kind a node takes at once.
alter table nodes add column slots_by_kind jsonb not null default '{}';
