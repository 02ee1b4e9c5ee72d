package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import java.nio.file.Path;

/**
 * One stem of a separation that has begun.
 *
 * @param file its samples, at their places
 */
record Heard(Job job, String stem, Path file, FinalBytes bytes) {
    /**
     * A stem by its name.
     *
     * @throws AlchemyException NOT_FOUND if the separation makes no such stem
     * @throws IllegalArgumentException if the separation has not begun
     */
    static Heard of(Growing growing, String stem) {
        LiveStems stems = growing.stems();
        Path folder = growing.folder();
        if (stems == null || folder == null) {
            throw new IllegalArgumentException("expected a separation that has begun");
        }
        if (!stems.stems().contains(stem)) { // so a name in a path leads to files of this folder only
            throw new AlchemyException(
                    ErrorCode.NOT_FOUND,
                    "the stems are " + String.join(", ", stems.stems()) + "; there is no '" + stem + "'");
        }
        return new Heard(growing.job(), stem, folder.resolve(stem + ".f32"), FinalBytes.of(stems));
    }

    long size() {
        return bytes.layout().fileBytes();
    }

    /**
     * In quotation marks. It stays the same until the end, because bytes that are final once never change; another
     * attempt may run on another machine, so it counts.
     */
    String entityTag() {
        return "\"" + job.id() + "-" + job.attempt() + "-" + stem + "\"";
    }
}
