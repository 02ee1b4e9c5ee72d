package io.soundforge.alchemy.dsp.synthesis;

/**
 * Level of a note over time: a rise, an exponential fall while it is held, and a fall to 0 within its length.
 *
 * @param attack rise in seconds
 * @param decay time constant of the fall in seconds
 * @param release last part of the note in seconds
 */
record Envelope(double attack, double decay, double release) {
    double at(int frame, int frames) {
        double t = (double) frame / DemoSong.SAMPLE_RATE;
        double left = (double) (frames - frame) / DemoSong.SAMPLE_RATE;
        return Math.min(1, t / attack) * Math.exp(-t / decay) * Math.min(1, left / release);
    }
}
