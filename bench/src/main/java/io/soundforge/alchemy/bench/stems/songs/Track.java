package io.soundforge.alchemy.bench.stems.songs;

/** A stereo bus that sounds are placed on, with a send to a room. */
final class Track {
    /** Constant power over two ears, and another 3 dB less. */
    private static final float RETURN = .5f;

    final float[][] samples;
    private final float[] send;

    Track(int frames) {
        this.samples = new float[2][frames];
        this.send = new float[frames];
    }

    /**
     * Adds a mono sound at constant power.
     *
     * @param pan -1 left, 1 right
     * @param wet part that also goes to the room
     */
    void add(float[] sound, double seconds, double gain, double pan, double wet) {
        int start = (int) Math.round(seconds * Song.SAMPLE_RATE);
        double angle = (pan + 1) * Math.PI / 4;
        add(sound, start, samples[0], gain * Math.cos(angle));
        add(sound, start, samples[1], gain * Math.sin(angle));
        add(sound, start, send, gain * wet);
    }

    private static void add(float[] sound, int start, float[] target, double gain) {
        int from = Math.max(0, -start);
        int to = Math.min(sound.length, target.length - start);
        for (int i = from; i < to; i++) {
            target[start + i] += (float) (gain * sound[i]);
        }
    }

    /** Lets the room sound. */
    void reverberate(Room room) {
        for (int c = 0; c < 2; c++) {
            float[] wet = room.of(send, c);
            for (int i = 0; i < wet.length; i++) {
                samples[c][i] += RETURN * wet[i];
            }
        }
    }
}
