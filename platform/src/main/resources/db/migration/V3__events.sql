-- Owned by package events: the facts, numbered per track without gaps.

-- The row is locked while a number is taken, so the order of numbers is the order of commits.
create table fact_positions (
    track_id uuid primary key,
    last_seq bigint not null
);

create table facts (
    track_id uuid not null,
    seq      bigint not null,
    type     text not null,
    job      jsonb not null,
    at       timestamptz not null default now(),
    primary key (track_id, seq)
);
