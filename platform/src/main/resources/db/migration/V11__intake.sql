-- Owned by package idempotency: answers to requests that carried an Idempotency-Key, for a day.

-- A request is in flight while its status is null and its lease runs; after that anybody with the same request may take
-- it over, and finds the name of its work, under which nothing is added twice.
create table kept_answers (
    owner       text not null,
    route       text not null,
    key         text not null,
    fingerprint text not null,
    work        uuid not null,
    token       uuid not null,
    lease_until timestamptz not null,
    status      int,
    headers     jsonb,
    body        text,
    created_at  timestamptz not null default now(),
    primary key (owner, route, key),
    check ((status is null) = (body is null))
);
create index kept_answers_by_age on kept_answers (created_at);

-- Owned by package batch: a file that cannot be used is an item with its reason, and not a track.

alter table batch_items alter column track_id drop not null;
alter table batch_items add column error_code text;
alter table batch_items add column error_message text;
alter table batch_items add check ((track_id is null) = (error_code is not null));

create index batches_newest on batches (owner, created_at desc, id desc);
