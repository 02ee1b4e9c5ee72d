-- Lets Supabase Realtime clients see jobs change. Run it once, as the role that Alchemy connects as, in a database whose
-- migrations have run; running it again is harmless. Remove it with realtime-remove.sql. See docs/supabase-realtime.md.

-- Supabase lets its API roles read whatever stands in the schema public. Alchemy's own tables are not for them.
do $$
declare
    name text;
begin
    foreach name in array array['analyses', 'api_keys', 'arrangement_templates', 'arrangements', 'assets',
        'audit', 'automatic_separations', 'batch_items', 'batches', 'fact_epoch', 'fact_outbox', 'fact_positions', 'facts',
        'fingerprints', 'flyway_schema_history', 'job_edges', 'jobs', 'kept_answers', 'kept_secrets', 'media', 'nodes',
        'separation_requests', 'separation_results', 'separations', 'service_metadata', 'staged_uploads', 'studio_items',
        'track_sources', 'tracks', 'uploads', 'webhook_attempts', 'webhook_deliveries', 'webhook_endpoints'] loop
        if to_regclass('public.' || name) is not null then
            execute format('revoke all on public.%I from anon, authenticated', name);
        end if;
    end loop;
end $$;

-- What clients subscribe to. The jobs themselves also carry leases, arguments and heartbeats, which are nobody's
-- business and would be sent with every beat.
create table if not exists public.job_status (
    job_id       uuid primary key,
    user_id      text not null,
    track_id     uuid not null,
    batch_id     text,
    kind         text not null,
    status       text not null check (status in ('queued', 'processing', 'completed', 'error')),
    progress     int not null check (progress between 0 and 100),
    current_step text not null,
    error        text,
    error_code   text,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index if not exists job_status_of_user on public.job_status (user_id, created_at desc);
create index if not exists job_status_of_track on public.job_status (track_id);

-- A whole percent at a time: what changes less is not sent.
create or replace function public.tell_job_status() returns trigger language plpgsql security definer
set search_path = pg_catalog, public as $$
begin
    if tg_op = 'DELETE' then
        delete from public.job_status where job_id = old.id;
        return null;
    end if;
    insert into public.job_status as told (job_id, user_id, track_id, batch_id, kind, status, progress, current_step,
        error, error_code, created_at, updated_at)
    values (new.id, new.owner, new.track_id, (select name from public.batches where id = new.plan_id), new.kind,
        case new.state when 'running' then 'processing' when 'failed' then 'error' when 'cancelled' then 'error'
            else new.state end,
        case new.state when 'completed' then 100 else least(100, greatest(0, floor(new.progress)))::int end,
        new.stage, new.error_message, new.error_code, new.created_at, now())
    on conflict (job_id) do update set status = excluded.status, progress = excluded.progress,
        current_step = excluded.current_step, error = excluded.error, error_code = excluded.error_code,
        updated_at = excluded.updated_at
    where (told.status, told.progress, told.current_step, told.error, told.error_code)
        is distinct from (excluded.status, excluded.progress, excluded.current_step, excluded.error, excluded.error_code);
    return null;
end $$;
revoke all on function public.tell_job_status() from public;

create or replace trigger tell_job_status after insert or delete or update of state, progress, stage, error_code,
    error_message on public.jobs for each row execute function public.tell_job_status();

-- What is known by now. Updating nothing calls the trigger for each job.
update public.jobs set state = state;

-- Only one's own rows, and only to read. Realtime asks this of every subscriber for every change.
alter table public.job_status enable row level security;
revoke all on public.job_status from anon, authenticated;
grant select on public.job_status to authenticated;
drop policy if exists own_jobs on public.job_status;
create policy own_jobs on public.job_status for select to authenticated
    using (user_id = (select auth.uid())::text);

do $$
begin
    if not exists (select from pg_publication_tables
            where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = 'job_status') then
        alter publication supabase_realtime add table public.job_status;
    end if;
end $$;
