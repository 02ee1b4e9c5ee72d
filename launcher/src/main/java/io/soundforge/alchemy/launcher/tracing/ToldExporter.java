package io.soundforge.alchemy.launcher.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that the collector does not take what it is sent, and once that it does again. */
final class ToldExporter implements SpanExporter {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(ToldExporter.class);
    /** Kept, because loggers without a holder are forgotten together with their level. */
    private static final Logger own = Logger.getLogger("io.opentelemetry");

    static {
        own.setLevel(Level.OFF);
    }

    private final SpanExporter exporter;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToldExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> told(result));
    }

    private void told(CompletableResultCode result) {
        if (failing.compareAndSet(result.isSuccess(), !result.isSuccess())) {
            if (result.isSuccess()) {
                log.info("traces are taken again");
            } else {
                log.atWarn()
                        .addKeyValue("reason", reason(result))
                        .log("traces are lost: the collector does not take them");
            }
        }
    }

    private static String reason(CompletableResultCode result) {
        Throwable error = result.getFailureThrowable();
        return error == null ? "no answer that takes them" : error.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
