package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.EngineTraits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where the segments of one pass live: a hash of everything their bytes depend on. Equal addresses mean equal segments,
 * whoever computed them, when, and for which separation.
 */
final class SegmentAddress {
    /** Raised when the procedure around the engine, or the files of the store, change. */
    private static final String GENERATION = "alchemy-segments-3";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private SegmentAddress() {}

    /**
     * The address for one track, one engine and the place where the first segment begins.
     *
     * @param canonicalSha256 of the canonical audio; it also decides the normalisation
     * @param lead frames of silence before the track
     * @return 64 hex digits
     */
    static String of(String canonicalSha256, EngineTraits engine, int lead) {
        String everything = String.join(
                "\n",
                GENERATION,
                canonicalSha256,
                engine.fingerprint(),
                String.join(",", engine.stems()),
                "parts " + engine.partsOfTheMix(),
                "tiling " + engine.tiling().text(),
                "lead " + lead,
                "normalized " + engine.normalizesTrack());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(everything.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether a folder's name is an address. */
    static boolean isOne(String name) {
        return FORM.matcher(name).matches();
    }
}
