package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.analysis.FileAnalyzer;
import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.NativeRuntime;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.separation.TrackSeparator;

/** The audio craft, ready to be handed to the verticles that need it. */
record AudioTools(
        Ffmpeg ffmpeg,
        MediaProbe probe,
        FileAnalyzer analyzer,
        ModelRegistry models,
        TrackSeparator separator,
        StemExporter exporter) {

    static AudioTools build(MeshConfig config) {
        MediaLimits limits = MediaLimits.ofMinutes(config.gateway().maxAudioMinutes());
        Ffmpeg ffmpeg = config.ffmpeg().get();
        PcmDecoder decoder = new PcmDecoder(ffmpeg, limits);
        NativeRuntime.keepIn(config.nativeLibraries());
        ModelRegistry models =
                new ModelRegistry(config.modelsFolder(), config.defaultModel(), config.sessions(), config.modelIdle());
        MediaProbe probe = new MediaProbe(ffmpeg, limits);
        StemEncoder encoder = new StemEncoder(ffmpeg, limits);
        return new AudioTools(
                ffmpeg,
                probe,
                new FileAnalyzer(decoder),
                models,
                new TrackSeparator(models, encoder),
                new StemExporter(probe, decoder, encoder));
    }
}
