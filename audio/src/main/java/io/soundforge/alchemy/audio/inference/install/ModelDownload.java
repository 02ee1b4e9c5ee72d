package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Fetches one file, continuing where an earlier try stopped, and tries again a few times when the net fails. */
final class ModelDownload {
    /** Says that nobody knows how large the file is. */
    static final long UNKNOWN_SIZE = -1;

    /** Above any model for a CPU; a server that never stops sending must not fill the disk. */
    private static final long MOST_BYTES = 8L << 30;

    /** A server that sends a few bytes each time must not keep us for ever. */
    private static final int MOST_ROUNDS = 200;

    private static final Set<ErrorCode> AGAIN =
            EnumSet.of(ErrorCode.SOURCE_UNAVAILABLE, ErrorCode.TIMEOUT, ErrorCode.RATE_LIMITED);

    /** What other programs may need while this goes on. */
    private static final long SPARE_BYTES = 64L << 20;

    private final DownloadSettings settings;
    private final HttpSource http;
    private final Disk disk;

    ModelDownload(DownloadSettings settings, Disk disk) {
        this.settings = settings;
        this.http = new HttpSource(settings.stall(), settings.addresses());
        this.disk = disk;
    }

    /**
     * Brings {@code part} to its full length; what it holds already is taken for the beginning. When that fails, what is
     * left can be continued.
     *
     * @param expectedBytes or {@link #UNKNOWN_SIZE}
     * @param progress also called while nothing comes; may throw to stop
     * @throws AlchemyException INVALID_REQUEST for a scheme, MODEL_REFUSED for another size, UNAVAILABLE for a disk that
     *     is too full, else as {@link HttpSource#get}
     */
    void fetch(URI source, PartFile part, long expectedBytes, Progress progress) throws IOException {
        String scheme = String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "http", "https" -> fetchPersistently(source, part, expectedBytes, progress);
            case "file" -> copyLocal(source, part);
            default ->
                throw new AlchemyException(
                        ErrorCode.INVALID_REQUEST,
                        "expected a link that begins with https:, http: or file:; got '" + scheme + ":'");
        }
    }

    private void copyLocal(URI source, PartFile part) throws IOException {
        Path file = localFile(source);
        if (!Files.isRegularFile(file)) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_REFUSED, "expected an existing file; there is no '" + file.getFileName() + "'");
        }
        requireSpace(part, Files.size(file));
        Files.copy(file, part.file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path localFile(URI source) {
        try {
            return Path.of(source);
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a link such as file:///folder/x.onnx", e);
        }
    }

    private void fetchPersistently(URI source, PartFile part, long expectedBytes, Progress progress)
            throws IOException {
        int failed = 0;
        for (int round = 1; ; round++) {
            long before = part.size();
            Reached reached = new Reached(progress, before, expectedBytes);
            try {
                fetchOnce(source, part, expectedBytes, reached);
                part.finish();
                return;
            } catch (AlchemyException e) {
                failed = part.size() > before ? 1 : failed + 1;
                if (!AGAIN.contains(e.code()) || failed >= settings.tries() || round >= MOST_ROUNDS) {
                    throw e;
                }
                pause(waitFor(e, failed), reached);
            }
        }
    }

    /** How far it is; beating tells the same again. */
    private static final class Reached implements Pulse {
        private final Progress progress;
        private double fraction;

        Reached(Progress progress, long have, long expectedBytes) {
            this.progress = progress;
            this.fraction = expectedBytes > 0 ? Math.min(1, (double) have / expectedBytes) : 0;
        }

        void at(double further) {
            fraction = further;
            progress.at(fraction);
        }

        @Override
        public void beat() {
            progress.at(fraction);
        }
    }

    private Duration waitFor(AlchemyException error, int failed) {
        Duration own = settings.pauseAfter(failed);
        Duration asked = error.getCause() instanceof ServerWait wait ? wait.asked() : Duration.ZERO;
        Duration longer = asked.compareTo(own) > 0 ? asked : own;
        return longer.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : longer;
    }

    private static void pause(Duration duration, Pulse pulse) {
        CountDownLatch never = new CountDownLatch(1);
        long until = System.nanoTime() + duration.toNanos();
        try {
            for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
                pulse.beat();
                boolean counted = never.await(Math.min(left, Pulse.PERIOD.toNanos()), TimeUnit.NANOSECONDS);
                if (counted) {
                    throw new IllegalStateException("nobody counts this latch down");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlchemyException(ErrorCode.CANCELLED, "the download was interrupted", e);
        }
    }

    private void fetchOnce(URI source, PartFile part, long expectedBytes, Reached reached) throws IOException {
        if (expectedBytes >= 0 && part.size() > expectedBytes) {
            part.drop();
        }
        long have = part.size();
        if (have > 0 && have == expectedBytes) {
            return;
        }
        try (HttpSource.Answer answer = http.get(source, have, part.version(), reached)) {
            if (answer.beyond()) {
                requireComplete(part, have, expectedBytes);
                return;
            }
            receiveAll(answer, part, expectedBytes, reached);
        }
    }

    private static void requireComplete(PartFile part, long have, long expectedBytes) throws IOException {
        if (expectedBytes >= 0 && have < expectedBytes) {
            part.drop();
            throw changed();
        }
    }

    private void receiveAll(HttpSource.Answer answer, PartFile part, long expectedBytes, Reached reached)
            throws IOException {
        boolean continued = answer.start() > 0;
        if (continued && isOther(answer.version(), part.version())) {
            part.drop();
            throw changed();
        }
        long total = total(answer, expectedBytes);
        if (!continued) {
            part.begin(answer.version());
        }
        requireSpace(part, total < 0 ? 0 : total - answer.start());
        try {
            long done = receive(answer, part, total < 0 ? MOST_BYTES : total, reached);
            if (done < total) {
                throw new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "expected " + total + " bytes; the connection ended after " + done
                                + "; the next try continues there");
            }
        } catch (AlchemyException e) {
            if (!answer.resumable()) {
                part.drop();
            }
            throw e;
        }
    }

    private static boolean isOther(String sent, String kept) {
        return !sent.isEmpty() && !kept.isEmpty() && !sent.equals(kept);
    }

    private static AlchemyException changed() {
        return new AlchemyException(
                ErrorCode.SOURCE_UNAVAILABLE, "the file on the server has changed; the next try begins anew");
    }

    /** The length that the whole file will have; negative if nobody says. */
    private static long total(HttpSource.Answer answer, long expectedBytes) {
        long total = answer.length() < 0 ? expectedBytes : answer.start() + answer.length();
        boolean unexpected = expectedBytes >= 0 ? total != expectedBytes : total > MOST_BYTES;
        if (unexpected) {
            String expected = expectedBytes >= 0 ? Long.toString(expectedBytes) : "at most " + MOST_BYTES;
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "expected a model file of " + expected + " bytes; the server announced " + total);
        }
        return total;
    }

    private void requireSpace(PartFile part, long bytes) throws IOException {
        long free = disk.free(part.file().resolveSibling(""));
        if (bytes + SPARE_BYTES > free) {
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE,
                    "expected room for " + (bytes + SPARE_BYTES) + " bytes in the models folder; there are " + free);
        }
    }

    /** Returns the length of the file afterwards. */
    private long receive(HttpSource.Answer answer, PartFile part, long limit, Reached reached) throws IOException {
        long done = answer.start();
        try (FileChannel file = disk.write(part.file())) {
            file.truncate(done).position(done);
            for (ByteBuffer block = answer.body().next();
                    block != null;
                    block = answer.body().next()) {
                done += block.remaining();
                if (done > limit) {
                    throw new AlchemyException(
                            ErrorCode.MODEL_REFUSED, "expected at most " + limit + " bytes; the server sent more");
                }
                while (block.hasRemaining()) {
                    file.write(block);
                }
                reached.at((double) done / limit);
            }
            file.force(true);
        }
        return done;
    }
}
