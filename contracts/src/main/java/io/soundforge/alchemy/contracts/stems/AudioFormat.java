package io.soundforge.alchemy.contracts.stems;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file formats stems are written in. */
public enum AudioFormat {
    WAV("audio/wav"),
    FLAC("audio/flac"),
    MP3("audio/mpeg");

    private final String contentType;

    AudioFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** Lower-case name; also the file extension. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AudioFormat ofText(String text) {
        for (AudioFormat format : values()) {
            if (format.text().equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format must be one of "
                + Arrays.stream(values()).map(AudioFormat::text).collect(Collectors.joining(", ")) + "; got '" + text
                + "'");
    }
}
