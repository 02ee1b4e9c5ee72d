package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a fetched file before it counts as found.
 *
 * @param <A> what it becomes
 */
public interface Intake<A> {
    /** A folder for one candidate; what lies there from an earlier attempt stays. */
    Future<Path> folder(String candidate);

    /** Fails as decoders do if the file is no audio. */
    Future<A> take(Path file);

    Duration duration(A audio);

    /** Where a clip fits best into the audio; empty if it is longer than that. */
    Future<Optional<Place>> locate(Fingerprint clip, A audio);
}
