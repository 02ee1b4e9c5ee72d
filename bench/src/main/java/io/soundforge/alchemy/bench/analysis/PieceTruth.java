package io.soundforge.alchemy.bench.analysis;

import java.util.List;

/**
 * What is true of a piece because it was composed so.
 *
 * @param name style and seed
 * @param style name of the style
 * @param bpm beats per minute; of a piece whose tempo moves, that of the median interval; compound meters count dotted beats
 * @param steady whether the tempo never moves
 * @param beats seconds, ascending
 * @param downbeats those of the beats that begin a bar
 * @param timeSignature such as 6/8
 * @param tonic pitch class of the key, 0 is C
 * @param minor whether the key is minor
 * @param tuningCents how far A4 lies above 440 Hz
 * @param chords in order, without gaps
 */
public record PieceTruth(
        String name,
        String style,
        double bpm,
        boolean steady,
        double[] beats,
        double[] downbeats,
        String timeSignature,
        int tonic,
        boolean minor,
        double tuningCents,
        List<Chord> chords) {
    /**
     * A chord as it sounds.
     *
     * @param seconds its start
     * @param root pitch class, 0 is C
     * @param quality such as maj, min, dim, 7, maj7, min7
     */
    public record Chord(double seconds, int root, String quality) {}
}
