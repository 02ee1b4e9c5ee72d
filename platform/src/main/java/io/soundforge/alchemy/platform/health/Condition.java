package io.soundforge.alchemy.platform.health;

import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole condition of a process, for people and machines that ask. */
public record Condition(Readiness readiness, Vitals vitals, DiskWatch disk) {
    /** Of a process that has nothing to run out of. */
    public Condition(Readiness readiness, Vitals vitals) {
        this(readiness, vitals, DiskWatch.none());
    }

    /**
     * One look; what is asked for whether or not the process is ready.
     *
     * @param services how the needed parts are, and words on disk and memory
     */
    public record Report(Map<String, String> services, Vitals.Metrics metrics) {}

    /** @param reserve bytes of the disk that stay free */
    public static Condition of(Readiness readiness, BlobStore blobs, JobReader jobs, long reserve) {
        return new Condition(
                readiness, new Vitals(blobs::usableBytes, jobs::figures), new DiskWatch(blobs::usableBytes, reserve));
    }

    /** Never fails, and takes no longer than the slowest part may. */
    public Future<Report> report() {
        Future<Readiness.Report> parts = readiness.report();
        Future<Map<String, String>> words = vitals.words();
        Future<Vitals.Metrics> queue = vitals.queue();
        return Future.join(parts, words, queue).map(all -> {
            Map<String, String> services = new LinkedHashMap<>(parts.result().services());
            services.putAll(words.result());
            return new Report(services, queue.result());
        });
    }
}
