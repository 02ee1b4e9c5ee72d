package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.separation.SegmentFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * From canonical audio to encoded stems: the rung that jobs and the command line share. What was interrupted continues
 * with the segments that were finished, and gives the same bytes; so does anything else that needs the same segments.
 * Thread-safe; runs into one output folder must not overlap.
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

    /**
     * {@link #separate(SeparationRequest, Progress)} for canonical audio whose hash is not known.
     *
     * @param segments a shelf without a budget, for as long as the caller keeps it
     */
    public SeparationResult separate(
            Path canonical, SeparationOptions options, Path outputs, Path segments, Progress progress) {
        SegmentShelf shelf = new SegmentShelf(segments, Long.MAX_VALUE);
        return separate(new SeparationRequest(canonical, null, options, outputs, shelf), progress);
    }

    /**
     * Separates and encodes with the model that the options name. On every path nothing but whole stems is left in the
     * output folder, and nothing but whole segments on the shelf.
     *
     * @throws AlchemyException UNKNOWN_MODEL, MODEL_REFUSED, INVALID_REQUEST for a stem that the model does not have,
     *     CORRUPT_AUDIO for canonical audio that is empty or holds samples that are no numbers, CONFLICT for a residual
     *     that does not fit into integers; any other with the name of the segment that could not be computed
     */
    public SeparationResult separate(SeparationRequest request, Progress progress) {
        return separate(request, models.model(request.options().model()), progress);
    }

    /**
     * Separates and encodes with a model that the caller has found.
     *
     * @throws AlchemyException as above
     */
    public SeparationResult separate(SeparationRequest request, SeparationModel model, Progress progress) {
        SeparationOptions options = request.options();
        List<StemSelection> wished = StemSelection.of(options, model.stems());
        RunningModel running = new RunningModel(model, StemSelection.needed(wished, model.stems()));
        List<StemSelection> selections = StemSelection.of(options, running.stems());
        try (ScratchFolder scratch = ScratchFolder.in(request.outputs())) {
            Recording recording = Recording.of(request, model.name(), running, selections, scratch.path())
                    .run(progress.between(0, SEPARATED));
            List<SeparatedStem> stems =
                    encode(request, selections, recording, scratch.path(), progress.between(SEPARATED, 1));
            List<SeparatedStem> published = publish(stems, request.outputs());
            progress.at(1);
            return new SeparationResult(
                    published,
                    model.name(),
                    running.fingerprint(),
                    recording.frames(),
                    running.givesAll() ? (Double) recording.levels().residualDb() : null,
                    recording.tally().computed(),
                    recording.tally().reused());
        } catch (SegmentFailure e) {
            throw running.told(e);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.INTERNAL, "the separation could not read or write its files" + reason(e), e);
        }
    }

    /** Without the path that the message of a file system's refusal begins with. */
    private static String reason(IOException error) {
        String reason = error instanceof FileSystemException refused ? refused.getReason() : error.getMessage();
        return reason == null ? "" : ": " + reason;
    }

    private List<SeparatedStem> encode(
            SeparationRequest request,
            List<StemSelection> selections,
            Recording recording,
            Path scratch,
            Progress progress)
            throws IOException {
        SeparationOptions options = request.options();
        Clipping clipping = new Clipping(options);
        recording.prepareResidual(clipping, selections, scratch);
        List<SeparatedStem> stems = new ArrayList<>();
        double share = 1.0 / selections.size();
        for (int i = 0; i < selections.size(); i++) {
            StemSelection selection = selections.get(i);
            Path samples = recording.shaped(clipping, selection, scratch);
            Path target =
                    scratch.resolve(selection.type() + "." + options.format().text());
            double gain = clipping.gain(recording.levels(), i);
            Progress part = progress.between(i * share, (i + 1) * share);
            encoding.encode(samples, target, options.format(), options.bitDepth(), gain, part);
            if (samples.startsWith(scratch)) {
                Files.delete(samples);
            }
            stems.add(new SeparatedStem(
                    selection.type(),
                    target,
                    Files.size(target),
                    gain,
                    recording.levels().beyond(i)));
        }
        return stems;
    }

    /** All stems are whole now, and only now get into sight. */
    private static List<SeparatedStem> publish(List<SeparatedStem> stems, Path outputs) throws IOException {
        List<SeparatedStem> published = new ArrayList<>();
        for (SeparatedStem stem : stems) {
            Path target = outputs.resolve(stem.file().getFileName());
            Files.move(stem.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            published.add(stem.at(target));
        }
        return published;
    }
}
