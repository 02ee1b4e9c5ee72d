package io.soundforge.alchemy.platform.limits;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Buckets in this node's memory. Of more callers than there is room for, those that came last are known. */
public final class LocalBuckets implements Buckets {
    private static final int ROOM = 50_000;

    private final LongSupplier micros;
    private final Map<String, TokenBucket> buckets;
    private final Map<String, Tally> tallies;

    private record Tally(int count, long until) {}

    /** Those that were used last. */
    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;
        private final int room;

        Recent(int room) {
            super(16, 0.75f, true);
            this.room = room;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > room;
        }
    }

    public LocalBuckets() {
        this(() -> System.nanoTime() / 1000 - Long.MIN_VALUE / 2000, ROOM);
    }

    /**
     * By another clock.
     *
     * @param micros does not go backwards
     * @param room callers that are known at once
     */
    public LocalBuckets(LongSupplier micros, int room) {
        this.micros = micros;
        this.buckets = new Recent<>(room);
        this.tallies = new Recent<>(room);
    }

    @Override
    public Future<List<Allowance>> take(List<Charge> charges) {
        return Future.succeededFuture(taken(charges));
    }

    /** The same, for who needs no future. */
    synchronized List<Allowance> taken(List<Charge> charges) {
        long now = micros.getAsLong();
        List<Allowance> answer = new ArrayList<>();
        boolean all = charges.stream().allMatch(charge -> bucket(charge).holdsOne(charge.quota(), now));
        for (Charge charge : charges) {
            TokenBucket before = bucket(charge);
            boolean granted = before.holdsOne(charge.quota(), now);
            TokenBucket after = all ? before.take(charge.quota(), now) : before;
            if (all) {
                buckets.put(key(charge), after);
            }
            answer.add(after.allowance(charge.quota(), now, granted));
        }
        return List.copyOf(answer);
    }

    @Override
    public synchronized Future<Integer> count(String what, Duration quiet) {
        long now = micros.getAsLong();
        @Nullable Tally before = tallies.get(what);
        int count = before == null || before.until() <= now ? 1 : before.count() + 1;
        tallies.put(what, new Tally(count, now + quiet.toNanos() / 1000));
        return Future.succeededFuture(count);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private TokenBucket bucket(Charge charge) {
        return buckets.getOrDefault(key(charge), TokenBucket.FULL);
    }

    private static String key(Charge charge) {
        return charge.quota().name() + ':' + charge.caller();
    }
}
