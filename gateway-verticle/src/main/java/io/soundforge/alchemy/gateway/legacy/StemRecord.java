package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import org.jspecify.annotations.Nullable;

/**
 * One stem as old clients see it.
 *
 * @param name the file's name, unique within its separation
 * @param path where it is served
 * @param type the model's word for the part; {@code accompaniment} for everything but one part
 * @param size bytes
 */
record StemRecord(
        String name,
        String path,
        String type,
        long size,
        @Nullable String lastModified) {
    static StemRecord of(Asset stem, Job separation, ClientView track) {
        return new StemRecord(
                stem.name(),
                track.stem(separation.id(), stem.name()),
                stem.type().startsWith("no_") ? "accompaniment" : stem.type(),
                stem.bytes(),
                JobWords.timeOrNull(separation.finishedAt()));
    }
}
