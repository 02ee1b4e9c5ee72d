package io.soundforge.alchemy.dsp.melody;

/**
 * One voice, frame by frame.
 *
 * @param pitch fractional MIDI numbers; 0 where the voice rests
 * @param strength dB; meaningless where it rests
 * @param overtones their amplitude relative to the fundamental's; 0 where it rests
 */
record VoiceLine(float[] pitch, float[] strength, float[] overtones) {
    /** Holes of up to two frames inside a note are filled: drums hide it for as long. */
    private static final int LONGEST_HOLE = 2;

    private static final float SAME_NOTE = 0.7f;

    static VoiceLine of(PitchCandidates candidates) {
        byte[] path = new VoicePath(candidates).find();
        VoiceLine line = new VoiceLine(new float[path.length], new float[path.length], new float[path.length]);
        for (int k = 0; k < path.length; k++) {
            if (path[k] >= 0) {
                line.pitch[k] = (float) candidates.pitch(k, path[k]);
                line.strength[k] = (float) candidates.strength(k, path[k]);
                line.overtones[k] = (float) candidates.overtones(k, path[k]);
            }
        }
        line.fillHoles();
        return line;
    }

    int frames() {
        return pitch.length;
    }

    boolean rests(int frame) {
        return pitch[frame] == 0;
    }

    private void fillHoles() {
        int last = -1;
        for (int k = 0; k < frames(); k++) {
            if (rests(k)) {
                continue;
            }
            int hole = k - last - 1;
            if (last >= 0 && hole > 0 && hole <= LONGEST_HOLE && Math.abs(pitch[k] - pitch[last]) < SAME_NOTE) {
                fill(last, k);
            }
            last = k;
        }
    }

    private void fill(int last, int next) {
        for (int k = last + 1; k < next; k++) {
            float part = (float) (k - last) / (next - last);
            pitch[k] = pitch[last] + part * (pitch[next] - pitch[last]);
            strength[k] = strength[last] + part * (strength[next] - strength[last]);
        }
    }
}
