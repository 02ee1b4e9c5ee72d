package io.soundforge.alchemy.download.fetch;

/** Told how far a transfer is; what it throws ends the transfer. */
@FunctionalInterface
public interface TransferProgress {
    /**
     * Called for every part that arrived.
     *
     * @param received bytes so far
     * @param expected bytes in all; 0 when the source does not say
     */
    void at(long received, long expected);
}
