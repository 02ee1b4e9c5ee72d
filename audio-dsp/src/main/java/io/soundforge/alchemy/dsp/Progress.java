package io.soundforge.alchemy.dsp;

/**
 * Told how far a long computation is. It is also the way to stop one: an implementation may throw {@link
 * java.util.concurrent.CancellationException}, which the computation lets through after closing what it opened.
 */
@FunctionalInterface
public interface Progress {
    /** Takes no notice. */
    Progress NONE = fraction -> {};

    /**
     * Called now and then while the work goes on.
     *
     * @param fraction 0 to 1, never decreasing
     */
    void at(double fraction);

    /** The part of this progress that lies between two fractions, as a progress of its own from 0 to 1. */
    default Progress between(double from, double to) {
        return fraction -> at(from + (to - from) * fraction);
    }
}
