package io.soundforge.alchemy.gateway.legacy;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.tracks.QuotaGate;
import io.soundforge.alchemy.platform.database.Together;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.Origin;
import io.soundforge.alchemy.platform.jobs.TrackPlan;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes tracks with their jobs. Requests that come while others are being written are written together, in one
 * transaction with as many statements as for one, and each is answered after its commit.
 */
final class NewDownloads {
    /** One is written while the next is prepared. */
    private static final int LANES = 2;

    private static final int MOST = 64;

    private final GatewayParts parts;
    private final QuotaGate gate;
    private final Together<Wish, Optional<List<Job>>> together;

    /** Whoever writes it may do so for another request: what it belongs to is kept from the beginning. */
    private record Wish(Track track, JobPlan plan, Origin origin) {}

    NewDownloads(GatewayParts parts) {
        this.parts = parts;
        this.gate = new QuotaGate(parts);
        this.together = new Together<>(LANES, MOST, wishes -> parts.database().inTransaction(tx -> write(tx, wishes)));
    }

    /** The jobs of the plan, in its order; empty if the owner has a track of this name already. */
    Future<Optional<List<Job>>> make(Track track, JobPlan plan) {
        return together.ask(new Wish(track, plan, parts.jobs().origin()));
    }

    private Future<List<Optional<List<Job>>>> write(Tx tx, List<Wish> wishes) {
        return admit(tx, wishes)
                .compose(admitted -> parts.catalog()
                        .many()
                        .insertNew(tx, wishes.stream().map(Wish::track).toList()))
                .compose(fresh -> submit(tx, wishes, fresh))
                .map(jobs -> wishes.stream()
                        .map(wish -> Optional.ofNullable(jobs.get(wish.track().id())))
                        .toList());
    }

    private Future<Void> admit(Tx tx, List<Wish> wishes) {
        Map<OwnerId, Long> more = wishes.stream()
                .collect(groupingBy(
                        wish -> wish.track().owner(), () -> new TreeMap<>(comparing(OwnerId::value)), counting()));
        Future<Void> done = Future.succeededFuture();
        for (var one : more.entrySet()) {
            done = done.compose(before -> gate.admit(tx, one.getKey(), 0, one.getValue()));
        }
        return done;
    }

    private Future<Map<TrackId, List<Job>>> submit(Tx tx, List<Wish> wishes, Set<TrackId> fresh) {
        Map<OwnerId, Map<TrackId, TrackPlan>> plans = new LinkedHashMap<>();
        for (Wish wish : wishes) {
            Track track = wish.track();
            if (fresh.contains(track.id())) {
                plans.computeIfAbsent(track.owner(), owner -> new LinkedHashMap<>())
                        .put(track.id(), new TrackPlan(track.id(), wish.plan(), wish.origin()));
            }
        }
        Map<TrackId, List<Job>> all = new HashMap<>();
        Future<Void> done = Future.succeededFuture();
        for (var one : plans.entrySet()) {
            done = done.compose(before -> parts.jobs()
                    .submitEach(tx, one.getKey(), one.getValue().values())
                    .onSuccess(all::putAll)
                    .mapEmpty());
        }
        return done.map(submitted -> all);
    }
}
