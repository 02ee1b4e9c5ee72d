package io.soundforge.alchemy.dsp.synthesis;

/** Two channels that instruments are mixed onto; whatever falls beyond the end is cut. */
final class StereoTrack {
    private final float[][] samples;

    StereoTrack(int frames) {
        this.samples = new float[2][frames];
    }

    /**
     * Adds a mono sound at constant power.
     *
     * @param pan -1 is left, 0 the centre, 1 right
     */
    void add(float[] sound, int start, double gain, double pan) {
        double angle = (pan + 1) * Math.PI / 4;
        add(sound, start, 0, gain * Math.cos(angle));
        add(sound, start, 1, gain * Math.sin(angle));
    }

    private void add(float[] sound, int start, int channel, double gain) {
        float[] target = samples[channel];
        int count = Math.min(sound.length, target.length - start);
        for (int i = 0; i < count; i++) {
            target[start + i] += (float) (gain * sound[i]);
        }
    }

    int frames() {
        return samples[0].length;
    }

    float[][] samples() {
        return samples;
    }
}
