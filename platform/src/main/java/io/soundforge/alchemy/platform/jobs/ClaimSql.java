package io.soundforge.alchemy.platform.jobs;

/** The statements of {@link Claims}. Periods are parameters in milliseconds. */
final class ClaimSql {
    /** What an owner gets at most is decided by one claim at a time; one that hangs lets go after a while. */
    static final String ALONE = """
            select set_config('idle_in_transaction_session_timeout', '5000', true),
                pg_advisory_xact_lock(hashtextextended('jobs claim ' || $1, 0))""";

    /**
     * Walks along the owners who have work waiting (each step is one look into the index {@code jobs_line}), takes the
     * head of each one's line, and deals turns: a job's turn is its place in its owner's line behind those of the owner
     * that run. Who has the fewest is next; between equals, age and priority decide.
     *
     * <p>The heads are longer than the limit, because others may be taking the first of them. Rows are locked one by
     * one in the order of turns until there are enough: the inner step cannot be joined freely, so that a plan never
     * locks and takes more than the limit. Written down so in Oban's and River's queries, too.
     */
    static final String CLAIM = """
            with recursive walk (owner) as (
                (select owner from jobs where kind = $1 and state = 'queued' and waits_for = 0 order by owner limit 1)
                union all
                select (
                    select job.owner from jobs job
                    where job.kind = $1 and job.state = 'queued' and job.waits_for = 0 and job.owner > walk.owner
                    order by job.owner limit 1)
                from walk where walk.owner is not null),
            busy as (select owner, count(*) as running from jobs where kind = $1 and state = 'running' group by owner),
            dealt as materialized (
                select line.id, line.line_at, line.number, coalesce(busy.running, 0)
                    + row_number() over (partition by walk.owner order by line.line_at, line.number) as turn
                from walk left join busy on busy.owner = walk.owner
                cross join lateral (
                    select id, line_at, number from jobs
                    where kind = $1 and owner = walk.owner and state = 'queued' and waits_for = 0 and run_at <= now()
                    order by line_at, number limit 2 * $2::int + 32) line
                where walk.owner is not null),
            candidate as materialized (
                select locked.id
                from (select id from dealt where turn <= $5::int order by turn, line_at, number) next
                cross join lateral (
                    select id from jobs where id = next.id and state = 'queued' and waits_for = 0
                    for update skip locked) locked
                limit $2)
            update jobs set state = 'running', lease_owner = $3, lease_token = lease_token + 1,
                lease_until = now() + $4 * interval '1 millisecond', attempt = attempt + 1, progress = 0, stage = '',
                started_at = now()
            from candidate where jobs.id = candidate.id
            returning\s""" + JobRow.COLUMNS;

    private ClaimSql() {}
}
