package io.soundforge.alchemy.bench.stems.songs;

import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.util.Random;

/** A synthetic stereo room: early reflections and noise that decays, the highs faster (Moorer, 1979). */
final class Room {
    private static final int BLOCK = 1 << 16;

    private final float[][] responses = new float[2][];

    /** With a time constant of the decay in seconds; RT60 is 6.9 times that. */
    Room(double decay, long seed) {
        Random random = new Random(seed);
        int length = Math.min(BLOCK, (int) (decay * 5 * Song.SAMPLE_RATE));
        for (int c = 0; c < 2; c++) {
            responses[c] = tail(random, length, decay);
        }
    }

    private static float[] tail(Random random, int length, double decay) {
        float[] response = new float[length];
        double smooth = 0;
        int begin = Song.SAMPLE_RATE / 60;
        double energy = 1e-9;
        for (int i = begin; i < length; i++) {
            double t = (double) i / Song.SAMPLE_RATE;
            double dull = Math.min(.9, .35 + .4 * t / decay);
            smooth = dull * smooth + (1 - dull) * random.nextGaussian();
            response[i] = (float) (smooth * Math.exp(-t / decay));
            energy += response[i] * response[i];
        }
        for (int r = 0; r < 6; r++) {
            int at = Math.min(length - 1, (int) (Song.SAMPLE_RATE * (.008 + .05 * random.nextDouble())));
            response[at] += (float) ((random.nextBoolean() ? .25 : -.25) * Math.sqrt(energy));
        }
        for (int i = 0; i < length; i++) {
            response[i] /= (float) Math.sqrt(energy);
        }
        return response;
    }

    /** The sound as it comes back to one ear; as long as the sound. */
    float[] of(float[] sound, int ear) {
        RealFft fft = new RealFft(2 * BLOCK);
        float[][] response = transform(fft, responses[ear], 0);
        float[] wet = new float[sound.length];
        float[] block = new float[2 * BLOCK];
        for (int start = 0; start < sound.length; start += BLOCK) {
            float[][] spectrum = transform(fft, sound, start);
            for (int k = 0; k < fft.bins(); k++) {
                float re = spectrum[0][k] * response[0][k] - spectrum[1][k] * response[1][k];
                spectrum[1][k] = spectrum[0][k] * response[1][k] + spectrum[1][k] * response[0][k];
                spectrum[0][k] = re;
            }
            fft.inverse(spectrum[0], spectrum[1], block, 0);
            for (int i = 0; i < block.length && start + i < wet.length; i++) {
                wet[start + i] += block[i];
            }
        }
        return wet;
    }

    private static float[][] transform(RealFft fft, float[] sound, int start) {
        float[] block = new float[2 * BLOCK];
        System.arraycopy(sound, start, block, 0, Math.min(BLOCK, sound.length - start));
        float[][] spectrum = new float[2][fft.bins()];
        fft.forward(block, 0, spectrum[0], spectrum[1]);
        return spectrum;
    }
}
