package io.soundforge.alchemy.platform.events;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The facts, in the order in which they became true, numbered per track. Appending publishes after the commit. */
public final class Journal {
    /** Ends of jobs whose owner wants to be told go into the outbox, too. */
    private static final String TELL = """
            insert into fact_outbox (track_id, seq, type, job)
            select track_id, seq, type, job from fact
            where type in ('completed', 'error')
                and exists (select from webhook_endpoints where owner = fact.job ->> 'owner' and enabled)
            order by track_id, seq""";

    /** The position's row stays locked until the commit: numbers have no gaps and follow the order of commits. */
    private static final String APPEND = """
            with position as (
                insert into fact_positions (track_id, last_seq) values ($1, $2)
                on conflict (track_id) do update set last_seq = fact_positions.last_seq + $2
                returning last_seq),
            fact as (
                insert into facts (track_id, seq, type, job)
                select $1, position.last_seq - $2 + given.ordinal, given.type, given.job::jsonb
                from position, unnest($3::text[], $4::text[]) with ordinality as given (type, job, ordinal)
                returning track_id, seq, type, job),
            told as (
            """ + TELL + """
            )
            select seq from fact order by seq""";

    /** Positions are taken in the order of the tracks' ids, so that two such statements never wait for each other. */
    private static final String APPEND_ALL = """
            with given as (
                select track_id, job, count(*) over (partition by track_id) as total,
                    row_number() over (partition by track_id order by ordinal) as place
                from unnest($2::uuid[], $3::text[]) with ordinality as fact (track_id, job, ordinal)),
            position as (
                insert into fact_positions (track_id, last_seq)
                select distinct track_id, total from given order by track_id
                on conflict (track_id) do update set last_seq = fact_positions.last_seq + excluded.last_seq
                returning track_id, last_seq),
            fact as (
                insert into facts (track_id, seq, type, job)
                select given.track_id, position.last_seq - given.total + given.place, $1, given.job::jsonb
                from given join position on position.track_id = given.track_id
                returning track_id, seq, type, job),
            told as (
            """ + TELL + """
            )
            select track_id, seq from fact""";

    private static final String SINCE = """
            select seq, type, job::text as job from facts
            where track_id = $1 and seq > $2 and job ->> 'kind' = any($4) order by seq limit $3""";

    /** Facts about other kinds were written by a newer release, for nodes that know them. */
    private static final String[] KINDS =
            Arrays.stream(JobKind.values()).map(JobKind::text).toArray(String[]::new);

    /**
     * The stored epoch names the journal. The server's own identity, its timeline and the database's number come in, so
     * that a copy, a standby that took over and a return to an earlier moment count as other journals.
     */
    private static final String HEADS = heads("""
            (select system_identifier from pg_control_system()),
            (select timeline_id from pg_control_checkpoint())""");

    /**
     * For roles that may not ask the server who it is, as on hosted databases. Copies, standbys and returns run in servers
     * that were started at other moments; so does this server after a restart, which costs its clients a snapshot.
     */
    private static final String HEADS_BY_START = heads("pg_postmaster_start_time()");

    /** insufficient_privilege. */
    private static final String MAY_NOT_ASK = "42501";

    private static String heads(String server) {
        return """
            select here.epoch, position.track_id, position.last_seq
            from (select left(md5(concat_ws(':', epoch,
            """ + server + """
            ,
                    (select oid from pg_database where datname = current_database()))), 16) as epoch
                from fact_epoch) here
            left join fact_positions position on position.track_id = any($1)""";
    }

    private final Database database;
    private final EventCarrier carrier;
    private volatile boolean byStart;

    public Journal(Database database, EventCarrier carrier) {
        this.database = database;
        this.carrier = carrier;
    }

    public Future<JobEvent> append(Tx tx, JobEventType type, Job job) {
        return append(tx, type, List.of(job)).map(events -> events.get(0));
    }

    /**
     * Appends the same kind of fact for several jobs of one track, in their order.
     *
     * @param jobs at least one, all of the same track
     */
    public Future<List<JobEvent>> append(Tx tx, JobEventType type, List<Job> jobs) {
        UUID track = jobs.get(0).track().value();
        String[] types = jobs.stream().map(job -> type.text()).toArray(String[]::new);
        String[] bodies = jobs.stream().map(WireJson::write).toArray(String[]::new);
        return tx.connection()
                .preparedQuery(APPEND)
                .execute(Tuple.of(track, (long) jobs.size(), types, bodies))
                .map(rows -> numbered(rows.iterator(), type, jobs))
                .onSuccess(events -> tx.afterCommit(() -> events.forEach(carrier::publish)));
    }

    /**
     * Appends the same kind of fact for jobs of any number of tracks, with one statement. They are not carried: so many
     * at once would push others out, and who follows a track finds them by comparing positions.
     *
     * @param jobs those of one track in their order
     */
    public Future<Void> appendAll(Tx tx, JobEventType type, List<Job> jobs) {
        return appended(tx, type, jobs).mapEmpty();
    }

