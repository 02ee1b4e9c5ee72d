package io.soundforge.alchemy.bench.separation;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.separation.LiveFolder;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.audio.separation.SeparationRequest;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Whole separations as the program runs them, each from nothing but a model that is warm. */
final class Separations implements AutoCloseable {
    private static final long SHELF = 512L << 20;

    private final Path folder;
    private final Path model;
    private final ModelRegistry models;
    private final TrackSeparator separator;

    Separations(Path folder, Path model, int threads) {
        this.folder = folder;
        this.model = model;
        this.models = new ModelRegistry(folder.resolve("no-models"), null, new SessionSettings(threads));
        StemEncoder encoder = new StemEncoder(
                BundledFfmpeg.ofThisPlatform().unpack(folder.resolve("tools")), MediaLimits.unlimited());
        this.separator = new TrackSeparator(models, encoder);
    }

    /** One stem is written, all are computed. */
    SeparationResult separate(Path track, int workers) throws IOException {
        Path work = Files.createTempDirectory(folder, "run");
        try {
            return run(request(track, work).withWorkers(workers));
        } finally {
            delete(work);
        }
    }

    /** Seconds from the decoded track to the first samples of stems that a player could have. */
    double firstSound(Path track) throws Exception {
        Path work = Files.createTempDirectory(folder, "run");
        LiveFolder live = new LiveFolder(work.resolve("live"));
        long begin = System.nanoTime();
        CompletableFuture<SeparationResult> whole =
                CompletableFuture.supplyAsync(() -> run(request(track, work).withLive(live.path())));
        double first = Double.NaN;
        while (Double.isNaN(first)) {
            LiveStems stems = live.read();
            if (stems != null && !stems.ready().isEmpty()) {
                first = (System.nanoTime() - begin) / 1e9;
            } else if (whole.isDone()) {
                throw new IllegalStateException("the separation ended before a sample was ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        whole.get(1, TimeUnit.HOURS);
        delete(work);
        return first;
    }

    private static SeparationRequest request(Path track, Path work) {
        SeparationOptions options = new SeparationOptions(null, List.of("vocals"), null, AudioFormat.WAV, BitDepth.I24);
        return new SeparationRequest(
                track, null, options, work.resolve("stems"), new SegmentShelf(work.resolve("segments"), SHELF));
    }

    private SeparationResult run(SeparationRequest request) {
        return separator.separate(request, models.modelOfFile(model), Progress.NONE);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        models.close();
    }
}
