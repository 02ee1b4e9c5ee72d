package io.soundforge.alchemy.contracts.stems;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done about samples beyond full scale. */
public enum ClipMode {
    /** One gain for all stems, so that none clips and their balance stays; 1 for float files. */
    COMMON,
    /** Each stem by itself, divided by 1.01 times its peak if that is above 1: stems no longer sum to the mix. */
    RESCALE,
    /** Samples are cut off at ±0.99. */
    CLAMP,
    /** The hyperbolic tangent of every sample. */
    TANH,
    /** Nothing: float files keep the samples, integer files cut them off at full scale. */
    NONE;

    /** Lower-case form used in JSON and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ClipMode ofText(String text) {
        for (ClipMode mode : values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("clipMode must be one of "
                + Arrays.stream(values()).map(ClipMode::text).collect(Collectors.joining(", ")) + "; got '" + text
                + "'");
    }
}
