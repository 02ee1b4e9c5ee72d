package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.audio.analysis.FileAnalyzer;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.separation.SeparationRequest;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.Progress;
import java.nio.file.Path;

/** The audio side of the program on files of the caller: no limits but those of the machine. */
public final class Studio {
    private static final double DECODING_SHARE = 0.1;

    private final ModelRegistry models;
    private final MediaProbe probe;
    private final PcmDecoder decoder;
    private final StemEncoder encoder;

    public Studio(Ffmpeg ffmpeg, ModelRegistry models) {
        MediaLimits limits = MediaLimits.unlimited();
        this.models = models;
        this.probe = new MediaProbe(ffmpeg, limits);
        this.decoder = new PcmDecoder(ffmpeg, limits);
        this.encoder = new StemEncoder(ffmpeg, limits);
    }

    /**
     * Separates a file.
     *
     * @param work empty folder for intermediate files; the stems are in it afterwards
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException as the steps throw it
     */
    public SeparationResult separate(Path file, SeparationSetup setup, Path work, Progress progress) {
        MediaInfo info = probe.probe(file);
        // Looked for before anything is decoded: a model that is not there is known at once.
        Path modelFile = setup.model();
        SeparationModel model =
                modelFile == null ? models.model(setup.options().model()) : models.modelOfFile(modelFile);
        SeparationRequest request = decoded(file, info, setup, work, progress.between(0, DECODING_SHARE));
        return new TrackSeparator(models, encoder).separate(request, model, progress.between(DECODING_SHARE, 1));
    }

    private SeparationRequest decoded(Path file, MediaInfo info, SeparationSetup setup, Path work, Progress progress) {
        Path f32 = work.resolve("canonical.f32");
        CanonicalAudio canonical = decoder.decodeCanonical(file, info, f32, progress);
        return new SeparationRequest(f32, canonical.sha256(), setup.options(), work.resolve("stems"), setup.shelf())
                .withWorkers(setup.workers());
    }

    /** Analyses a file. */
    public TrackAnalysis analyze(Path file, Progress progress) {
        return new FileAnalyzer(decoder).analyze(file, probe.probe(file), progress);
    }
}
