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
    private final VoiceLine line;

    NoteEdges(PitchCandidates candidates, VoiceLine line) {
        this.candidates = candidates;
        this.line = line;
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
        float pitch = line.pitch()[note.from()];
        double steepest = 0;
        double at = note.from();
        for (int i = 0; i < NoteCutter.ATTACK_FRAMES; i++) {
            int frame = note.from() + i;
            double rise = amplitude(frame + 1, pitch) - amplitude(frame, pitch);
            if (rise > steepest) {
                steepest = rise;
                at = frame + 0.5;
            }
        }
        return at;
    }

    /**
     * Frame at which half the amplitude is passed on the way inwards, a fraction; of the pitch at the border, which may be that
     * of a glide.
     */
    private double edge(NoteRun note, int border, int inwards) {
        float pitch = line.pitch()[border];
        int most = Math.min(INSIDE, note.frames());
        double half = 0.5 * loudest(border, inwards, most, pitch);
        for (int i = -OUTSIDE; i < most; i++) {
            int frame = border + inwards * i;
            double outer = amplitude(frame - inwards, pitch);
            double inner = amplitude(frame, pitch);
            if (outer < half && inner >= half) {
                return frame - inwards * (inner - half) / (inner - outer);
            }
        }
        return border;
    }

    private double loudest(int from, int step, int count, float pitch) {
        double loudest = 0;
        for (int i = 0; i < count; i++) {
            loudest = Math.max(loudest, amplitude(from + step * i, pitch));
        }
        return loudest;
    }

    /** Amplitude of the candidate with this pitch; 0 if the frame has none. */
    private double amplitude(int frame, float pitch) {
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
