package io.soundforge.alchemy.audio.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** On what trained models shall run. */
public enum DeviceWish {
    /** CUDA if it can be used, else the CPU. */
    AUTO,
    CPU,
    /** CUDA, or an error that says why not. */
    CUDA;

    /** Lower case, as options and keys have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The wish with this text.
     *
     * @throws IllegalArgumentException naming what was expected
     */
    public static DeviceWish ofText(String text) {
        return Arrays.stream(values())
                .filter(wish -> wish.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a device out of "
                        + Arrays.stream(values()).map(DeviceWish::text).collect(Collectors.joining(", ")) + "; got '"
                        + text + "'"));
    }
}
