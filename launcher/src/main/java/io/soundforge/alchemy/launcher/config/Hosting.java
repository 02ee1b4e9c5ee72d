package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.platform.storage.StorageConfig;
import java.util.List;

/**
 * What others keep for us: files, and the database behind a pooler.
 *
 * @param store where files are kept
 * @param inputBuckets such as {@code s3://songs}: whose objects callers may name as sources
 */
public record Hosting(StorageConfig store, List<String> inputBuckets, DatabaseAccess database) {
    /** Everything on this machine. */
    public static final Hosting HERE = new Hosting(StorageConfig.LOCAL, List.of(), DatabaseAccess.DIRECT);

    public Hosting {
        inputBuckets = List.copyOf(inputBuckets);
    }
}
