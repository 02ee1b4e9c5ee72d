package io.soundforge.alchemy.platform.webhook;

/** The statements of {@link DeliveryQueue}. Periods are parameters in milliseconds. */
final class QueueSql {
    private static final String MILLIS = " * interval '1 millisecond'";

    /** In flight at once: fewer where things go wrong, so that a dead receiver does not hold everybody's slots. */
    private static final String ROOM = """
            (case when endpoint.failing_since is null then $2 else 1 end
                - (select count(*) from webhook_deliveries flying
                    where flying.endpoint_id = endpoint.id and flying.state = 'sending'))""";

    /** What an endpoint has not taken yet, and must not be told of, is left out: unique (endpoint, event). */
    static final String ADD = """
            insert into webhook_deliveries (id, endpoint_id, event_id, type, payload)
            select gen_random_uuid(), endpoint.id, event.id, event.type, event.payload
            from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                with ordinality as event (owner, id, type, payload, place)
            join webhook_endpoints endpoint on endpoint.owner = event.owner and endpoint.enabled
                and (cardinality(endpoint.events) = 0 or event.type = any(endpoint.events))
            order by event.place, endpoint.id
            on conflict (endpoint_id, event_id) do nothing""";

    static final String ADD_ONE = """
            insert into webhook_deliveries (id, endpoint_id, event_id, type, payload) values ($1, $2, $3, $4, $5)""";

    /** Before more is added for these owners. */
    static final String DISABLE_OVERFULL = """
            update webhook_endpoints endpoint set enabled = false,
                disabled_reason = 'disabled: more than ' || $2::int || ' deliveries were waiting'
            where owner = any($1) and enabled and $2::int < (
                select count(*) from (
                    select from webhook_deliveries delivery
                    where delivery.endpoint_id = endpoint.id and delivery.state = 'waiting' limit $2::int + 1) waiting)
            returning id""";

    /** One node at a time claims for an endpoint; the statement that follows sees what others have in flight. */
    static final String LOCK_ENDPOINTS = """
            select id from webhook_endpoints endpoint
            where enabled and (paused_until is null or paused_until <= now())
                and exists (
                    select from webhook_deliveries due
                    where due.endpoint_id = endpoint.id and due.state = 'waiting' and due.next_at <= now())
                and 0 <
            """ + ROOM + """

            order by served_at, id limit $1 for no key update skip locked""";

    /** Every endpoint's first before any endpoint's second. */
    static final String CLAIM = """
            with candidate as materialized (
                select delivery.id, endpoint.served_at,
                    row_number() over (partition by endpoint.id order by delivery.next_at, delivery.number) as place
                from webhook_endpoints endpoint cross join lateral (
                    select due.id, due.next_at, due.number from webhook_deliveries due
                    where due.endpoint_id = endpoint.id and due.state = 'waiting' and due.next_at <= now()
                    order by due.next_at, due.number limit greatest(0,\s""" + ROOM + """
            )) delivery
                where endpoint.id = any($1)),
            chosen as materialized (select id from candidate order by place, served_at, id limit $3),
            taken as (
                update webhook_deliveries delivery set state = 'sending', tries = tries + 1, lease_owner = $4,
                    lease_token = lease_token + 1, lease_until = now() + $5""" + MILLIS + """

                from chosen where delivery.id = chosen.id and delivery.state = 'waiting'
                returning delivery.*),
            served as (
                update webhook_endpoints set served_at = clock_timestamp()
                where id in (select endpoint_id from taken))
            select taken.id, taken.lease_token, taken.event_id, taken.payload, taken.step, endpoint.url, endpoint.secret,
                case when endpoint.previous_until > now() then endpoint.previous_secret end as previous_secret
            from taken join webhook_endpoints endpoint on endpoint.id = taken.endpoint_id
            order by taken.next_at, taken.number""";

    static final String FINISH = """
            update webhook_deliveries set state = $3, step = step + $4, next_at = now() + $5""" + MILLIS + """
            , lease_owner = null, lease_until = null,
                finished_at = case when $3 = 'waiting' then null else now() end
            where id = $1 and lease_token = $2 and state = 'sending'
            returning endpoint_id, tries""";

    static final String ADD_ATTEMPT = """
            insert into webhook_attempts (delivery_id, try, at, millis, status, error, answer)
            values ($1, $2, now() - $3""" + MILLIS + """
            , $3, $4, $5, $6)""";

    static final String SUCCEEDED = """
            update webhook_endpoints set failing_since = null, paused_until = null
            where id = $1 and (failing_since is not null or paused_until is not null)""";

    static final String FAILED = """
            with before as (
                select id, enabled, coalesce(failing_since < now() - $5""" + MILLIS + """
            , false) as hopeless from webhook_endpoints where id = $1 for no key update)
            update webhook_endpoints endpoint set
                failing_since = coalesce(failing_since, now()),
                paused_until = case when $3 = 0 then paused_until
                    else greatest(paused_until, now() + $3""" + MILLIS + """
            ) end,
                enabled = before.enabled and not $4 and not hopeless,
                disabled_reason = case
                    when not before.enabled then disabled_reason
                    when $4 then 'disabled: the receiver answered 410 (gone)'
                    when hopeless then 'disabled: nothing but failures for 5 days; the last: ' || $2 end
            from before where endpoint.id = before.id""";

    /** A node died, or lost the database, while it was sending: the receiver may or may not have heard. */
    static final String RESCUE = """
            with lost as (
                update webhook_deliveries set
                    state = case when step + 1 >= $1 then 'failed' else 'waiting' end,
                    finished_at = case when step + 1 >= $1 then now() end,
                    step = step + 1, next_at = now(), lease_owner = null, lease_until = null
                where id in (
                    select id from webhook_deliveries where state = 'sending' and lease_until < now()
                    for update skip locked)
                returning id, tries)
            insert into webhook_attempts (delivery_id, try, at, millis, status, error, answer)
            select id, tries, now(), 0, null, 'the node that was sending this was lost', '' from lost""";

    static final String EXPIRE = """
            update webhook_deliveries set lease_until = now() - interval '1 second'
            where state = 'sending' and lease_owner = $1""";

    static final String PRUNE = """
            delete from webhook_deliveries where id in (
                select id from webhook_deliveries
                where created_at < now() - $1""" + MILLIS + """
             and state <> 'sending' limit $2)""";

    private QueueSql() {}
}
