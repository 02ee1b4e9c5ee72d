package io.soundforge.alchemy.platform.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What went wrong with tracks, as plans that do it again: the failed steps, and those that never ran because of them. */
public final class FailedSteps {
    private static final String LATEST = "select distinct on (track_id, kind) " + JobRow.COLUMNS
            + " from jobs where track_id = any($1) and kind = any($2) order by track_id, kind, number desc";

    private FailedSteps() {}

    /**
     * Plans for those of the tracks that have nothing to do any more. Steps that somebody cancelled stay cancelled.
     *
     * @param kinds the steps of an import that count
     */
    public static Future<List<TrackPlan>> of(Tx tx, Collection<TrackId> tracks, Set<JobKind> kinds) {
        UUID[] ids = tracks.stream().map(TrackId::value).distinct().toArray(UUID[]::new);
        String[] names = kinds.stream().map(JobKind::text).toArray(String[]::new);
        return tx.connection()
                .preparedQuery(LATEST)
                .execute(Tuple.of(ids, (Object) names))
                .map(rows -> JobRow.all(rows).stream()
                        .sorted(Comparator.comparing(JobRow::number))
                        .collect(groupingBy(row -> row.job().track(), LinkedHashMap::new, toList()))
                        .entrySet()
                        .stream()
                        .flatMap(track -> plan(track.getKey(), track.getValue()).stream())
                        .toList());
    }

    private static Optional<TrackPlan> plan(TrackId track, List<JobRow> latest) {
        if (latest.stream().anyMatch(row -> !row.job().state().terminal())) {
            return Optional.empty();
        }
        List<JobRow> failed =
                latest.stream().filter(row -> hasFailed(row.job())).toList();
        Set<JobKind> kinds = failed.stream().map(row -> row.job().kind()).collect(Collectors.toSet());
        List<Step> steps = new ArrayList<>();
        failed.stream().sorted(Comparator.comparing(row -> row.job().kind())).forEach(row -> {
            JobKind kind = row.job().kind();
            steps.add(new Step(kind.text(), JobArgsJson.read(kind, row.argsJson()), before(kind, kinds)));
        });
        return steps.isEmpty() ? Optional.empty() : Optional.of(new TrackPlan(track, new JobPlan(steps)));
    }

    private static boolean hasFailed(Job job) {
        Failure error = job.error();
        return job.state() == JobState.FAILED
                || (job.state() == JobState.CANCELLED && error != null && error.code() == ErrorCode.PREDECESSOR_FAILED);
    }

    /** As in an import: whatever is made of the audio waits for it, and the audio for what the link names. */
    private static Set<String> before(JobKind kind, Set<JobKind> planned) {
        JobKind needed = kind == JobKind.DOWNLOAD ? JobKind.RESOLVE : JobKind.DOWNLOAD;
        return kind != needed && kind != JobKind.RESOLVE && planned.contains(needed) ? Set.of(needed.text()) : Set.of();
    }
}
