package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The result of act two: an original and what was decoded from it, both still in the attempt's scratch folder.
 *
 * @param originalBytes size of the original
 * @param originalSha256 lower-case hex
 * @param cover null if there is none
 * @param fingerprint of the canonical audio
 */
record DecodedAudio(
        MediaInfo info,
        Path original,
        long originalBytes,
        String originalSha256,
        Path canonicalFile,
        long canonicalBytes,
        CanonicalAudio canonical,
        @Nullable Cover cover,
        Fingerprint fingerprint) {
    /** A picture that came inside the original. */
    record Cover(Path file, String extension, String contentType, long bytes, String sha256) {}

    MediaFacts facts() {
        return new MediaFacts(
                info.container(),
                info.codec(),
                info.sampleRate(),
                info.channels(),
                canonical.duration(),
                originalBytes,
                info.tags());
    }
}
