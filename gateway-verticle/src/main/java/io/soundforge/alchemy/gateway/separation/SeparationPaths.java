package io.soundforge.alchemy.gateway.separation;

import io.soundforge.alchemy.contracts.job.Job;

/** Where callers find things of a separation. */
public final class SeparationPaths {
    private SeparationPaths() {}

    /** The separation itself: its state and, once there are some, its stems. */
    public static String separation(Job job) {
        return "/api/tracks/" + job.track() + "/separations/" + job.id();
    }

    /** The index of what can be heard while it runs. */
    public static String live(Job job) {
        return separation(job) + "/live";
    }

    /** One stem of those. */
    public static String stem(Job job, String stem) {
        return live(job) + "/" + stem + ".wav";
    }
}
