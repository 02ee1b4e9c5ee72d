package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.job.JobId;

/** Names of folders in the scratch space that several attempts, or several nodes, look into. */
public final class WorkFolders {
    /** The shared folder of finished segments of all tracks. */
    public static final String SEGMENTS = "segments";

    private WorkFolders() {}

    /** Where a separation writes what is final already, to be heard while it runs. */
    public static String live(JobId separation) {
        return separation + "-live";
    }
}
