package io.soundforge.alchemy.platform.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where traces go: the seam between work and whoever follows it. May be used from any thread; never blocks, never fails.
 *
 * <p>A traceparent is that of <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>.
 */
public interface Traces {
    /** For whoever is run without being followed. */
    Traces NONE = new Traces() {
        @Override
        public @Nullable String current() {
            return null;
        }

        @Override
        public Span begin(String name, @Nullable String traceparent, Map<String, String> attributes) {
            return Span.NONE;
        }
    };

    /** The traceparent of what the calling code does; null if it belongs to no trace. */
    @Nullable String current();

    /**
     * @param name one of few and known ones
     * @param traceparent what the span is part of; null, or anything malformed, for a trace of its own
     * @param attributes no secrets
     */
    Span begin(String name, @Nullable String traceparent, Map<String, String> attributes);
}
