package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.F32File;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.SegmentedSeparation;
import io.soundforge.alchemy.dsp.separation.SegmentedSeparation.Tally;
import io.soundforge.alchemy.dsp.separation.SeparationPlan;
import io.soundforge.alchemy.dsp.separation.SeparationWork;
import io.soundforge.alchemy.dsp.separation.Shifts;
import io.soundforge.alchemy.dsp.separation.TrackNormalization;
import io.soundforge.alchemy.dsp.separation.TrackStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The stems of a track as float samples on disk, recorded region by region. */
final class Recording {
    private final SeparationRequest request;
    private final String model;
    private final RunningModel running;
    private final List<StemSelection> selections;
    private final Path folder;
    private final StemLevels levels;
    private long frames;
    private Tally tally = new Tally(0, 0);

    private Recording(
            SeparationRequest request,
            String model,
            RunningModel running,
            List<StemSelection> selections,
            Path folder) {
        this.request = request;
        this.model = model;
        this.running = running;
        this.selections = selections;
        this.folder = folder;
        this.levels = new StemLevels(selections.size(), new Clipping(request.options()).limits());
    }

    /** One that has not begun; the samples go into the live folder, if there is one, else into the given one. */
    static Recording of(
            SeparationRequest request,
            String model,
            RunningModel running,
            List<StemSelection> selections,
            Path scratch) {
        Path live = request.live();
        return new Recording(request, model, running, selections, live == null ? scratch : live);
    }

    /** Frames of every stem. */
    long frames() {
        return frames;
    }

    StemLevels levels() {
        return levels;
    }

    Tally tally() {
        return tally;
    }

    /** Computes what is missing, and records. */
    Recording run(Progress progress) throws IOException {
        try (F32File mix = open(request.canonical())) {
            WorkOrder order = order(mix);
            frames = order.plan().outputFrames();
            LiveFolder live = request.live() == null ? null : new LiveFolder(folder);
            LongSupplier playHead = live == null ? () -> 0 : live::playHead;
            try (ShelfLoan loan = request.shelf().lend(order.addresses());
                    StemRecorder recorder = new StemRecorder(mix, selections, levels, frames, folder, live)) {
                new OpenWork(request.shelf()).post(order, loan, playHead);
                SeparationWork work = order.work(mix, request.shelf(), loan, running::open);
                tally = SegmentedSeparation.run(work, request.workers(), playHead, recorder, progress);
                recorder.finish();
            }
        }
        return this;
    }

    private WorkOrder order(F32File mix) throws IOException {
        String known = request.canonicalSha256();
        String hash = known == null ? FileHash.sha256(request.canonical()) : known;
        String name = request.canonicalName();
        return new WorkOrder(
                UUID.randomUUID().toString(),
                model,
                name == null ? request.canonical().toAbsolutePath().toString() : name,
                hash,
                running.traits(),
                plan(mix),
                normalization(mix),
                0);
    }

    private SeparationPlan plan(PcmSource mix) {
        SeparationOptions options = request.options();
        SeparationPlan plan = running.plan(mix.frames(), Shifts.of(options.shifts()));
        Double seconds = options.previewSeconds();
        return seconds == null ? plan : plan.upTo((long) Math.ceil(seconds * CanonicalAudio.SAMPLE_RATE));
    }

    /** Of the whole track, also for a preview: so its segments are those of the whole. */
    private static TrackNormalization normalization(PcmSource mix) throws IOException {
        if (mix.frames() == 0) {
            throw new AlchemyException(ErrorCode.CORRUPT_AUDIO, "expected at least one frame of audio; got none");
        }
        TrackStatistics statistics = TrackStatistics.of(mix);
        if (!Double.isFinite(statistics.mean()) || !Double.isFinite(statistics.std())) {
            throw new AlchemyException(
                    ErrorCode.CORRUPT_AUDIO, "expected samples that are finite numbers; some are NaN or infinite");
        }
        return statistics.normalization();
    }

    /** With integers, the residual is what their rounding leaves; its float samples give way to that. */
    void prepareResidual(Clipping clipping, List<StemSelection> all, Path scratch) throws IOException {
        IntegerGrid grid = clipping.grid();
        if (request.options().residual() && grid != null) {
            List<Path> stems = all.stream()
                    .filter(selection -> selection.content() == StemSelection.Content.STEM)
                    .map(selection -> StemRecorder.file(folder, selection))
                    .toList();
            ShapedStems.residual(request.canonical(), stems, grid, scratch.resolve(residualName()));
        }
    }

    private static String residualName() {
        return StemSelection.RESIDUAL + ".integers.f32";
    }

    /** The samples of a stem as they are to be encoded. */
    Path shaped(Clipping clipping, StemSelection selection, Path scratch) throws IOException {
        Path recorded = StemRecorder.file(folder, selection);
        Clipping.Shape shape = clipping.shape();
        if (shape == null) {
            return recorded;
        }
        Path shaped = scratch.resolve(selection.type() + ".shaped.f32");
        if (selection.content() == StemSelection.Content.MIX_WITHOUT_ALL) {
            Files.move(scratch.resolve(residualName()), shaped);
        } else {
            ShapedStems.copy(recorded, shape, shaped);
        }
        if (recorded.startsWith(scratch)) {
            Files.delete(recorded);
        }
        return shaped;
    }

    private static F32File open(Path file) throws IOException {
        return new F32File(file, CanonicalAudio.SAMPLE_RATE, CanonicalAudio.CHANNELS);
    }
}
