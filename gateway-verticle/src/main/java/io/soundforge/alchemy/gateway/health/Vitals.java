package io.soundforge.alchemy.gateway.health;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.jobs.JobFigures;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What operators of the karaoke backend look at: disk, memory and the queue. Never fails; what cannot be told is null. */
final class Vitals {
    private static final long ENOUGH_DISK_BYTES = 2L << 30;
    private static final double HIGH_MEMORY = 0.9;

    private final GatewayParts parts;
    private final JobReader jobs;
    private final long patienceSeconds;

    Vitals(GatewayParts parts, long patienceSeconds) {
        this.parts = parts;
        this.jobs = new JobReader(parts.database());
        this.patienceSeconds = patienceSeconds;
    }

    /**
     * The queue in figures.
     *
     * @param activeJobs jobs that somebody works on
     * @param queueLength jobs that a free worker would take
     * @param avgProcessingTime seconds per job that completed within the last day; null if none did
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Metrics(
            @Nullable Long activeJobs,
            @Nullable Long queueLength,
            @Nullable Double avgProcessingTime) {
        static final Metrics UNKNOWN = new Metrics(null, null, null);

        static Metrics of(JobFigures figures) {
            return new Metrics(figures.running(), figures.queued(), figures.meanSeconds());
        }
    }

    /** {@code sufficient} from 2 GiB on, else {@code low}; {@code unknown} if the store does not tell in time. */
    Future<String> diskSpace() {
        return parts.blobs()
                .usableBytes()
                .timeout(patienceSeconds, TimeUnit.SECONDS)
                .map(Vitals::diskWord)
                .otherwise("unknown");
    }

    Future<Metrics> metrics() {
        return jobs.figures()
                .timeout(patienceSeconds, TimeUnit.SECONDS)
                .map(Metrics::of)
                .otherwise(Metrics.UNKNOWN);
    }

    /** {@code high} when more than nine tenths of the largest heap are taken, else {@code normal}. */
    static String memory() {
        Runtime runtime = Runtime.getRuntime();
        return memoryWord(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }

    static String diskWord(long usableBytes) {
        return usableBytes >= ENOUGH_DISK_BYTES ? "sufficient" : "low";
    }

    static String memoryWord(long used, long most) {
        return used > HIGH_MEMORY * most ? "high" : "normal";
    }
}
