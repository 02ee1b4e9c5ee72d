package io.soundforge.alchemy.platform.jobs;

/** The statements of {@link LeaseStore}. Periods are parameters in milliseconds. */
final class LeaseSql {
    private static final String MILLIS = " * interval '1 millisecond'";
    private static final String RETURNING = "\nreturning " + JobRow.COLUMNS;
    private static final String WHILE_HELD = "where id = $1 and lease_token = $2 and state = 'running'";

    static final String HEARTBEAT = """
            update jobs set lease_until = now() + $3""" + MILLIS + """

            from unnest($1::uuid[], $2::bigint[]) as held (id, token)
            where jobs.id = held.id and jobs.lease_token = held.token and jobs.state = 'running'
            returning jobs.id, jobs.lease_token, jobs.cancel_requested_at is not null as cancel_requested""";

    static final String PROGRESS = "update jobs set progress = greatest(progress, $3), stage = $4 " + WHILE_HELD;

    static final String COMPLETE = """
            update jobs set state = 'completed', progress = 100, stage = '', error_code = null, error_message = null,
                finished_at = now(), lease_owner = null, lease_until = null
            """ + WHILE_HELD + RETURNING;

    static final String LOCK = "select " + JobRow.COLUMNS + " from jobs " + WHILE_HELD + " for update";

    static final String OPEN_SUCCESSORS = """
            with next as materialized (
                select id from jobs where id in (select successor from job_edges where predecessor = $1)
                order by number for update)
            update jobs set waits_for = waits_for - 1, run_at = greatest(run_at, now())
            from next where jobs.id = next.id and jobs.state = 'queued'""" + RETURNING;

    static final String REQUEUE = """
            update jobs set state = 'queued', run_at = now() + $2""" + MILLIS + """
            , error_code = $3, error_message = $4, progress = 0, stage = '', lease_owner = null, lease_until = null,
            """ + AttemptErrors.append("$3", "$4") + "\nwhere id = $1" + RETURNING;

    static final String RELEASE = """
            update jobs set state = 'queued', run_at = now(), attempt = attempt - 1, progress = 0, stage = '',
                lease_owner = null, lease_until = null
            where id = $1""" + RETURNING;

    static final String SNOOZE = """
            update jobs set state = 'queued', run_at = now() + $2::bigint * interval '1 millisecond',
                snoozed_ms = snoozed_ms + $2::bigint, attempt = attempt - 1, error_code = $3, error_message = $4,
                progress = 0, stage = '', lease_owner = null, lease_until = null
            where id = $1""" + RETURNING;

    /** It waits for one thing more, as if for another job: nobody claims it, and no line of an owner gets longer. */
    static final String PARK = """
            update jobs set state = 'queued', waits_for = 1, parked = true, attempt = attempt - 1, error_code = $2,
                error_message = $3, progress = 0, stage = $4, lease_owner = null, lease_until = null
            where id = $1""" + RETURNING;

    static final String UNPARK = """
            update jobs set waits_for = 0, parked = false, run_at = now(), error_code = null, error_message = null,
                stage = ''
            where id = $1 and state = 'queued' and parked""" + RETURNING;

    static final String LOCK_EXPIRED = "select " + JobRow.COLUMNS + """
             from jobs where state = 'running' and lease_until < now() and kind = any($1)
            order by lease_until limit 1 for update skip locked""";

    static final String EXPIRE = """
            update jobs set lease_until = now() - interval '1 second'
            where state = 'running' and lease_owner = $1""";

    private LeaseSql() {}
}
