-- Owned by package uploads: files that arrive in parts, and what owners keep.

-- The id names the track that the file becomes, too. What has arrived lies in a resumable folder of that name; bytes there
-- beyond "received" do not count.
create table uploads (
    id           uuid primary key,
    owner        text not null,
    length       bigint not null check (length > 0),
    received     bigint not null default 0 check (received between 0 and length),
    metadata     text not null,
    file_name    text not null,
    options      text,
    -- Who writes at present; nobody once the lease has run out.
    writer       uuid,
    writer_until timestamptz,
    imported_at  timestamptz,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    check ((writer is null) = (writer_until is null))
);
create index uploads_of_owner on uploads (owner, created_at);
create index uploads_expiring on uploads (expires_at);

-- Files that wait for their download job; they count until the original is an asset.
create table staged_uploads (
    track_id uuid primary key references tracks on delete cascade,
    bytes    bigint not null check (bytes >= 0)
);

-- Secrets that the mesh made for itself, the same for all its nodes.
create table kept_secrets (
    name       text primary key,
    secret     bytea not null,
    created_at timestamptz not null default now()
);

-- Owned by package catalog: what a track's original is, and its tags, read when it was taken in.
create table media (
    track_id uuid primary key references tracks on delete cascade,
    job_id   uuid not null,
    facts    jsonb not null
);
