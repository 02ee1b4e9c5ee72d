package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.platform.storage.StorageConfig;
import java.util.List;

/**
 * Where files are kept and may come from.
 *
 * @param inputBuckets such as {@code s3://songs}: whose objects callers may name as sources
 */
public record StorageSettings(StorageConfig store, List<String> inputBuckets) {
    /** Everything on this machine's disk. */
    public static final StorageSettings LOCAL = new StorageSettings(StorageConfig.LOCAL, List.of());

    public StorageSettings {
        inputBuckets = List.copyOf(inputBuckets);
    }
}
