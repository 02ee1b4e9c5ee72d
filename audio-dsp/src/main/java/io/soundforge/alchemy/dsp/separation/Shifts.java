package io.soundforge.alchemy.dsp.separation;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Separates a track several times, each time cut at other places, and takes the mean: up to 0.2 dB for that many times
 * the work (README of the Demucs reference). The places come from a seed, so that the bytes can be had again.
 *
 * @param count passes; 0 for a single one that is not shifted
 * @param seed picks the places; without meaning for a count of 0
 */
public record Shifts(int count, long seed) {
    /** One pass from the first frame on. */
    public static final Shifts NONE = new Shifts(0, 0);

    /** Half a second at 44.1 kHz, as in the reference (apply.py). */
    static final int LONGEST = 22_050;

    private static final int MOST = 20;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException for a count outside 0..20
     */
    public Shifts {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("expected 0 to " + MOST + " shifts; got " + count);
        }
    }

    /**
     * Frames of silence before the track, for each pass: 22 050 less what the reference draws, from 0 to 22 050. {@link
     * Random} gives the same numbers on every Java platform.
     */
    List<Integer> leads() {
        if (count == 0) {
            return List.of(0);
        }
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(pass -> LONGEST - random.nextInt(LONGEST + 1))
                .toList();
    }

    /** For addresses: equal texts mean equal passes. */
    public String text() {
        return count == 0 ? "0" : count + " of seed " + seed;
    }
}
