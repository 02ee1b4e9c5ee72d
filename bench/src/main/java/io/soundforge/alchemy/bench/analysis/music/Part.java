package io.soundforge.alchemy.bench.analysis.music;

import java.util.List;

/**
 * What one player of a style may play.
 *
 * @param role kick, snare, … for drums; bass, chords, figure or lead otherwise
 * @param instruments those that may play it
 * @param patterns alternatives; each is one or more bars divided by slashes, each bar cut evenly into cells
 */
record Part(String role, List<String> instruments, List<String> patterns) {
    boolean isDrum() {
        return instruments.isEmpty();
    }
}
