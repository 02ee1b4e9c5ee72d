package io.soundforge.alchemy.launcher.errors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * An error of the log as an envelope with one event (develop.sentry.dev, "Envelopes" and "Event Payloads"). Of the fields
 * of its line only those go along that say where it happened; texts are scrubbed.
 */
final class ErrorEnvelope {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TAGS = Set.of("request", "jobId", "kind", "method", "attempt", "node");
    private static final int MOST_FRAMES = 60;
    private static final int MOST_CAUSES = 8;

    private final String release;
    private final String server;

    /**
     * What all envelopes have in common.
     *
     * @param release name and version of the program
     * @param server name of this machine
     */
    ErrorEnvelope(String release, String server) {
        this.release = release;
        this.server = server;
    }

    byte[] of(ILoggingEvent line) {
        String id = UUID.randomUUID().toString().replace("-", "");
        ObjectNode event = event(line, id);
        byte[] payload = bytes(event);
        ObjectNode head = JSON.createObjectNode()
                .put("event_id", id)
                .put("sent_at", Instant.now().toString());
        ObjectNode item = JSON.createObjectNode().put("type", "event").put("length", payload.length);
        return (new String(bytes(head), StandardCharsets.UTF_8) + "\n" + item + "\n"
                        + new String(payload, StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode event(ILoggingEvent line, String id) {
        ObjectNode event = JSON.createObjectNode()
                .put("event_id", id)
                .put("timestamp", line.getTimeStamp() / 1000.0)
                .put("platform", "java")
                .put("level", "error")
                .put("logger", line.getLoggerName())
                .put("release", release)
                .put("server_name", server);
        event.putObject("logentry").put("formatted", Scrubbed.of(line.getFormattedMessage()));
        ObjectNode tags = event.putObject("tags");
        List<KeyValuePair> fields = line.getKeyValuePairs();
        if (fields != null) {
            fields.stream()
                    .filter(field -> TAGS.contains(field.key))
                    .forEach(field -> tags.put(field.key, Scrubbed.of(String.valueOf(field.value))));
        }
        exceptions(event.putObject("exception").putArray("values"), line.getThrowableProxy());
        return event;
    }

    /** The innermost cause comes first. */
    private static void exceptions(ArrayNode values, @Nullable IThrowableProxy thrown) {
        Deque<IThrowableProxy> causes = new ArrayDeque<>();
        for (IThrowableProxy cause = thrown; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.push(cause);
        }
        for (IThrowableProxy cause : causes) {
            ObjectNode value = values.addObject()
                    .put("type", cause.getClassName())
                    .put("value", Scrubbed.of(String.valueOf(cause.getMessage())));
            frames(value.putObject("stacktrace").putArray("frames"), cause.getStackTraceElementProxyArray());
        }
    }

    /** The innermost frame comes last. */
    private static void frames(ArrayNode frames, StackTraceElementProxy[] trace) {
        for (int i = Math.min(trace.length, MOST_FRAMES) - 1; i >= 0; i--) {
            StackTraceElement at = trace[i].getStackTraceElement();
            frames.addObject()
                    .put("module", at.getClassName())
                    .put("function", at.getMethodName())
                    .put("filename", String.valueOf(at.getFileName()))
                    .put("lineno", Math.max(0, at.getLineNumber()))
                    .put("in_app", at.getClassName().startsWith("io.soundforge"));
        }
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
