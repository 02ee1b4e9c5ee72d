package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.processing.separation.SeparationJob.HashedStem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stems on the scratch disk, ready to be published.
 *
 * @param duration seconds
 */
record MadeStems(List<HashedStem> stems, SeparationFacts facts, double duration) {
    /** JSON knows no infinity; nothing that was ever decoded is this quiet. */
    private static final double SILENCE_DB = -400;

    static MadeStems of(SeparationResult result, double duration, Predicate<String> preview) throws IOException {
        List<HashedStem> hashed = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            hashed.add(new HashedStem(stem, sha256(stem.file())));
        }
        Double residual = result.residualDb();
        SeparationFacts facts = new SeparationFacts(
                result.model(),
                preview.test(result.model()),
                result.fingerprint(),
                result.gain(),
                residual == null ? null : (Double) Math.max(SILENCE_DB, residual));
        return new MadeStems(hashed, facts, duration);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
