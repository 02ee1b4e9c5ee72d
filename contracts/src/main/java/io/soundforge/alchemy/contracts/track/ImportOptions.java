package io.soundforge.alchemy.contracts.track;

import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.util.Objects;

/**
 * What is to happen with an imported track.
 *
 * @param autoProcess separate and analyse without another call
 */
public record ImportOptions(SeparationOptions separation, boolean autoProcess) {
    public ImportOptions {
        Objects.requireNonNull(separation, "separation");
    }

    public static ImportOptions defaults() {
        return new ImportOptions(SeparationOptions.defaults(), true);
    }
}
