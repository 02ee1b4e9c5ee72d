package io.soundforge.alchemy.contracts.spotify;

/**
 * How many entries of a collection are no tracks that could be had.
 *
 * @param local files on somebody's own disk
 * @param removed no longer in the catalogue
 * @param episodes of podcasts
 */
public record SkippedItems(int local, int removed, int episodes) {
    public static final SkippedItems NONE = new SkippedItems(0, 0, 0);
    public static final SkippedItems ONE_LOCAL = new SkippedItems(1, 0, 0);
    public static final SkippedItems ONE_REMOVED = new SkippedItems(0, 1, 0);
    public static final SkippedItems ONE_EPISODE = new SkippedItems(0, 0, 1);

    public SkippedItems plus(SkippedItems other) {
        return new SkippedItems(local + other.local, removed + other.removed, episodes + other.episodes);
    }

    /** All of them. */
    public int count() {
        return local + removed + episodes;
    }
}
