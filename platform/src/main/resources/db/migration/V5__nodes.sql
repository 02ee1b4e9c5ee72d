-- Owned by package nodes: the processes that take part, each seen every few seconds.

create table nodes (
    name       text primary key,
    roles      text[] not null,
    version    text not null,
    host       text not null,
    pid        bigint not null,
    slots      int not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);
