package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names a whole separation: a hash of everything that the bytes of its files depend on. Options that mean the same, such
 * as all stems by name and none by name, give the same address.
 */
public final class SeparationAddress {
    /** Raised when the way from segments to files changes. */
    private static final String GENERATION = "alchemy-separation-1";

    private SeparationAddress() {}

    /**
     * The address for one track, one model and one wish. Opens each engine once to ask what it is.
     *
     * @param canonicalSha256 of the canonical audio
     * @return 64 hex digits
     * @throws AlchemyException INVALID_REQUEST for a stem that the model does not have
     */
    public static String of(String canonicalSha256, SeparationModel model, SeparationOptions options) {
        List<StemSelection> wished = StemSelection.of(options, model.stems());
        RunningModel running = new RunningModel(model, StemSelection.needed(wished, model.stems()));
        List<String> everything = new ArrayList<>(List.of(GENERATION, canonicalSha256, running.fingerprint()));
        running.traits().values().forEach(engine -> everything.add(SegmentAddress.of(canonicalSha256, engine, 0)));
        wished.forEach(selection -> everything.add(
                selection.type() + " " + model.stems().get(selection.row()) + " " + selection.content()));
        everything.add(options.format().text());
        everything.add(
                options.format() == AudioFormat.MP3 ? "" : options.bitDepth().text());
        everything.add("shifts " + options.shifts());
        everything.add("preview " + options.previewSeconds());
        everything.add("residual " + options.residual());
        everything.add("clip " + options.clipMode().text());
        return hash(String.join("\n", everything));
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
