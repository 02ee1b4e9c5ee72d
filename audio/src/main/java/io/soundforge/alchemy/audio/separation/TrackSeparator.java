package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.F32File;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SegmentStore;
import io.soundforge.alchemy.dsp.separation.SegmentedSeparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * From canonical audio to encoded stems: the rung that jobs and the command line share. What was interrupted continues
 * with the segments that were finished, and gives the same bytes. Thread-safe; runs into one output folder must not
 * overlap.
 */
public final class TrackSeparator {
    /** How much of the time separating takes; the rest is encoding. */
    private static final double SEPARATED = 0.85;

    private final ModelRegistry models;
    private final Encoding encoding;

    public TrackSeparator(ModelRegistry models, StemEncoder encoder) {
        this(models, encoder::encode);
    }

    TrackSeparator(ModelRegistry models, Encoding encoding) {
        this.models = models;
        this.encoding = encoding;
    }

    /** What {@link StemEncoder#encode} does. */
    @FunctionalInterface
    interface Encoding {
        void encode(Path f32, Path target, AudioFormat format, BitDepth depth, double gain, Progress progress);
    }

    /** {@link #separate(SeparationRequest, Progress)} for canonical audio whose hash is not known. */
    public SeparationResult separate(
            Path canonical, SeparationOptions options, Path outputs, Path segments, Progress progress) {
        return separate(new SeparationRequest(canonical, null, options, outputs, segments), progress);
    }

    /**
     * Separates and encodes with the model that the options name. On every path nothing but whole stems is left in the
     * output folder, and nothing but whole segments in the other.
     *
     * @throws AlchemyException UNKNOWN_MODEL, MODEL_REFUSED, or INVALID_REQUEST for a stem that the model does not have
     */
    public SeparationResult separate(SeparationRequest request, Progress progress) {
        String named = request.options().model();
        String model = named == null ? models.defaultName() : named;
        try (SegmentEngine engine = models.open(model)) {
            return separate(request, engine, model, progress);
        }
    }

    /**
     * Separates and encodes with an engine that the caller opened and closes.
     *
     * @param whole the engine, of which only what the options need is run
     * @param model its name, for the result
     * @throws AlchemyException as above
     */
    public SeparationResult separate(SeparationRequest request, SegmentEngine whole, String model, Progress progress) {
        SegmentEngine engine = focused(whole, request.options());
        List<StemSelection> selections = StemSelection.of(request.options(), engine.stems());
        try (ScratchFolder scratch = ScratchFolder.in(request.outputs())) {
            Levels levels = record(request, engine, selections, scratch.path(), progress.between(0, SEPARATED));
            double gain = CommonGain.of(
                    levels.peak(), request.options().format(), request.options().bitDepth());
            List<Path> files =
                    encode(request.options(), selections, scratch.path(), gain, progress.between(SEPARATED, 1));
            List<SeparatedStem> stems = publish(files, selections, request.outputs());
            progress.at(1);
            return new SeparationResult(stems, model, engine.fingerprint(), gain, levels.residualDb());
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.INTERNAL, "the separation could not read or write its files", e);
        }
    }

    private static SegmentEngine focused(SegmentEngine whole, SeparationOptions options) {
        List<StemSelection> selections = StemSelection.of(options, whole.stems());
        return whole.focusedOn(StemSelection.needed(selections, whole.stems()));
    }

    /** What was measured while the stems were recorded. */
    private record Levels(double peak, double residualDb) {}

    private static Levels record(
            SeparationRequest request,
            SegmentEngine engine,
            List<StemSelection> selections,
            Path folder,
            Progress progress)
            throws IOException {
        String known = request.canonicalSha256();
        String hash = known == null ? FileHash.sha256(request.canonical()) : known;
        Path segments = request.segments().resolve(SegmentAddress.of(hash, engine, request.shifts()));
        try (F32File mix = new F32File(request.canonical(), CanonicalAudio.SAMPLE_RATE, CanonicalAudio.CHANNELS);
                StemRecorder recorder = new StemRecorder(mix, selections, folder)) {
            SegmentStore store = new FileSegmentStore(segments);
            new SegmentedSeparation(engine, store, request.shifts()).run(mix, recorder, progress);
            return new Levels(recorder.peak(), recorder.residualDb());
        }
    }

    private List<Path> encode(
            SeparationOptions options, List<StemSelection> selections, Path folder, double gain, Progress progress)
            throws IOException {
        List<Path> files = new ArrayList<>();
        double share = 1.0 / selections.size();
        for (int i = 0; i < selections.size(); i++) {
            Path samples = StemRecorder.file(folder, selections.get(i));
            Path target = folder.resolve(
                    selections.get(i).type() + "." + options.format().text());
            Progress part = progress.between(i * share, (i + 1) * share);
            encoding.encode(samples, target, options.format(), options.bitDepth(), gain, part);
            Files.delete(samples);
            files.add(target);
        }
        return files;
    }

    /** All stems are whole now, and only now get into sight. */
    private static List<SeparatedStem> publish(List<Path> files, List<StemSelection> selections, Path outputs)
            throws IOException {
        List<SeparatedStem> stems = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path target = outputs.resolve(String.valueOf(files.get(i).getFileName()));
            Files.move(files.get(i), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            stems.add(new SeparatedStem(selections.get(i).type(), target, Files.size(target)));
        }
        return stems;
    }
}
