package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How files are separated.
 *
 * @param model a model file that takes the place of the model in the options; null leaves it to them
 * @param shelf where finished segments wait for a run that continues this one, or needs the same
 * @param workers threads that compute, each with a model of its own; 1 or more
 */
public record SeparationSetup(
        SeparationOptions options, @Nullable Path model, SegmentShelf shelf, int workers) {}