    /**
     * Appends the same kind of fact for jobs of any number of tracks, with one statement, and carries them.
     *
     * @param jobs those of one track in their order
     */
    public Future<Void> appendEach(Tx tx, JobEventType type, List<Job> jobs) {
        if (jobs.isEmpty()) {
            return Future.succeededFuture();
        }
        return appended(tx, type, jobs)
                .map(rows -> events(type, jobs, numbers(rows)))
                .onSuccess(events -> tx.afterCommit(() -> events.forEach(carrier::publish)))
                .mapEmpty();
    }

    private static List<JobEvent> events(JobEventType type, List<Job> jobs, Map<UUID, Deque<Long>> numbers) {
        return jobs.stream()
                .map(job -> new JobEvent(
                        type,
                        Objects.requireNonNull(numbers.get(job.track().value())).remove(),
                        job))
                .toList();
    }

    /** The numbers that each track's facts got, in their order. */
    private static Map<UUID, Deque<Long>> numbers(RowSet<Row> rows) {
        Map<UUID, Deque<Long>> numbers = new HashMap<>();
        rows.stream().sorted(Comparator.comparing(row -> row.getLong("seq"))).forEach(row -> numbers.computeIfAbsent(
                        row.getUUID("track_id"), track -> new ArrayDeque<>())
                .add(row.getLong("seq")));
        return numbers;
    }

    private static Future<RowSet<Row>> appended(Tx tx, JobEventType type, List<Job> jobs) {
        UUID[] tracks = jobs.stream().map(job -> job.track().value()).toArray(UUID[]::new);
        String[] bodies = jobs.stream().map(WireJson::write).toArray(String[]::new);
        return tx.connection().preparedQuery(APPEND_ALL).execute(Tuple.of(type.text(), tracks, bodies));
    }

    /** Tells everybody how far a job is: not a fact, so it is not kept. */
    public void progressed(Job job) {
        carrier.publish(new JobEvent(JobEventType.UPDATED, 0, job));
    }

    /** Facts after a position, oldest first, at most {@code limit}. */
    public Future<List<JobEvent>> since(TrackId track, long seq, int limit) {
        return database.pool()
                .preparedQuery(SINCE)
                .execute(Tuple.of(track.value(), seq, limit, KINDS))
                .map(rows -> rows.stream().map(Journal::event).toList());
    }

    /**
     * Where the journal stands.
     *
     * @param epoch which journal it is, 16 hexadecimal digits; another one after a restore, on a copy, and after a standby
     *     took over
     * @param last the last number of each track; 0 for a track without facts
     */
    public record Heads(String epoch, Map<TrackId, Long> last) {
        public Heads {
            last = Map.copyOf(last);
        }
    }

    public Future<Heads> heads(Collection<TrackId> tracks) {
        Map<TrackId, Long> last = new LinkedHashMap<>();
        tracks.forEach(track -> last.put(track, 0L));
        UUID[] ids = last.keySet().stream().map(TrackId::value).toArray(UUID[]::new);
        return headRows(ids).map(rows -> {
            String epoch = "";
            for (Row row : rows) {
                epoch = row.getString("epoch");
                UUID track = row.getUUID("track_id");
                if (track != null) {
                    last.put(new TrackId(track), row.getLong("last_seq"));
                }
            }
            return new Heads(epoch, last);
        });
    }

    private Future<RowSet<Row>> headRows(UUID[] tracks) {
        if (byStart) {
            return database.pool().preparedQuery(HEADS_BY_START).execute(Tuple.of(tracks));
        }
        return database.pool().preparedQuery(HEADS).execute(Tuple.of(tracks)).recover(error -> {
            if (error instanceof PgException refused && MAY_NOT_ASK.equals(refused.getSqlState())) {
                byStart = true;
                return headRows(tracks);
            }
            return Future.failedFuture(error);
        });
    }

    /** The last sequence number of each track; 0 for a track without facts. */
    public Future<Map<TrackId, Long>> lastSequences(Collection<TrackId> tracks) {
        return heads(tracks).map(Heads::last);
    }

    /** Forgets a track's facts. */
    public Future<Void> delete(Tx tx, TrackId track) {
        Tuple id = Tuple.of(track.value());
        return tx.connection()
                .preparedQuery("delete from fact_positions where track_id = $1")
                .execute(id)
                .compose(gone -> tx.connection()
                        .preparedQuery("delete from facts where track_id = $1")
                        .execute(id))
                .mapEmpty();
    }

    private static List<JobEvent> numbered(Iterator<Row> rows, JobEventType type, List<Job> jobs) {
        List<JobEvent> events = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            events.add(new JobEvent(type, rows.next().getLong("seq"), job));
        }
        return List.copyOf(events);
    }

    static JobEvent event(Row row) {
        JobEventType type = JobEventType.valueOf(row.getString("type").toUpperCase(Locale.ROOT));
        return new JobEvent(type, row.getLong("seq"), WireJson.read(row.getString("job"), Job.class));
    }
}
