-- Owned by package identity: what programs sign in with. The keys themselves are nowhere.

create table api_keys (
    id           uuid primary key,
    owner        text not null,
    name         text not null,
    digest       bytea not null,
    read_only    boolean not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_keys_of_owner on api_keys (owner, created_at);
