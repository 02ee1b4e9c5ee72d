-- Owned by package studio: what people place on tracks by hand. It goes with its track.

create table studio_items (
    track_id uuid not null references tracks on delete cascade,
    kind     text not null check (kind in ('loop', 'cue_point')),
    id       text not null,
    number   bigint generated always as identity,
    item     jsonb not null,
    primary key (track_id, kind, id)
);

create table arrangements (
    track_id    uuid primary key references tracks on delete cascade,
    arrangement jsonb not null
);

create table arrangement_templates (
    owner    text not null,
    name     text not null,
    template jsonb not null,
    primary key (owner, name)
);

-- Serves the search for what a job made, such as an export.
create index assets_of_job on assets (job_id);
