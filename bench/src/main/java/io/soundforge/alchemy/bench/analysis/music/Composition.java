package io.soundforge.alchemy.bench.analysis.music;

import io.soundforge.alchemy.bench.analysis.PieceTruth;
import java.util.List;

/**
 * A composed piece, not yet sounding.
 *
 * @param seconds length
 * @param seed from which its sound is drawn
 */
public record Composition(PieceTruth truth, List<Event> events, double seconds, long seed) {}
