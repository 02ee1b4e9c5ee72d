package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Shifts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the segments of one separation live: a hash of everything their bytes depend on. Equal addresses mean equal
 * segments, whoever computed them and when.
 */
final class SegmentAddress {
    /** Raised when the procedure around the engine, or the files of the store, change. */
    private static final String GENERATION = "alchemy-segments-2";

    private SegmentAddress() {}

    /**
     * The address for one track, one engine and the places where the track is cut.
     *
     * @param canonicalSha256 of the canonical audio
     * @return 64 hex digits
     */
    static String of(String canonicalSha256, SegmentEngine engine, Shifts shifts) {
        String everything = String.join(
                "\n",
                GENERATION,
                canonicalSha256,
                engine.fingerprint(),
                String.join(",", engine.stems()),
                "tiling " + engine.tiling().text(),
                "shifts " + shifts.text(),
                "normalized " + engine.normalizesTrack());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(everything.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
