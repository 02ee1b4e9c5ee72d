package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.FfmpegFinder;
import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import java.nio.file.Path;

/** Where commands that need no server find their tools and models. */
final class Tools {
    private final Surroundings surroundings;
    private final AlchemyConfig config;
    private final DataFolder folder;

    Tools(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.config = surroundings.config();
        this.folder = surroundings.dataFolder(null);
        Logging.forCommand(level(config));
    }

    /** How much a command without a server logs. */
    static String level(AlchemyConfig config) {
        String level = config.log().level();
        return level == null ? "warn" : level;
    }

    Ffmpeg ffmpeg() {
        return FfmpegFinder.find(config.media().ffmpeg(), surroundings.searchPath(), folder.tools());
    }

    Path modelsFolder() {
        Path configured = config.folders().models();
        return configured == null ? folder.models() : configured;
    }

    /** Where finished segments wait to be used again. */
    Path segmentsFolder() {
        return folder.segments();
    }

    ModelRegistry models() {
        return new ModelRegistry(modelsFolder(), config.media().defaultModel());
    }
}
