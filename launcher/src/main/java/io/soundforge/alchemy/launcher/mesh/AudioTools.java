package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.analysis.FileAnalyzer;
import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.separation.TrackSeparator;

/** The audio craft, ready to be handed to the verticles that need it. */
record AudioTools(
        MediaProbe probe,
        FileAnalyzer analyzer,
        ModelRegistry models,
        TrackSeparator separator,
        StemExporter exporter) {

    static AudioTools build(MeshConfig config) {
        MediaLimits limits = MediaLimits.ofMinutes(config.gateway().maxAudioMinutes());
        PcmDecoder decoder = new PcmDecoder(config.ffmpeg(), limits);
        ModelRegistry models = new ModelRegistry(config.modelsFolder(), config.defaultModel());
        MediaProbe probe = new MediaProbe(config.ffmpeg(), limits);
        StemEncoder encoder = new StemEncoder(config.ffmpeg(), limits);
        return new AudioTools(
                probe,
                new FileAnalyzer(decoder),
                models,
                new TrackSeparator(models, encoder),
                new StemExporter(probe, decoder, encoder));
    }
}
