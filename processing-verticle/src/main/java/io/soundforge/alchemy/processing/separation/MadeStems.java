package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.SeparationReport;
import io.soundforge.alchemy.contracts.stems.SeparationReport.StemReport;
import io.soundforge.alchemy.platform.catalog.SeparationResults;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
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

/** Stems that are ready to be published, on the scratch disk or as those of an equal separation. */
record MadeStems(List<MadeStem> stems, SeparationReport report) {
    /** JSON knows no infinity; nothing that was ever decoded is this quiet. */
    private static final double SILENCE_DB = -400;

    MadeStems {
        stems = List.copyOf(stems);
    }

    /** Brings a stem's bytes under a key. */
    @FunctionalInterface
    interface Bytes {
        Future<Void> storeAs(BlobStore blobs, String key);
    }

    /** One stem with what only a look at its bytes tells. */
    record MadeStem(String fileName, String type, String contentType, long size, String sha256, Bytes bytes) {}

    static MadeStems of(SeparationResult result, AudioFormat format, Predicate<String> preview) throws IOException {
        List<MadeStem> stems = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            stems.add(new MadeStem(
                    stem.type() + "." + format.text(),
                    stem.type(),
                    format.contentType(),
                    stem.bytes(),
                    sha256(stem.file()),
                    (blobs, key) -> blobs.adopt(stem.file(), key)));
        }
        return new MadeStems(stems, report(result, preview));
    }

    /** Those of an equal separation, whose bytes are not written a second time. */
    static MadeStems again(SeparationResults.Made earlier, String model) {
        List<MadeStem> stems = earlier.stems().stream().map(MadeStems::again).toList();
        return new MadeStems(stems, earlier.report().again(model));
    }

    private static MadeStem again(Asset asset) {
        return new MadeStem(
                asset.name(),
                asset.type(),
                asset.contentType(),
                asset.bytes(),
                asset.sha256(),
                (blobs, key) -> blobs.duplicate(asset.key(), key));
    }

    private static SeparationReport report(SeparationResult result, Predicate<String> preview) {
        Double residual = result.residualDb();
        return new SeparationReport(
                result.model(),
                preview.test(result.model()),
                result.fingerprint(),
                residual == null ? null : (Double) Math.max(SILENCE_DB, residual),
                (double) result.frames() / CanonicalAudio.SAMPLE_RATE,
                result.stems().stream()
                        .map(stem -> new StemReport(stem.type(), stem.gain(), stem.clipped()))
                        .toList(),
                result.computed(),
                result.reused(),
                false);
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
