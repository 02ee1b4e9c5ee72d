package io.soundforge.alchemy.platform.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The rows behind the jobs. Every change of state appends its fact in the same transaction. */
public final class JobStore {
    private static final String FIND = "select " + JobRow.COLUMNS + " from jobs where id = $1";
    private static final String FIND_ALL = "select " + JobRow.COLUMNS + " from jobs where id = any($1)";
    private static final String OF_TRACKS =
            "select " + JobRow.COLUMNS + " from jobs where track_id = any($1) order by number";
    private static final String LATEST =
            "select " + JobRow.COLUMNS + " from jobs where track_id = $1 and kind = $2 order by number desc limit 1";
    private static final String OF_TRACK_LOCKED =
            "select " + JobRow.COLUMNS + " from jobs where track_id = $1 order by number for update";

    private final Database database;
    private final Journal journal;
    private final Bus bus;
    private final JobEndings endings;
    private final Submissions submissions;
    private final Cancellations cancellations;
    private final Reopening reopening;
    private final QueueCounters counters;
    private final Traces traces;
    private volatile Predicate<JobKind> held = kind -> false;

    public JobStore(Database database, Journal journal, Bus bus) {
        this(database, journal, bus, Figures.NONE, Traces.NONE);
    }

    /**
     * As above.
     *
     * @param figures told of everything that happens to jobs through this store
     * @param traces told of what is queued and run through it
     */
    public JobStore(Database database, Journal journal, Bus bus, Figures figures, Traces traces) {
        this.database = database;
        this.journal = journal;
        this.bus = bus;
        this.counters = new QueueCounters(figures);
        this.traces = traces;
        this.endings = new JobEndings(journal, counters);
        this.submissions = new Submissions(journal, bus, counters, traces);
        this.cancellations = new Cancellations(bus, endings);
        this.reopening = new Reopening(journal, bus, counters);
    }

    /** Adds a plan's jobs, in its order; those that wait for nothing may be claimed after the commit. */
    public Future<List<Job>> submit(Tx tx, OwnerId owner, TrackId track, JobPlan plan) {
        return submissions.add(tx, owner, track, plan);
    }

    /**
     * Adds what a plan needs beyond the work that is live already: a step with the same kind, track, owner and arguments
     * as a job that is queued or running is that job, and whatever comes behind it waits for it. Whoever asks at the same
     * time, on whatever node, waits for the first to commit.
     */
    public Future<Submitted> submitUnique(Tx tx, OwnerId owner, TrackId track, JobPlan plan) {
        return submitUnique(tx, owner, track, plan, UUID.randomUUID());
    }

    /**
     * As above, under a name for the work: if jobs of this name are there already, from a request whose answer was lost,
     * they are the answer.
     */
    public Future<Submitted> submitUnique(Tx tx, OwnerId owner, TrackId track, JobPlan plan, UUID work) {
        return submissions.addOnce(tx, owner, track, plan, work);
    }

