package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/**
 * How much began in each frame of 10 ms, in four registers: the summed rise of logarithmic band levels (spectral flux),
 * where a rise counts only above what the neighbouring bands had before (SuperFlux, Böck and Widmer 2013), so that vibrato
 * is no onset; and beside them the flux of single notes. Log compression is relative to the track's own level: gain changes nothing.
 */
final class Novelty {
    /** Upper borders of the registers in Hz: kick and bass, body, presence, air. */
    private static final double[] BORDERS = {150, 800, 4000, Double.POSITIVE_INFINITY};

    /** Shares of the registers in the combined curve. */
    private static final float[] SHARES = {0.3f, 0.15f, 0.2f, 0.15f};

    /** Share of the semitones' flux, without which music without attacks would have no onsets. */
    private static final float NOTE_SHARE = 0.2f;

    /** How much more a rise of semitones counts than one of registers, of which it fills fewer bands. */
    private static final double NOTE_RISE = 3;

    private static final int LAG = 2;
    private static final double COMPRESSION = 300;
    private static final double GATE_DB = 60;

    private static final float[] NONE = {};

    private final float[] combined;
    private final double meanRise;

    private Novelty(float[] combined, double meanRise) {
        this.combined = combined;
        this.meanRise = meanRise;
    }

    /** Takes the rises of the registers and, with its own share, the flux of notes ({@link NoteChange}). */
    static Novelty of(BandSpectrogram spectrogram, float[] noteFlux) {
        float[][] raw = rises(spectrogram);
        double meanRise = Math.max(strongRise(raw), NOTE_RISE * Curves.percentile(noteFlux, 0.98));
        float[][] registers = new float[raw.length][];
        double[] heights = new double[raw.length];
        double tallest = 0;
        for (int r = 0; r < raw.length; r++) {
            registers[r] = Curves.aboveLocalMean(raw[r], BandSpectrogram.FRAMES_PER_SECOND / 2);
            raw[r] = NONE;
            heights[r] = Curves.percentile(registers[r], 0.98);
            tallest = Math.max(tallest, heights[r]);
        }
        float[] notes = Curves.aboveLocalMean(noteFlux, BandSpectrogram.FRAMES_PER_SECOND / 2);
        double noteHeight = NOTE_RISE * Curves.percentile(notes, 0.98);
        tallest = Math.max(tallest, noteHeight);
        float[] combined = new float[spectrogram.frames()];
        float noteScale = (float) (NOTE_RISE / Math.max(Math.max(noteHeight, 0.25 * tallest), 1e-6));
        for (int k = 0; k < combined.length; k++) {
            combined[k] = NOTE_SHARE * Math.min(2, notes[k] * noteScale);
        }
        for (int r = 0; r < raw.length; r++) {
            // A register in which hardly anything happens must not be blown up to the size of the others.
            float scale = (float) (1 / Math.max(Math.max(heights[r], 0.25 * tallest), 1e-6));
            for (int k = 0; k < combined.length; k++) {
                registers[r][k] = Math.min(2, registers[r][k] * scale);
                combined[k] += SHARES[r] * registers[r][k];
            }
        }
        return new Novelty(combined, meanRise);
    }

    /** Onset strength in all registers together, about 0 to 1. */
    float[] combined() {
        return combined;
    }

    /** Height of the strongest onsets, as a mean rise in nepers over all bands: below about 0.1 there are none. */
    double strongest() {
        return meanRise;
    }

    private static float[][] rises(BandSpectrogram spectrogram) {
        int bands = spectrogram.bands();
        int[] register = new int[bands];
        int[] width = new int[BORDERS.length];
        for (int b = 0; b < bands; b++) {
            register[b] = registerOf(spectrogram.centre(b));
            width[register[b]]++;
        }
        double reference = loudLevel(spectrogram);
        float[][] history = new float[LAG + 1][bands];
        float[][] rises = new float[BORDERS.length][spectrogram.frames()];
        for (int k = 0; k < spectrogram.frames(); k++) {
            float[] now = history[k % history.length];
            compress(spectrogram, k, reference, now);
            if (k < LAG) {
                continue;
            }
            float[] then = history[(k - LAG) % history.length];
            for (int b = 0; b < bands; b++) {
                float rise = now[b] - highest(then, b);
                if (rise > 0) {
                    rises[register[b]][k] += rise / width[register[b]];
                }
            }
        }
        return rises;
    }

    private static int registerOf(double hertz) {
        int register = 0;
        while (hertz >= BORDERS[register]) {
            register++;
        }
        return register;
    }

    private static void compress(BandSpectrogram spectrogram, int frame, double reference, float[] into) {
        for (int b = 0; b < into.length; b++) {
            double amplitude = Math.pow(10, (spectrogram.level(frame, b) - reference) / 20);
            into[b] = (float) Math.log1p(COMPRESSION * amplitude);
        }
    }

    private static float highest(float[] levels, int band) {
        float highest = levels[band];
        if (band > 0) {
            highest = Math.max(highest, levels[band - 1]);
        }
        if (band < levels.length - 1) {
            highest = Math.max(highest, levels[band + 1]);
        }
        return highest;
    }

    /** The level that the loudest band of a loud frame reaches: 95th percentile over frames, dB. */
    private static double loudLevel(BandSpectrogram spectrogram) {
        float[] loudest = new float[spectrogram.frames()];
        for (int k = 0; k < loudest.length; k++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int b = 0; b < spectrogram.bands(); b++) {
                highest = Math.max(highest, spectrogram.level(k, b));
            }
            loudest[k] = (float) highest;
        }
        Arrays.sort(loudest);
        int rank = (int) (0.95 * (loudest.length - 1));
        return loudest.length == 0 ? 0 : Math.max(loudest[rank], loudest[loudest.length - 1] - GATE_DB / 2);
    }

    private static double strongRise(float[][] rises) {
        float[] sum = new float[rises[0].length];
        for (float[] register : rises) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += register[k] / rises.length;
            }
        }
        return Curves.percentile(sum, 0.98);
    }
}
