package io.soundforge.alchemy.platform.tracing;

import org.jspecify.annotations.Nullable;

/** A piece of work within a trace, from its beginning to its end. May be used from any thread. */
public interface Span {
    /** Of work that nobody follows. */
    Span NONE = new Span() {
        @Override
        public @Nullable String traceparent() {
            return null;
        }

        @Override
        public void event(String name) {
            // Nobody follows.
        }

        @Override
        public void within(Runnable work) {
            work.run();
        }

        @Override
        public void end(String outcome, @Nullable String error) {
            // Nobody follows.
        }
    };

    /** Names this span as others' parent, in the form of W3C Trace Context; null if nobody follows. */
    @Nullable String traceparent();

    /** @param name one of few and known ones */
    void event(String name);

    /** Runs work, at once and in the calling thread, so that what it asks of other parts of the mesh belongs to this span. */
    void within(Runnable work);

    /**
     * The first end counts.
     *
     * @param outcome one of few and known words
     * @param error the code of what went wrong; null if nothing did
     */
    void end(String outcome, @Nullable String error);
}
