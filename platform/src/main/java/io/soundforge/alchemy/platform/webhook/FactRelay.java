package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.FactOutbox;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From ends of jobs to deliveries: what leaves the outbox and what is queued for it is one transaction. */
final class FactRelay {
    static final int AT_ONCE = 100;

    private final Database database;
    private final FactOutbox outbox;
    private final BatchStore batches;
    private final DeliveryQueue queue;
    private final InstantSource clock;

    FactRelay(Database database, DeliveryQueue queue, InstantSource clock) {
        this.database = database;
        this.outbox = new FactOutbox();
        this.batches = new BatchStore(database);
        this.queue = queue;
        this.clock = clock;
    }

    /** @return how many facts were passed on; fewer than {@value #AT_ONCE} if there are no more now */
    Future<Integer> relay() {
        return database.inTransaction(tx -> outbox.take(tx, AT_ONCE)
                .compose(facts ->
                        messages(tx, facts).compose(all -> queue.add(tx, all)).map(facts.size())));
    }

    private Future<List<WebhookMessage>> messages(Tx tx, List<JobEvent> facts) {
        List<WebhookMessage> all = new ArrayList<>();
        Set<TrackId> atRest = new LinkedHashSet<>();
        Future<Void> done = Future.succeededFuture();
        for (JobEvent fact : facts) {
            all.add(WebhookMessage.ofJob(fact));
            if (fact.job().kind().shapesTrack()) {
                done = done.compose(before -> ofTrack(tx, fact)).map(message -> {
                    message.ifPresent(all::add);
                    message.ifPresent(track -> atRest.add(fact.job().track()));
                    return null;
                });
            }
        }
        return done.compose(tracks -> addBatches(tx, atRest, all)).map(all);
    }

    private Future<Void> addBatches(Tx tx, Set<TrackId> atRest, List<WebhookMessage> all) {
        if (atRest.isEmpty()) {
            return Future.succeededFuture();
        }
        return batches.atRest(tx, atRest).compose(ended -> {
            Future<Void> done = Future.succeededFuture();
            for (Batch batch : ended) {
                done = done.compose(before -> ofBatch(tx, batch)).map(message -> {
                    message.ifPresent(all::add);
                    return null;
                });
            }
            return done;
        });
    }

    private Future<Optional<WebhookMessage>> ofTrack(Tx tx, JobEvent fact) {
        return outbox.latestAt(tx, fact.job().track(), fact.seq()).map(latest -> WebhookMessage.ofTrack(fact, latest));
    }

    /** Work may have been added since the batch was seen at rest; then its end is told later. */
    private Future<Optional<WebhookMessage>> ofBatch(Tx tx, Batch batch) {
        return batches.tally(tx, batch)
                .map(tally -> tally.state().terminal()
                        ? Optional.of(WebhookMessage.ofBatch(batch, tally, clock.instant()))
                        : Optional.empty());
    }
}
