package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprinter;
import io.soundforge.alchemy.dsp.pcm.F32File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Act two: look at the file, decode it once, take its fingerprint. Blocks. */
final class AudioDecoding {
    private final MediaProbe probe;
    private final PcmDecoder decoder;

    AudioDecoding(MediaProbe probe, PcmDecoder decoder) {
        this.probe = probe;
        this.decoder = decoder;
    }

    /**
     * @param scratch receives the decoded file
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException as {@link MediaProbe#probe} and {@link
     *     PcmDecoder#decodeCanonical}
     */
    DecodedAudio decode(Path original, Path scratch, Progress progress) throws IOException {
        MediaInfo info = probe.probe(original);
        Path canonicalFile = scratch.resolve("canonical.f32");
        CanonicalAudio canonical = decoder.decodeCanonical(original, info, canonicalFile, progress);
        return new DecodedAudio(
                info,
                original,
                Files.size(original),
                sha256(original),
                canonicalFile,
                Files.size(canonicalFile),
                canonical,
                fingerprint(canonicalFile));
    }

    private static Fingerprint fingerprint(Path canonical) throws IOException {
        try (F32File samples = new F32File(canonical, CanonicalAudio.SAMPLE_RATE, CanonicalAudio.CHANNELS)) {
            return Fingerprinter.of(samples);
        }
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
