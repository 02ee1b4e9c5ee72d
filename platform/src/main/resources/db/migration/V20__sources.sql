-- Owned by package jobs: a job that waits for somebody's answer counts one more thing to wait for, and says so.
alter table jobs add column parked boolean not null default false;

-- Owned by package catalog: where the audio of a known song came from, or may come from.
create table track_sources (
    track_id   uuid primary key references tracks on delete cascade,
    state      text not null check (state in ('choosing', 'chosen')),
    -- Seconds that the recording is expected to have, from before any audio was there.
    expected   double precision,
    candidates jsonb not null default '[]',
    -- What somebody chose and the next download is to fetch.
    ordered    jsonb,
    -- What the present audio was fetched as.
    chosen     jsonb
);

-- The same audio is found again by its content.
create index assets_by_content on assets (sha256) where role = 'canonical';

-- The present audio as bits by which it is known again; about 43 bytes a second.
create table fingerprints (
    track_id uuid primary key references tracks on delete cascade,
    sha256   text not null,
    words    bytea not null
);