    /**
     * Adds a plan of one job, unless such a job of the same subject is still to be done, with whatever arguments: then
     * that one is the answer. Whoever asks at the same time, on whatever node, waits for the first to commit.
     */
    public Future<Job> submitOnce(Tx tx, OwnerId owner, TrackId subject, JobArgs args) {
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step(args.kind().text(), args, Set.of())));
        return submissions
                .alone(tx, subject)
                .compose(alone -> latest(tx, subject, args.kind()))
                .compose(latest -> latest.filter(job -> !job.state().terminal())
                        .map(Future::succeededFuture)
                        .orElseGet(() -> submitUnique(tx, owner, subject, plan)
                                .map(submitted -> submitted.jobs().get(0))));
    }

    /**
     * Adds plans of many tracks with a few statements. Their facts are written, but not carried: whoever follows one of
     * the tracks finds them in the table.
     *
     * <p>Fails with CONFLICT, when live work is not to be repeated, if the same work is added by another transaction at
     * the same time; trying again helps.
     *
     * @param plans at least one; so many that their rows fit comfortably into memory
     */
    public Future<Void> submitAll(Tx tx, Submission submission, Collection<TrackPlan> plans) {
        return submissions.addAll(tx, submission, plans);
    }

    /**
     * As {@link #submitUnique}, for tracks that this transaction has made: nothing of theirs can be live. With a few
     * statements, however many there are.
     *
     * @param plans at least one; so many that their rows fit comfortably into memory
     * @return each track's jobs, in the order of its plan
     */
    public Future<Map<TrackId, List<Job>>> submitEach(Tx tx, OwnerId owner, Collection<TrackPlan> plans) {
        return submissions.addEach(tx, owner, plans);
    }

    /** Those of these jobs that there are. */
    public Future<Map<JobId, Job>> findAll(Collection<JobId> ids) {
        UUID[] values = ids.stream().map(JobId::value).distinct().toArray(UUID[]::new);
        return database.pool()
                .preparedQuery(FIND_ALL)
                .execute(Tuple.of((Object) values))
                .map(rows -> {
                    Map<JobId, Job> jobs = new HashMap<>();
                    JobRow.all(rows).forEach(row -> jobs.put(row.job().id(), row.job()));
                    return jobs;
                });
    }

    public Future<Optional<Job>> find(JobId id) {
        return database.pool().preparedQuery(FIND).execute(Tuple.of(id.value())).map(rows -> JobRow.all(rows).stream()
                .map(JobRow::job)
                .findFirst());
    }

    /** What the job was told to do. */
    public Future<Optional<JobArgs>> args(JobId id) {
        return database.pool().preparedQuery(FIND).execute(Tuple.of(id.value())).map(rows -> JobRow.all(rows).stream()
                .map(row -> JobArgsJson.read(row.job().kind(), row.argsJson()))
                .findFirst());
    }

    /** The job of this kind that was created last. */
    public Future<Optional<Job>> latest(TrackId track, JobKind kind) {
        return latest(database.pool(), track, kind);
    }

    /** As above, within a transaction. */
    public Future<Optional<Job>> latest(Tx tx, TrackId track, JobKind kind) {
        return latest(tx.connection(), track, kind);
    }

    private static Future<Optional<Job>> latest(SqlClient client, TrackId track, JobKind kind) {
        return client.preparedQuery(LATEST)
                .execute(Tuple.of(track.value(), kind.text()))
                .map(rows -> JobRow.all(rows).stream().map(JobRow::job).findFirst());
    }

    /** All jobs of each track, oldest first; a track without jobs has no entry. */
    public Future<Map<TrackId, List<Job>>> ofTracks(Collection<TrackId> tracks) {
        UUID[] ids = tracks.stream().map(TrackId::value).distinct().toArray(UUID[]::new);
        return database.pool().preparedQuery(OF_TRACKS).execute(Tuple.of(ids)).map(rows -> JobRow.all(rows).stream()
                .map(JobRow::job)
                .collect(groupingBy(Job::track, LinkedHashMap::new, toList())));
    }

    /**
     * Cancels: a queued job at once, a running one as soon as its worker learns of it; those that wait for it are
     * cancelled too. A job that has ended stays as it is.
     *
     * <p>Fails with NOT_FOUND if there is no such job.
     *
     * @return the job after the call
     */
    public Future<Job> cancel(JobId id) {
        return database.inTransaction(tx -> cancellations.cancel(tx, id));
    }

    /**
     * Opens a failed job again by hand, as if it had just been added, and with it those that were cancelled because it
     * had failed; one that needs another failed step too stays as it is.
     *
     * <p>Fails with NOT_FOUND if there is no such job, and with CONFLICT if it has not failed or if the same work is live
     * in another job.
     *
     * @return the job after the call
     */
    public Future<Job> retry(JobId id) {
        return database.inTransaction(tx -> retry(tx, id));
    }

    /** As above, within a transaction. */
    public Future<Job> retry(Tx tx, JobId id) {
        return reopening.reopen(tx, id);
    }

    /** Whether the job waits for somebody's answer. */
    public Future<Boolean> parked(Tx tx, JobId id) {
        return tx.connection()
                .preparedQuery("select 1 from jobs where id = $1 and state = 'queued' and parked for update")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Lets a job go on that waits for somebody's answer.
     *
     * <p>Fails with CONFLICT if it does not wait.
     */
    public Future<Job> unpark(Tx tx, JobId id) {
        return tx.connection()
                .preparedQuery(LeaseSql.UNPARK)
                .execute(Tuple.of(id.value()))
                .map(JobRow::all)
                .compose(rows -> {
                    if (rows.isEmpty()) {
                        return Future.failedFuture(
                                new AlchemyException(ErrorCode.CONFLICT, "The job waits for no answer."));
                    }
                    WorkHints.publishAfterCommit(tx, bus, rows);
                    Job job = rows.get(0).job();
                    return journal.append(tx, JobEventType.UPDATED, job).map(job);
                });
    }

    /**
     * Cancels what a plan still has to do on these tracks: queued jobs at once, running ones as soon as their workers
     * learn of it. The facts are written, but not carried.
     */
    public Future<Void> cancelPlan(UUID plan, Collection<TrackId> tracks) {
        return database.inTransaction(tx -> cancellations.cancelPlan(tx, plan, tracks));
    }

    /** Removes all jobs of a track; whoever runs one loses its lease. */
    public Future<Void> delete(Tx tx, TrackId track) {
        Tuple id = Tuple.of(track.value());
        return tx.connection().preparedQuery(OF_TRACK_LOCKED).execute(id).compose(rows -> {
            JobRow.all(rows).stream()
                    .map(JobRow::job)
                    .filter(job -> job.state() == JobState.RUNNING)
                    .forEach(job -> cancellations.hint(tx, job.id()));
            return tx.connection()
                    .preparedQuery("delete from jobs where track_id = $1")
                    .execute(id)
                    .mapEmpty();
        });
    }

    /**
     * Lets the leases run out that a node holds. For a node that has just started under a name which is certain to be
     * its own: whatever held leases under it is dead, and its jobs need not wait.
     */
    public Future<Void> expireLeasesOf(String node) {
        return database.pool()
                .preparedQuery(LeaseSql.EXPIRE)
                .execute(Tuple.of(node))
                .mapEmpty();
    }

    /** The jobs that are queued or running, of all owners. */
    public Future<Set<JobId>> unfinished() {
        return database.pool()
                .query("select id from jobs where state in ('queued', 'running')")
                .execute()
                .map(rows -> {
                    Set<JobId> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(new JobId(row.getUUID("id"))));
                    return ids;
                });
    }

    /**
     * Has the runners of this store take no jobs of kinds for which this holds; what they have taken goes on.
     *
     * @param kinds asked at every look into the queue; cheap
     */
    public void hold(Predicate<JobKind> kinds) {
        held = kinds;
    }

    /** What runners do with jobs. */
    LeaseStore leases() {
        return new LeaseStore(database, journal, bus, endings, counters, traces, kind -> held.test(kind));
    }

    /** Whose wish jobs are that the calling code asks for. */
    public Origin origin() {
        return Origin.here(traces);
    }

    /** What the runners of this process have done. */
    public QueueFigures figures() {
        return counters.figures();
    }
}
