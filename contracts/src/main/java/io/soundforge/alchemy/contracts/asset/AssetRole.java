package io.soundforge.alchemy.contracts.asset;

import java.util.Locale;

/** What the bytes of an asset mean to their track. */
public enum AssetRole {
    /** The file as it came, untouched. */
    ORIGINAL,
    /** Interleaved float32 little-endian stereo at 44.1 kHz, decoded once. */
    CANONICAL,
    /** One separated part, encoded. */
    STEM,
    /** A zip of stems that somebody asked for; kept for a while. */
    EXPORT,
    /** The original's lowest and highest samples, for players that draw it; one asset for each form. */
    WAVEFORM,
    /** The picture that came inside the original. */
    COVER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AssetRole ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
