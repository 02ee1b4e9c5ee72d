package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines that tell an attempt's story, with the same keys in each; {@code request} is that of the access log. */
final class JobLog {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final Job job;
    private final @Nullable String request;
    private final long startNanos = System.nanoTime();

    JobLog(JobRow row) {
        this.job = row.job();
        this.request = row.origin().request();
    }

    void started() {
        line(log.atInfo()).log("job started");
    }

    /** @param outcome the state that the row has now, or why it was not written */
    void ended(String outcome) {
        line(log.atInfo())
                .addKeyValue("outcome", outcome)
                .addKeyValue("durationMs", duration().toMillis())
                .log("job ended");
    }

    /** Expected failures need no stack trace; for the others it is all there is. */
    void failed(Failure failure, Throwable error) {
        if (failure.code() == ErrorCode.INTERNAL) {
            line(log.atError()).setCause(error).log("an attempt failed unexpectedly");
        } else {
            line(log.atWarn())
                    .addKeyValue("errorCode", failure.code().text())
                    .addKeyValue("error", failure.message())
                    .log("an attempt failed");
        }
    }

    void notWritten(Throwable error) {
        line(log.atWarn())
                .addKeyValue("durationMs", duration().toMillis())
                .addKeyValue("reason", error.getMessage())
                .log("an attempt's end could not be written; its lease will run out");
    }

    void deaf() {
        line(log.atError()).log("a handler does not stop; its job goes on without it, its slot stays taken");
    }

    void progressNotWritten(Throwable error) {
        line(log.atDebug()).setCause(error).log("progress not written");
    }

    void notWithdrawn(Throwable error) {
        line(log.atWarn()).setCause(error).log("what an attempt stored could not be withdrawn");
    }

    private LoggingEventBuilder line(LoggingEventBuilder builder) {
        LoggingEventBuilder line = builder.addKeyValue("jobId", job.id())
                .addKeyValue("trackId", job.track())
                .addKeyValue("kind", job.kind().text())
                .addKeyValue("attempt", job.attempt());
        return request == null ? line : line.addKeyValue("request", request);
    }

    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
