package io.soundforge.alchemy.platform.health;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.platform.jobs.JobFigures;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operators of the karaoke backend look at: disk, memory and the queue. Never fails; what cannot be told is null. */
public final class Vitals {
    private static final long ENOUGH_DISK_BYTES = 2L << 30;
    private static final double HIGH_MEMORY = 0.9;

    private final Glance<String> disk;
    private final Glance<Metrics> queue;

    /**
     * @param usableBytes how many more bytes the storage takes
     * @param figures how much work there is
     */
    public Vitals(Supplier<Future<Long>> usableBytes, Supplier<Future<JobFigures>> figures) {
        this.disk = new Glance<>(() -> usableBytes.get().map(Vitals::diskWord), "unknown");
        this.queue = new Glance<>(() -> figures.get().map(Metrics::of), Metrics.UNKNOWN);
    }

    /**
     * The queue in figures.
     *
     * @param activeJobs jobs that somebody works on
     * @param queueLength jobs that a free worker would take
     * @param avgProcessingTime seconds per job that completed within the last day; null if none did
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Metrics(
            @Nullable Long activeJobs,
            @Nullable Long queueLength,
            @Nullable Double avgProcessingTime) {
        static final Metrics UNKNOWN = new Metrics(null, null, null);

        static Metrics of(JobFigures figures) {
            return new Metrics(figures.running(), figures.queued(), figures.meanSeconds());
        }
    }

    /** Words for {@code disk_space} and {@code memory}. */
    public Future<Map<String, String>> words() {
        return disk.look().map(space -> {
            Map<String, String> words = new LinkedHashMap<>();
            words.put("disk_space", space);
            words.put("memory", memory());
            return words;
        });
    }

    public Future<Metrics> queue() {
        return queue.look();
    }

    /** {@code high} when more than nine tenths of the largest heap are taken, else {@code normal}. */
    private static String memory() {
        Runtime runtime = Runtime.getRuntime();
        return memoryWord(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }

    /** {@code sufficient} from 2 GiB on, else {@code low}; {@code unknown} if the store does not tell in time. */
    static String diskWord(long usableBytes) {
        return usableBytes >= ENOUGH_DISK_BYTES ? "sufficient" : "low";
    }

    static String memoryWord(long used, long most) {
        return used > HIGH_MEMORY * most ? "high" : "normal";
    }
}
