package io.soundforge.alchemy.dsp.melody;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what both voices heard: notes of the bass that the lead has too, and notes of the lead that are only overtones of the
 * bass, which begin with it, lie on one of its harmonics and are no stronger than these usually are.
 */
final class Doublings {
    private static final double MOSTLY = 0.6;
    private static final double TOGETHER_SECONDS = 0.08;
    /** Semitones from a tone to its 2nd to 8th harmonic. */
    private static final List<Integer> OVERTONES = List.of(12, 19, 24, 28, 31, 34, 36);

    /** Harmonics fall by 6 dB per octave or faster; so much more is still taken for one. */
    private static final double STRONGEST_DB = 6;

    private Doublings() {}

    /** The notes of {@code voice} that no note of {@code other} explains; both by start, without overlaps. */
    static List<HeardNote> without(List<HeardNote> voice, List<HeardNote> other, Explanation explanation) {
        List<HeardNote> own = new ArrayList<>();
        int first = 0;
        for (HeardNote note : voice) {
            while (first < other.size() && other.get(first).end() <= note.start()) {
                first++;
            }
            if (!isExplained(note, other, first, explanation)) {
                own.add(note);
            }
        }
        return own;
    }

    private static boolean isExplained(HeardNote note, List<HeardNote> other, int first, Explanation explanation) {
        for (int i = first; i < other.size() && other.get(i).start() < note.end(); i++) {
            if (explanation.explains(other.get(i), note)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one note is the reason for hearing another. */
    @FunctionalInterface
    interface Explanation {
        /** Whether {@code reason} is why {@code note} was heard. */
        boolean explains(HeardNote reason, HeardNote note);
    }

    /** The same note in the other voice. */
    static boolean isSame(HeardNote reason, HeardNote note) {
        return reason.pitch() == note.pitch() && note.overlap(reason) >= MOSTLY * note.seconds();
    }

    /** An overtone of a note below. */
    static boolean isOvertone(HeardNote reason, HeardNote note) {
        return OVERTONES.contains(note.pitch() - reason.pitch())
                && note.overlap(reason) >= MOSTLY * note.seconds()
                && Math.abs(note.start() - reason.start()) <= TOGETHER_SECONDS
                && note.level() <= reason.level() + harmonicLevel(note.pitch() - reason.pitch()) + STRONGEST_DB;
    }

    /** dB below the fundamental of a harmonic so many semitones above it. */
    private static double harmonicLevel(int semitones) {
        return -20 * Math.log10(2) * semitones / 12;
    }
}
