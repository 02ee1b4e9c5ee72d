package io.soundforge.alchemy.dsp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** A clip is known by so many fingerprints, each begun a part of a step later, so that one of them meets a recording's steps. */
    static final int BEGINNINGS = 4;

    private static final int SAMPLED = 40;

    /** Share of different bits in so small a sample of a place where a clip may be heard. */
    private static final double PROMISING = 0.42;

    private final int[] words;

    /** Of a clip, its later beginnings, as long as this one; else none. */
    private final List<Fingerprint> later;

    Fingerprint(int[] words) {
        this(words, List.of());
    }

    private Fingerprint(int[] words, List<Fingerprint> later) {
        this.words = words.clone();
        this.later = later;
    }

    /** A clip by the words of its beginnings, one after the other, all of the same number. */
    static Fingerprint ofBeginnings(int[] all) {
        int length = all.length / BEGINNINGS;
        List<Fingerprint> beginnings = IntStream.range(0, BEGINNINGS)
                .mapToObj(place -> new Fingerprint(Arrays.copyOfRange(all, place * length, (place + 1) * length)))
                .toList();
        return new Fingerprint(beginnings.get(0).words, beginnings.subList(1, BEGINNINGS));
    }

    /** A recording as {@link #bytes} gave it. */
    public static Fingerprint of(byte[] bytes) {
        return new Fingerprint(words(bytes, Integer.BYTES));
    }

    /** A clip as {@link #bytes} gave it. */
    public static Fingerprint ofClip(byte[] bytes) {
        return ofBeginnings(words(bytes, BEGINNINGS * Integer.BYTES));
    }

    private static int[] words(byte[] bytes, int unit) {
        if (bytes.length % unit != 0) {
            throw new IllegalArgumentException("expected units of " + unit + " bytes; got " + bytes.length + " bytes");
        }
        int[] words = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(words);
        return words;
    }

    /** Big-endian words; of a clip, those of all its beginnings one after the other. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate((1 + later.size()) * words.length * Integer.BYTES);
        IntBuffer ints = bytes.asIntBuffer().put(words);
        later.forEach(beginning -> ints.put(beginning.words));
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
        return place(clip, 1);
    }

    /**
     * As {@link #locate}, but only if the clip is heard, and several times as fast: most places are passed over after a look
     * at some forty words all over the clip.
     */
    public Optional<Place> hear(Fingerprint clip) {
        return place(clip, PROMISING).filter(Place::heard);
    }

    /** @param promising share of different bits in a sample beyond which a place is passed over; 1 to pass over none */
    private Optional<Place> place(Fingerprint clip, double promising) {
        int length = clip.words.length;
        if (length < Math.round(LEAST_SECONDS / HOP_SECONDS) || length > words.length) {
            return Optional.empty();
        }
        Place best = best(clip, 0, promising);
        if (best.errors() > 1) { // nothing promised to be it
            return Optional.empty();
        }
        for (int place = 0; place < clip.later.size(); place++) {
            Place other = best(clip.later.get(place), (place + 1.0) / BEGINNINGS, promising);
            best = other.errors() < best.errors() ? other : best;
        }
        return Optional.of(best);
    }

    /** @param later steps by which the clip was begun later */
    private Place best(Fingerprint clip, double later, double promising) {
        int length = clip.words.length;
        int step = Math.max(1, length / SAMPLED);
        double most = promising * 32 * ((length - 1) / step + 1);
        int start = 0;
        long fewest = Long.MAX_VALUE;
        for (int shift = 0; shift <= words.length - length; shift++) {
            if (promising >= 1 || sampled(clip, shift, step) < most) {
                long errors = errors(clip, shift, shift, shift + length);
                start = errors < fewest ? shift : start;
                fewest = Math.min(fewest, errors);
            }
        }
        return new Place(Math.max(0, start - later) * HOP_SECONDS, fewest / (32.0 * length));
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

    /** Whether half of it or more is digital silence, by which nothing is known again. */
    public boolean mute() {
        return 2 * Arrays.stream(words).filter(word -> word == 0).count() >= words.length;
    }

    /** Whether both are of one recording. */
    public boolean same(Fingerprint other) {
        return distance(other) < SAME;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint print && Arrays.equals(words, print.words) && later.equals(print.later);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
