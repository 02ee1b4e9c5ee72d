-- Owned by package catalog: what callers of separations said beyond what the job needs.

-- Every later download of the track is followed by a separation with these options.
create table automatic_separations (
    track_id uuid primary key references tracks on delete cascade,
    options  jsonb not null
);

-- The options as they were sent, to be shown again with the job.
create table separation_requests (
    job_id uuid primary key references jobs on delete cascade,
    sent   jsonb not null
);
