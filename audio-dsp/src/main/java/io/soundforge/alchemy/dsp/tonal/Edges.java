package io.soundforge.alchemy.dsp.tonal;

import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.Arrays;

/**
 * Whether a recording shows where its music begins and ends: it begins with an attack out of silence, it ends in silence.
 * What was cut out of the middle does neither.
 */
final class Edges implements SampleSink {
    private static final double BLOCKS_PER_SECOND = 20;
    private static final int HEARD = 60;
    /** Power below the loudest that passes for silence: -40 dB. */
    private static final double SILENT = 1e-4;
    /** Power of an attack, relative to the loudest: -15 dB. */
    private static final double STRUCK = 0.03;
    /** How soon after silence, in blocks. */
    private static final int SOON = 4;

    private final int block;
    private final double[] first = new double[HEARD];
    private final double[] last = new double[HEARD];
    private long blocks;
    private int inBlock;
    private double energy;

    Edges(double sampleRate) {
        this.block = (int) Math.max(1, Math.round(sampleRate / BLOCKS_PER_SECOND));
    }

    @Override
    public void accept(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            energy += samples[i] * (double) samples[i];
            if (++inBlock == block) {
                close();
            }
        }
    }

    private void close() {
        if (blocks < HEARD) {
            first[(int) blocks] = energy;
        }
        last[(int) (blocks % HEARD)] = energy;
        blocks++;
        inBlock = 0;
        energy = 0;
    }

    /** Whether silence comes first, then an attack. */
    boolean begins() {
        double loudest = Arrays.stream(first).max().orElse(0);
        if (loudest == 0 || first[0] > SILENT * loudest) {
            return false;
        }
        int sounding = 0;
        while (sounding < HEARD - SOON && first[sounding] <= SILENT * loudest) {
            sounding++;
        }
        double struck = 0;
        for (int i = sounding; i < sounding + SOON; i++) {
            struck = Math.max(struck, first[i]);
        }
        return struck >= STRUCK * loudest;
    }

    /** Whether silence comes last. */
    boolean ends() {
        double loudest = Arrays.stream(last).max().orElse(0);
        return blocks > 0 && last[(int) ((blocks - 1) % HEARD)] <= SILENT * loudest;
    }
}
