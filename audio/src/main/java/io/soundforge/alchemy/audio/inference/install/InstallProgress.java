package io.soundforge.alchemy.audio.inference.install;

/**
 * Told how far an installation is. It may throw a {@link java.util.concurrent.CancellationException} to stop it; what
 * was downloaded by then is kept for the next time.
 */
@FunctionalInterface
public interface InstallProgress {
    /** Takes no notice. */
    InstallProgress NONE = (fraction, stage) -> {};

    /**
     * Called several times a second, while nothing happens too.
     *
     * @param fraction 0 to 1, never decreasing
     * @param stage a word for people
     */
    void at(double fraction, String stage);
}
