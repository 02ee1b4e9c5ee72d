package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes fingerprints of a library's files, of their first ten minutes, and keeps them. Blocks. */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    static final double MOST_SECONDS = 600;

    /** The machine's failures, not the file's. */
    private static final Set<ErrorCode> OURS = EnumSet.of(ErrorCode.UNAVAILABLE, ErrorCode.INTERNAL, ErrorCode.TIMEOUT);

    private static final Fingerprint SILENCE = Fingerprint.of(new byte[0]);

    private final Path folder;
    private final PrintStore prints;

    Listening(Path folder, PrintStore prints) {
        this.folder = folder;
        this.prints = prints;
    }

    PrintStore prints() {
        return prints;
    }

    /**
     * The fingerprint of a file, which is kept; of one that cannot be decoded an empty one, so that nobody tries again
     * before it has changed.
     *
     * @throws AlchemyException if it is not the file's fault
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    Fingerprint to(LibraryEntry entry, MonoDecoder decoder) throws IOException {
        Fingerprint print = SILENCE;
        try {
            Fingerprinter printer = Fingerprinter.begin();
            decoder.decode(
                    folder.resolve(entry.path()), MOST_SECONDS, (channels, count) -> printer.add(channels[0], count));
            print = printer.finish();
        } catch (AlchemyException e) {
            if (OURS.contains(e.code())) {
                throw e;
            }
            LOG.debug("a file of the library cannot be listened to", e);
        }
        prints.write(entry, print);
        return print;
    }
}
