-- Owned by package catalog: what a music service says of a track, beyond what tracks have columns for.

create table service_metadata (
    track_id uuid primary key references tracks (id) on delete cascade,
    metadata jsonb not null
);
