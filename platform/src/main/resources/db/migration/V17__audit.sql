-- Owned by package audit: what was done to the server and by whom, as long as the operator keeps it.

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    action  text not null,
    status  integer not null,
    owner   text,
    address text not null,
    request text not null,
    target  text not null
);
create index audit_at on audit (at);
