-- Owned by package catalog: what the stored bytes mean.

create table tracks (
    id          uuid primary key,
    owner       text not null,
    name        text not null,
    artist      text,
    album       text,
    cover_url   text,
    external_id text,
    source_url  text,
    duration    double precision,
    created_at  timestamptz not null
);
create unique index tracks_external on tracks (owner, external_id) where external_id is not null;
create index tracks_newest on tracks (owner, created_at desc, id desc);

create table assets (
    id           uuid primary key,
    number       bigint generated always as identity,
    track_id     uuid not null references tracks on delete cascade,
    job_id       uuid not null,
    role         text not null,
    name         text not null,
    type         text not null,
    key          text not null,
    content_type text not null,
    bytes        bigint not null check (bytes >= 0),
    sha256       text not null,
    duration     double precision not null
);
create index assets_of_track on assets (track_id, number);

create table analyses (
    track_id uuid primary key references tracks on delete cascade,
    job_id   uuid not null,
    facts    jsonb not null
);

create table separations (
    track_id uuid primary key references tracks on delete cascade,
    job_id   uuid not null,
    facts    jsonb not null
);
