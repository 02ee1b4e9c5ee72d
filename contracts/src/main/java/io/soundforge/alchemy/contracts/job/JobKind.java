package io.soundforge.alchemy.contracts.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of durable work. The text is stored in rows and shown to clients: it never changes. */
public enum JobKind {
    /** A link becomes metadata. */
    RESOLVE("resolve"),
    /** A source becomes stored and decoded audio. */
    DOWNLOAD("download"),
    /** Audio becomes stems. */
    SEPARATE("processing"),
    /** Audio becomes tempo, beats, key and loudness. */
    ANALYZE("analysis"),
    /** Stems become a zip of files to take away; the track itself stays as it is. */
    EXPORT("export"),
    /** A model is fetched, checked and put among the others; no track has a part in it. */
    INSTALL("models");

    private final String channel;

    JobKind(String channel) {
        this.channel = channel;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** First word of the event names of this kind, as the original's clients know it: {@code processing:job:updated}. */
    public String channel() {
        return channel;
    }

    /** Whether the state of the track follows from jobs of this kind. */
    public boolean shapesTrack() {
        return this != EXPORT && this != INSTALL;
    }

    /** Whether jobs of this kind are about a track; else their {@code track} is an id that no track has. */
    public boolean aboutTrack() {
        return this != INSTALL;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static JobKind ofText(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("expected a kind of job; got '" + text + "'"));
    }

    /** Empty for a text that a newer release may have written. */
    public static Optional<JobKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
