package io.soundforge.alchemy.contracts.stems;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How everything but the one stem is made when a track is split in two. */
public enum OtherMethod {
    /** The mix minus the stem: nothing is lost, both files add up to the mix. */
    MINUS,
    /** The sum of the model's other stems: what no stem claimed is left out. */
    ADD,
    /** Not at all. */
    NONE;

    /** Lower-case form used in JSON and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OtherMethod ofText(String text) {
        for (OtherMethod method : values()) {
            if (method.text().equals(text)) {
                return method;
            }
        }
        throw new IllegalArgumentException("otherMethod must be one of "
                + Arrays.stream(values()).map(OtherMethod::text).collect(Collectors.joining(", ")) + "; got '" + text
                + "'");
    }
}
