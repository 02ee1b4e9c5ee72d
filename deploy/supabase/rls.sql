-- Row level security for a database in a Supabase project. Run it as the role that Alchemy connects as, after its
-- migrations and after realtime.sql, and again after each upgrade; running it again is harmless. See docs/supabase.md.
--
-- authenticated reads its own rows, anon sees nothing, service_role everything. Nobody writes past Alchemy's own API:
-- a row is never alone there. Alchemy itself owns the tables, and owners are not bound by policies.

-- Every table of ours is closed first, so that none that a later release brings stands open.
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
            execute format('alter table public.%I enable row level security', name);
            execute format('revoke all on public.%I from public, anon, authenticated', name);
            execute format('grant all on public.%I to service_role', name);
            execute format('drop policy if exists service_reads_and_writes on public.%I', name);
            execute format('create policy service_reads_and_writes on public.%I to service_role using (true) with check (true)',
                name);
        end if;
    end loop;
end $$;

-- Without a policy, and so for nobody but the service role:
--   api_keys, webhook_endpoints              digests and secrets; Alchemy's API shows what their owner may see
--   webhook_deliveries, webhook_attempts     bodies and answers of receivers, belonging to those endpoints
--   kept_secrets, audit                      the server's secrets, and who did what to it
--   uploads, staged_uploads                  files on their way in
--   track_sources, fingerprints              places in the operator's library, and what recordings are known again by
--   kept_answers                             answers under idempotency keys, for the moment of a repeated request
--   fact_outbox, fact_positions, fact_epoch  bookkeeping of facts
--   job_edges                                bookkeeping of jobs
--   nodes, flyway_schema_history             the operator's

-- Tables that name their owner.
do $$
declare
    name text;
begin
    foreach name in array array['arrangement_templates', 'batches', 'jobs', 'tracks'] loop
        execute format('drop policy if exists owner_reads on public.%I', name);
        execute format('create policy owner_reads on public.%I for select to authenticated'
            ' using (owner = (select auth.uid())::text)', name);
    end loop;
end $$;

grant select on public.arrangement_templates, public.batches, public.tracks to authenticated;

-- Without leases and arguments, which name places in the store.
grant select (id, number, kind, state, owner, track_id, plan_id, waits_for, priority, run_at, attempt, max_attempts,
    progress, stage, error_code, error_message, cancel_requested_at, created_at, started_at, finished_at)
    on public.jobs to authenticated;

-- Tables that belong to a track.
do $$
declare
    name text;
begin
    foreach name in array array['analyses', 'arrangements', 'assets', 'automatic_separations', 'facts',
        'media', 'separation_results', 'separations', 'service_metadata', 'studio_items'] loop
        execute format('drop policy if exists owner_reads on public.%I', name);
        execute format('create policy owner_reads on public.%I for select to authenticated using (exists (select from'
            ' public.tracks track where track.id = track_id and track.owner = (select auth.uid())::text))', name);
    end loop;
end $$;

grant select on public.analyses, public.arrangements, public.automatic_separations, public.facts,
    public.media, public.separation_results, public.separations, public.service_metadata, public.studio_items to authenticated;

-- Without the place in the store.
grant select (id, number, track_id, job_id, role, name, type, content_type, bytes, sha256, duration)
    on public.assets to authenticated;

-- And those that belong to a batch or to a job.
drop policy if exists owner_reads on public.batch_items;
create policy owner_reads on public.batch_items for select to authenticated using (exists (select from
    public.batches batch where batch.id = batch_id and batch.owner = (select auth.uid())::text));
drop policy if exists owner_reads on public.separation_requests;
create policy owner_reads on public.separation_requests for select to authenticated using (exists (select from
    public.jobs job where job.id = job_id and job.owner = (select auth.uid())::text));
grant select on public.batch_items, public.separation_requests to authenticated;
