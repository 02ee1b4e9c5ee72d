package io.soundforge.alchemy.bench.analysis.sound;

/** Reverberation by four combs and two all-passes (Schroeder 1962). */
final class Room {
    private static final double[] COMBS = {0.0297, 0.0371, 0.0411, 0.0437};
    private static final double[] ALL_PASSES = {0.005, 0.0017};

    private Room() {}

    /**
     * Adds the room to the music in place.
     *
     * @param wet share of the room
     * @param seconds in which it dies away by 60 dB
     */
    static void add(float[] music, int rate, double wet, double seconds) {
        float[] sum = new float[music.length];
        for (double delay : COMBS) {
            comb(music, sum, (int) (delay * rate), Math.pow(10, -3 * delay / seconds));
        }
        for (double delay : ALL_PASSES) {
            allPass(sum, (int) (delay * rate));
        }
        for (int i = 0; i < music.length; i++) {
            music[i] += (float) (wet * 0.3 * sum[i]);
        }
    }

    private static void comb(float[] in, float[] out, int delay, double feedback) {
        float[] line = new float[delay];
        float dull = 0;
        for (int i = 0; i < in.length; i++) {
            float y = line[i % delay];
            dull += 0.5f * (y - dull);
            line[i % delay] = (float) (in[i] + feedback * dull);
            out[i] += y;
        }
    }

    private static void allPass(float[] samples, int delay) {
        float[] line = new float[delay];
        for (int i = 0; i < samples.length; i++) {
            float late = line[i % delay];
            float y = late - 0.7f * samples[i];
            line[i % delay] = samples[i] + 0.7f * y;
            samples[i] = y;
        }
    }
}
