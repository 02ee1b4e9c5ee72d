package io.soundforge.alchemy.platform.uploads;

/** The statements of {@link UploadStore}. Periods are parameters in milliseconds: an interval's month has 28 to 31 days. */
final class UploadSql {
    private static final String ALL = """
            id, owner, length, received, metadata, file_name, options, imported_at is not null as imported,
            expires_at <= now() as expired, created_at, expires_at""";

    static final String INSERT = """
            insert into uploads (id, owner, length, metadata, file_name, options, expires_at)
            values ($1, $2, $3, $4, $5, $6, now() + $7::bigint * interval '1 millisecond') returning""" + " " + ALL;

    static final String FIND = "select " + ALL + " from uploads where id = $1";

    /** A writer whose lease ran out has died. */
    static final String BEGIN = """
            update uploads set writer = $2, writer_until = now() + $3::bigint * interval '1 millisecond'
            where id = $1 and imported_at is null and expires_at > now()
                and (writer is null or writer_until <= now())
            returning""" + " " + ALL;

    static final String KEEP = """
            update uploads set received = greatest(received, $3),
                writer_until = now() + $4::bigint * interval '1 millisecond'
            where id = $1 and writer = $2""";

    static final String END = """
            update uploads set received = greatest(received, $3), writer = null, writer_until = null
            where id = $1 and writer = $2""";

    static final String IMPORTED = "update uploads set imported_at = now() where id = $1";

    static final String DELETE = """
            delete from uploads where id = $1 and (writer is null or writer_until <= now() or writer = $2)""";

    static final String LIVE = "select id from uploads where expires_at > now()";

    static final String REMOVE_EXPIRED = """
            delete from uploads where expires_at <= now() and (writer is null or writer_until <= now())
            returning id""";

    private UploadSql() {}
}
