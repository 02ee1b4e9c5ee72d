package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.pcm.F32Writer;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.StemSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the wanted stems to {@code <type>.f32} as they become final, and measures on the way: the largest sample of
 * what is written, and how far all stems together are from the mix.
 */
final class StemRecorder implements StemSink, AutoCloseable {
    private static final int CHANNELS = 2;

    private final PcmSource mix;
    private final List<StemSelection> selections;
    private final List<F32Writer> writers = new ArrayList<>();
    private float[][] mixRegion = new float[CHANNELS][0];
    private float[][] remainder = new float[CHANNELS][0];
    private double peak;
    private double mixEnergy;
    private double residualEnergy;

    /** Creates one file for each selection. */
    StemRecorder(PcmSource mix, List<StemSelection> selections, Path folder) throws IOException {
        this.mix = mix;
        this.selections = selections;
        try {
            for (StemSelection selection : selections) {
                writers.add(new F32Writer(file(folder, selection), CHANNELS));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Where a stem's samples go. */
    static Path file(Path folder, StemSelection selection) {
        return folder.resolve(selection.type() + ".f32");
    }

    @Override
    public void accept(long start, float[][][] stems, int count) throws IOException {
        readMix(start, count);
        measureResidual(stems, count);
        for (int i = 0; i < selections.size(); i++) {
            StemSelection selection = selections.get(i);
            float[][] samples = contentOf(selection, stems, count);
            measurePeak(samples, count);
            writers.get(i).write(samples, 0, count);
        }
    }

    private float[][] contentOf(StemSelection selection, float[][][] stems, int count) {
        return switch (selection.content()) {
            case STEM -> stems[selection.row()];
            case MIX_WITHOUT_STEM -> mixWithout(stems[selection.row()], count);
            case SUM_OF_OTHERS -> sumWithout(selection.row(), stems, count);
        };
    }

    private void readMix(long start, int count) throws IOException {
        if (mixRegion[0].length < count) {
            mixRegion = new float[CHANNELS][count];
            remainder = new float[CHANNELS][count];
        }
        mix.read(start, mixRegion, 0, count);
    }

    private void measureResidual(float[][][] stems, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (float[][] stem : stems) {
                    sum += stem[channel][i];
                }
                double original = mixRegion[channel][i];
                mixEnergy += original * original;
                residualEnergy += (sum - original) * (sum - original);
            }
        }
    }

    private float[][] mixWithout(float[][] stem, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                remainder[channel][i] = mixRegion[channel][i] - stem[channel][i];
            }
        }
        return remainder;
    }

    /** Summed in the model's order and rounded once: the same bytes everywhere. */
    private float[][] sumWithout(int row, float[][][] stems, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (int other = 0; other < stems.length; other++) {
                    sum += other == row ? 0 : stems[other][channel][i];
                }
                remainder[channel][i] = (float) sum;
            }
        }
        return remainder;
    }

    private void measurePeak(float[][] samples, int count) {
        for (float[] channel : samples) {
            for (int i = 0; i < count; i++) {
                peak = Math.max(peak, Math.abs(channel[i]));
            }
        }
    }

    /** Largest absolute sample of what was written so far. */
    double peak() {
        return peak;
    }

    /** Level of (sum of all stems − mix) relative to the mix, in dB; −∞ when they are equal. */
    double residualDb() {
        if (residualEnergy == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        // Against digital silence any residual would be infinite, which JSON cannot say: 1e-20 stands for −200 dBFS.
        return 10 * Math.log10(residualEnergy / Math.max(mixEnergy, 1e-20));
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (F32Writer writer : writers) {
            try {
                writer.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
