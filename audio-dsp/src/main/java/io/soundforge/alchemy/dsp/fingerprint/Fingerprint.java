package io.soundforge.alchemy.dsp.fingerprint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A recording as 32 bits for every {@value #HOP_SECONDS} s: 10 kB for four minutes.
 *
 * <p>Two are compared by the share of bits that differ (bit error rate) where they overlap, after Haitsma and Kalker,
 * "A Highly Robust Audio Fingerprinting System", ISMIR 2002: 0.5 for unrelated audio, near 0 for the same.
 */
public final class Fingerprint {
    /** Between two words. */
    public static final double HOP_SECONDS = 512 / 5512.5;

    /** The same recording is below, any other above: the threshold of the paper for what comes by chance. */
    public static final double SAME = 0.35;

    /** How far apart two starts are looked for. */
    private static final double MOST_SHIFT_SECONDS = 20;

    /** Less overlap than this says nothing. */
    private static final double LEAST_SECONDS = 5;

    private static final int SAMPLED = 40;

    /** Share of different bits in so small a sample of a place where a clip may be heard. */
    private static final double PROMISING = 0.42;

    private final int[] words;

    Fingerprint(int[] words) {
        this.words = words.clone();
    }

    /** As {@link #bytes} gave them. */
    public static Fingerprint of(byte[] bytes) {
        if (bytes.length % Integer.BYTES != 0) {
            throw new IllegalArgumentException("expected whole words of 4 bytes; got " + bytes.length + " bytes");
        }
        int[] words = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(words);
        return new Fingerprint(words);
    }

    /** Big-endian words. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    int size() {
        return words.length;
    }

    /** The smallest bit error rate over all shifts of at most 20 s; 0.5 if there is too little to compare. */
    public double distance(Fingerprint other) {
        int most = (int) Math.round(MOST_SHIFT_SECONDS / HOP_SECONDS);
        int least =
                Math.max((int) Math.round(LEAST_SECONDS / HOP_SECONDS), Math.min(words.length, other.words.length) / 2);
        double best = 0.5;
        for (int shift = -most; shift <= most; shift++) {
            int from = Math.max(0, shift);
            int to = Math.min(words.length, other.words.length + shift);
            if (to - from >= least) {
                best = Math.min(best, errors(other, shift, from, to) / (32.0 * (to - from)));
            }
        }
        return best;
    }

    /**
     * Where a clip of some seconds fits best within this recording; empty if it is shorter than 5 s, or longer than this.
     *
     * <p>It always fits somewhere: only {@link Place#errors} below {@link #SAME} says that it is heard there.
     */
    public Optional<Place> locate(Fingerprint clip) {
        int length = clip.words.length;
        if (length < Math.round(LEAST_SECONDS / HOP_SECONDS) || length > words.length) {
            return Optional.empty();
        }
        int start = 0;
        long fewest = Long.MAX_VALUE;
        for (int shift = 0; shift <= words.length - length; shift++) {
            long errors = errors(clip, shift, shift, shift + length);
            if (errors < fewest) {
                start = shift;
                fewest = errors;
            }
        }
        return Optional.of(new Place(start * HOP_SECONDS, fewest / (32.0 * length)));
    }

    /**
     * As {@link #locate}, but only if the clip is heard, and several times as fast: most places are passed over after a look
     * at some forty words all over the clip.
     */
    public Optional<Place> hear(Fingerprint clip) {
        int length = clip.words.length;
        if (length < Math.round(LEAST_SECONDS / HOP_SECONDS) || length > words.length) {
            return Optional.empty();
        }
        int step = Math.max(1, length / SAMPLED);
        double promising = PROMISING * 32 * ((length - 1) / step + 1);
        int start = 0;
        long fewest = Long.MAX_VALUE;
        for (int shift = 0; shift <= words.length - length; shift++) {
            if (sampled(clip, shift, step) < promising) {
                long errors = errors(clip, shift, shift, shift + length);
                start = errors < fewest ? shift : start;
                fewest = Math.min(fewest, errors);
            }
        }
        return Optional.of(new Place(start * HOP_SECONDS, fewest / (32.0 * length)))
                .filter(Place::heard);
    }

    private int sampled(Fingerprint clip, int shift, int step) {
        int errors = 0;
        for (int i = 0; i < clip.words.length; i += step) {
            errors += Integer.bitCount(words[shift + i] ^ clip.words[i]);
        }
        return errors;
    }

    /**
     * Where a clip fits into a recording.
     *
     * @param seconds from the recording's start to the clip's, 0 or more
     * @param errors share of different bits, from 0 to 1; about 0.45 for the best of many places in unrelated audio
     */
    public record Place(double seconds, double errors) {
        /** Whether the clip is heard there. */
        public boolean heard() {
            return errors < SAME;
        }
    }

    private long errors(Fingerprint other, int shift, int from, int to) {
        long errors = 0;
        for (int i = from; i < to; i++) {
            errors += Integer.bitCount(words[i] ^ other.words[i - shift]);
        }
        return errors;
    }

    /** Whether both are of one recording. */
    public boolean same(Fingerprint other) {
        return distance(other) < SAME;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint print && Arrays.equals(words, print.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
