package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * A track as other programs are told of it.
 *
 * @param name title, or the file's name
 * @param location where a player finds the file: a URI
 */
public record AnalysedTrack(
        String name, @Nullable String artist, @Nullable String album, String location, TrackAnalysis analysis) {}
