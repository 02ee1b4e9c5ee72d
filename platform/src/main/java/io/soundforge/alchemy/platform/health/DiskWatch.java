package io.soundforge.alchemy.platform.health;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the storage has room for new work. While it has not, what is under way goes on, and nothing that needs room is
 * begun: a disk that is full to the last byte lets nothing finish.
 */
public final class DiskWatch {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Glance<Boolean> low;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param usableBytes how many more bytes the storage takes
     * @param reserve bytes that stay free; 0 to use all there is
     */
    public DiskWatch(Supplier<Future<Long>> usableBytes, long reserve) {
        this(usableBytes, reserve, FRESH);
    }

    DiskWatch(Supplier<Future<Long>> usableBytes, long reserve, Duration fresh) {
        this.low =
                new Glance<>(() -> usableBytes.get().map(bytes -> tell(bytes, reserve)), false, Glance.PATIENCE, fresh);
    }

    /** For whoever has nothing to run out of. */
    public static DiskWatch none() {
        return new DiskWatch(() -> Future.succeededFuture(Long.MAX_VALUE), 0);
    }

    /** As of a moment ago; never waits. A storage that does not tell counts as having room. */
    public boolean low() {
        return low.last();
    }

    /** Once when it runs low, once when there is room again. */
    private boolean tell(long bytes, long reserve) {
        boolean now = bytes < reserve;
        if (told.compareAndSet(!now, now)) {
            log.atWarn()
                    .addKeyValue("usableBytes", bytes)
                    .addKeyValue("reserve", reserve)
                    .log(
                            now
                                    ? "the disk is nearly full: no uploads and no work that needs room are taken"
                                    : "the disk has room again");
        }
        return now;
    }
}
