package io.soundforge.alchemy.dsp.melody;

/**
 * Places beginnings and ends of notes between frames. A window centred on the edge of a tone sees half of it, however long
 * the window; so an edge lies where a note's amplitude passes half of what it is inside.
 */
final class NoteEdges {
    private static final int OUTSIDE = 5;
    private static final int INSIDE = 6;
    private static final double SAME_NOTE = 0.7;

    private final PitchCandidates candidates;

    NoteEdges(PitchCandidates candidates) {
        this.candidates = candidates;
    }

    /** Seconds. */
    double start(NoteRun note) {
        return seconds(note.struckAgain() ? attack(note) : edge(note, note.from(), 1));
    }

    /** Seconds, of a note that no other of the same pitch follows without a rest. */
    double end(NoteRun note) {
        return seconds(edge(note, note.to() - 1, -1));
    }

    private static double seconds(double frame) {
        return frame / PitchCandidates.FRAMES_PER_SECOND;
    }

    /** Where a note that is struck again rises fastest. */
    private double attack(NoteRun note) {
        double steepest = 0;
        double at = note.from();
        for (int i = 0; i < NoteCutter.ATTACK_FRAMES; i++) {
            int frame = note.from() + i;
            double rise = amplitude(frame + 1, note.pitch()) - amplitude(frame, note.pitch());
            if (rise > steepest) {
                steepest = rise;
                at = frame + 0.5;
            }
        }
        return at;
    }

    /** Frame at which half the amplitude is passed on the way inwards, a fraction. */
    private double edge(NoteRun note, int border, int inwards) {
        double half = 0;
        int most = Math.min(INSIDE, note.frames());
        for (int i = 0; i < most; i++) {
            half = Math.max(half, 0.5 * amplitude(border + inwards * i, note.pitch()));
        }
        int frame = border - inwards * OUTSIDE;
        for (int i = -OUTSIDE; i < most; i++) {
            frame = border + inwards * i;
            double outer = amplitude(frame - inwards, note.pitch());
            double inner = amplitude(frame, note.pitch());
            if (outer < half && inner >= half) {
                return frame - inwards * (inner - half) / (inner - outer);
            }
        }
        return border;
    }

    /** Amplitude of the candidate with this pitch; 0 if the frame has none. */
    private double amplitude(int frame, int pitch) {
        if (frame < 0 || frame >= candidates.frames()) {
            return 0;
        }
        for (int i = 0; i < PitchCandidates.MOST; i++) {
            if (candidates.exists(frame, i) && Math.abs(candidates.pitch(frame, i) - pitch) < SAME_NOTE) {
                return Math.pow(10, candidates.strength(frame, i) / 20);
            }
        }
        return 0;
    }
}
