package io.soundforge.alchemy.platform.idempotency;

/** The statements of {@link AnswerStore}. Periods are parameters in milliseconds: an interval's day has 23 to 25 hours. */
final class AnswerSql {
    /** What is older is as good as pruned. A lease that ran out is taken over by the same request, with its work. */
    static final String CLAIM = """
            insert into kept_answers as kept (owner, route, key, fingerprint, work, token, lease_until)
            values ($1, $2, $3, $4, $5, $6, now() + $7::bigint * interval '1 millisecond')
            on conflict (owner, route, key) do update set
                fingerprint = excluded.fingerprint,
                work = case when kept.created_at < now() - $8::bigint * interval '1 millisecond'
                    then excluded.work else kept.work end,
                created_at = case when kept.created_at < now() - $8::bigint * interval '1 millisecond'
                    then now() else kept.created_at end,
                token = excluded.token, lease_until = excluded.lease_until,
                status = null, headers = null, body = null
            where kept.created_at < now() - $8::bigint * interval '1 millisecond'
                or (kept.status is null and kept.lease_until <= now() and kept.fingerprint = excluded.fingerprint)
            returning work""";

    static final String FIND = """
            select fingerprint, status, headers::text as headers, body,
                greatest(0, extract(epoch from lease_until - now()) * 1000)::bigint as remaining
            from kept_answers where owner = $1 and route = $2 and key = $3""";

    static final String KEEP = """
            update kept_answers set status = $5, headers = $6::text::jsonb, body = $7
            where owner = $1 and route = $2 and key = $3 and token = $4 and status is null""";

    static final String FORGET = """
            delete from kept_answers where owner = $1 and route = $2 and key = $3 and token = $4 and status is null""";

    static final String LET_GO = """
            update kept_answers set lease_until = now()
            where owner = $1 and route = $2 and key = $3 and token = $4 and status is null""";

    static final String PRUNE =
            "delete from kept_answers where created_at < now() - $1::bigint * interval '1 millisecond'";

    private AnswerSql() {}
}
