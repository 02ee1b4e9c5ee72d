package io.soundforge.alchemy.platform.uploads;

/**
 * What an owner has.
 *
 * @param tracks however far they are
 * @param storedBytes originals and stems
 * @param pendingBytes files that wait for their job, and the whole length of unfinished uploads
 * @param unfinishedUploads that have not expired
 */
public record OwnerUsage(long tracks, long storedBytes, long pendingBytes, int unfinishedUploads) {
    /** What counts against a quota. */
    public long bytes() {
        return storedBytes + pendingBytes;
    }
}
