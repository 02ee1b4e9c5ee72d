package io.soundforge.alchemy.platform.batch;

/** The statements of {@link BatchStore}. */
final class BatchSql {
    /** Waits for another transaction that inserts the same name, and then inserts nothing. */
    static final String INSERT = """
            insert into batches (id, owner, name, fingerprint, total, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (owner, name) do nothing""";

    static final String INSERT_ITEMS = """
            insert into batch_items (batch_id, position, source, track_id, error_code, error_message)
            select $1, * from unnest($2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[])""";

    static final String FIND = "select * from batches where owner = $1 and name = $2";

    static final String ITEMS = """
            select * from batch_items where batch_id = $1 and position >= $2 order by position limit $3""";

    static final String ITEMS_AT = """
            select * from batch_items where batch_id = $1 and position = any($2) order by position""";

    /** Newest first; one more than asked for tells whether there is a next part. */
    static final String LIST = """
            select * from batches where owner = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4""";

    /** Whoever changes what a batch has still to do holds its row. */
    static final String LOCK = "select id from batches where id = $1 for update";

    /**
     * Each item looks up the jobs of its own track. A join of all items with all their newest jobs would be left to the
     * planner, which takes a batch that is newer than its statistics for a single row, and then sorts all jobs once per item.
     */
    private static final String STANDING = """
            with standing as (
                select item.batch_id, item.position, track.id is not null as present,
                    coalesce(newest.jobs, '') as jobs, coalesce(newest.progress, 100) as progress
                from batch_items item
                left join tracks track on track.id = item.track_id
                cross join lateral (
                    select string_agg(kind || ' ' || state || ' ' || reason, ',' order by kind) as jobs,
                        avg(progress) as progress
                    from (
                        select distinct on (job.kind) job.kind, job.state,
                            case job.state when 'cancelled' then coalesce(job.error_code, '') else '' end as reason,
                            case when job.state in ('queued', 'running') then job.progress else 100 end as progress
                        from jobs job
                        where job.track_id = item.track_id and job.kind = any($2)
                        order by job.kind, job.number desc) latest) newest
                where item.batch_id = any($1))
            """;

    /** Items alike are counted here, so that thousands of them travel as a few rows; what they mean is not said here. */
    static final String GROUPS = STANDING + """
            select batch_id, present, jobs, count(*)::int as count, sum(progress)::float8 as progress
            from standing group by batch_id, present, jobs""";

    /** Where each item from a position on stands. */
    static final String STANDINGS = STANDING + """
            select position, present, jobs, 1 as count, progress::float8 as progress
            from standing where position >= $3 order by position""";

    /** Asked whenever a track comes to rest: the first job found that is still to be done settles it. */
    static final String AT_REST = """
            select * from batches batch
            where batch.id in (select batch_id from batch_items where track_id = any($1))
                and not exists (
                    select from batch_items item join jobs job on job.track_id = item.track_id
                    where item.batch_id = batch.id and job.kind = any($2) and job.state in ('queued', 'running'))""";

    private BatchSql() {}
}
