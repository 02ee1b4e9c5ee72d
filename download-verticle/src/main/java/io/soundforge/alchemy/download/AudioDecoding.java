package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.media.CoverPicture;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Act two: look at the file, decode it once, take its fingerprint. Blocks. */
final class AudioDecoding {
    private static final Logger LOG = LoggerFactory.getLogger(AudioDecoding.class);

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
                cover(original, scratch),
                fingerprint(canonicalFile));
    }

    /** Music without its picture is better than none, so whatever hinders is told and no more. */
    private DecodedAudio.@Nullable Cover cover(Path original, Path scratch) throws IOException {
        Optional<CoverPicture> found;
        try {
            found = probe.cover(original);
        } catch (AlchemyException unreadable) {
            LOG.warn("no cover was read from an original", unreadable);
            return null;
        }
        if (found.isEmpty()) {
            return null;
        }
        CoverPicture picture = found.get();
        Path file = Files.write(scratch.resolve("cover"), picture.bytes());
        return new DecodedAudio.Cover(
                file, picture.extension(), picture.contentType(), picture.bytes().length, sha256(file));
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
