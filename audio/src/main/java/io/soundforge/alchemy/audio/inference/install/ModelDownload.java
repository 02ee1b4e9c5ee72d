package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** Fetches one file, continuing where an earlier try stopped. */
final class ModelDownload {
    /** Above any model for a CPU; a server that never stops sending must not fill the disk. */
    private static final long MOST_BYTES = 8L << 30;

    private final Duration patience;

    ModelDownload(Duration patience) {
        this.patience = patience;
    }

    /** Brings {@code part} to its full length; what it holds already is taken for the beginning. */
    void fetch(URI source, Path part, long expectedBytes, Progress progress) throws IOException {
        String scheme = String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "http", "https" -> fetchRemote(source, part, expectedBytes, progress);
            case "file" -> copyLocal(source, part);
            default ->
                throw new AlchemyException(
                        ErrorCode.INVALID_REQUEST,
                        "expected a link that begins with https:, http: or file:; got '" + scheme + ":'");
        }
    }

    private static void copyLocal(URI source, Path part) throws IOException {
        Path file = localFile(source);
        if (!Files.isRegularFile(file)) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_REFUSED, "expected an existing file; there is no '" + file.getFileName() + "'");
        }
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path localFile(URI source) {
        try {
            return Path.of(source);
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a link such as file:///folder/x.onnx", e);
        }
    }

    private void fetchRemote(URI source, Path part, long expectedBytes, Progress progress) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have > 0 && have == expectedBytes) {
            return;
        }
        boolean tooLong = expectedBytes >= 0 && have > expectedBytes;
        try (HttpSource.Answer answer = new HttpSource(patience).get(source, tooLong ? 0 : have)) {
            long total = total(answer, expectedBytes);
            long done = receive(answer, part, total < 0 ? MOST_BYTES : total, progress);
            if (done < total) {
                throw new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "expected " + total + " bytes; the connection ended after " + done
                                + "; the next try continues there");
            }
        }
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

    /** Returns the length of the file afterwards. */
    private static long receive(HttpSource.Answer answer, Path part, long limit, Progress progress) throws IOException {
        long done = answer.start();
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            requireAlone(file);
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
                progress.at((double) done / limit);
            }
        }
        return done;
    }

    /** Two downloads into one file would ruin each other. The lock ends with the channel. */
    private static void requireAlone(FileChannel file) throws IOException {
        boolean alone;
        try {
            alone = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false;
        }
        if (!alone) {
            throw new AlchemyException(ErrorCode.CONFLICT, "this model is being downloaded already");
        }
    }
}
