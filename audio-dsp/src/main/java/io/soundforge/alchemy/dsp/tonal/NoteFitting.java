package io.soundforge.alchemy.dsp.tonal;

import java.util.Arrays;

/**
 * Explains the partials of one frame by as few notes as will do: every note has overtones of falling strength, and the notes'
 * strengths are fitted to what was heard by multiplicative updates of the Kullback-Leibler divergence (Lee and Seung, 2001).
 * So the third and the fifth partial of a note do not count as its fifth and its major third, as they do where partials
 * are folded as they are. One thread at a time.
 */
final class NoteFitting {
    /** Steps to the octave: a third of a semitone, so that a tuning found later can still be applied. */
    static final int STEPS = 36;

    static final double LOWEST_MIDI = 27.5;
    private static final int LOWEST_OCTAVES = 6;
    private static final int PLACES = LOWEST_OCTAVES * STEPS;
    private static final int PARTIALS = 10;
    private static final double FALL = .7;
    /** Loudness grows more slowly than amplitude. */
    private static final double COMPRESSION = .6;

    private static final int ROUNDS = 12;
    private static final float LEAST = 1e-9f;

    private final int[] offsets = new int[PARTIALS];
    private final float[] lower = new float[PARTIALS];
    private final float[] upper = new float[PARTIALS];
    private final float[] heard = new float[PLACES + 1];
    private final float[] modelled = new float[PLACES + 1];
    private final float[] ratio = new float[PLACES + 1];
    private final float[] strengths = new float[PLACES];
    private final int[] notes = new int[PLACES];

    NoteFitting() {
        for (int h = 1; h <= PARTIALS; h++) {
            double place = STEPS * Math.log(h) / Math.log(2);
            offsets[h - 1] = (int) Math.floor(place + 1e-9);
            double part = Math.max(0, place - offsets[h - 1]);
            double strength = Math.pow(FALL, h - 1);
            lower[h - 1] = (float) (strength * (1 - part));
            upper[h - 1] = (float) (strength * part);
        }
    }

    void clear() {
        Arrays.fill(heard, 0);
    }

    /** Takes one partial: its pitch as a fractional MIDI number, and its amplitude. */
    void add(double midi, double amplitude) {
        double place = (midi - LOWEST_MIDI) * STEPS / 12;
        int below = (int) Math.floor(place);
        if (below < 0 || below >= PLACES - 1) {
            return;
        }
        float strength = (float) Math.pow(amplitude, COMPRESSION);
        float part = (float) (place - below);
        heard[below] += strength * (1 - part);
        heard[below + 1] += strength * part;
    }

    /** Strengths of the notes at all places: place p is the note {@code LOWEST_MIDI + p/3}. Valid until the next call. */
    float[] fit() {
        int count = 0;
        Arrays.fill(strengths, 0);
        for (int p = 0; p < PLACES; p++) {
            if (heard[p] > 0) {
                strengths[p] = heard[p];
                notes[count++] = p;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            model(count);
            for (int p = 0; p <= PLACES; p++) {
                ratio[p] = heard[p] / (modelled[p] + LEAST);
            }
            for (int n = 0; n < count; n++) {
                update(notes[n]);
            }
        }
        return strengths;
    }

    private void model(int count) {
        Arrays.fill(modelled, 0);
        for (int n = 0; n < count; n++) {
            int note = notes[n];
            float strength = strengths[note];
            for (int h = 0; h < PARTIALS && note + offsets[h] < PLACES; h++) {
                modelled[note + offsets[h]] += strength * lower[h];
                modelled[note + offsets[h] + 1] += strength * upper[h];
            }
        }
    }

    private void update(int note) {
        float sum = 0;
        float whole = 0;
        for (int h = 0; h < PARTIALS && note + offsets[h] < PLACES; h++) {
            sum += lower[h] * ratio[note + offsets[h]] + upper[h] * ratio[note + offsets[h] + 1];
            whole += lower[h] + upper[h];
        }
        strengths[note] *= sum / whole;
    }
}
