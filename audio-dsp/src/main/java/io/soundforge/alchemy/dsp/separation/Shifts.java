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

    /** Keeps the places of the engines of a model apart; an odd number without pattern (2^64 over the golden ratio). */
    private static final long MEMBER_STEP = 0x9E37_79B9_7F4A_7C15L;

    private static final int MOST = 20;

    /** Of separations that people ask for: with it their bytes can be had again anywhere. */
    private static final long SEED = 20_260_101;

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

    /** That many passes at the places that all separations share. */
    public static Shifts of(int count) {
        return count == 0 ? NONE : new Shifts(count, SEED);
    }

    /**
     * Frames of silence before the track, for each pass: 22 050 less what the reference draws, from 0 to 22 050. {@link
     * Random} gives the same numbers on every Java platform.
     *
     * @param member which engine of the model; each has places of its own, as in the reference, whoever else runs
     */
    List<Integer> leads(int member) {
        if (count == 0) {
            return List.of(0);
        }
        Random random = new Random(seed + member * MEMBER_STEP);
        return IntStream.range(0, count)
                .mapToObj(pass -> LONGEST - random.nextInt(LONGEST + 1))
                .toList();
    }
}
