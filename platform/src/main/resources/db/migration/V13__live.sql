-- Owned by package events: which history this is. Numbers of facts of another one mean nothing here, so a backup does
-- not hold it and a restore draws it anew.
create table fact_epoch (
    one   boolean primary key default true check (one),
    epoch uuid not null default gen_random_uuid()
);
insert into fact_epoch default values;
