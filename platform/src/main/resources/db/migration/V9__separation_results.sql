-- Owned by package catalog: what each separation made, found again by everything its bytes depend on.

create table separation_results (
    job_id   uuid primary key,
    number   bigint generated always as identity,
    track_id uuid not null references tracks on delete cascade,
    address  text not null,
    report   jsonb not null
);
create index separation_results_by_address on separation_results (address, number);
