package io.soundforge.alchemy.bench.stems.songs;

/** A sum of partials below 14 kHz, each with its own decay: what strings, reeds and simple synthesisers have in common. */
final class Tone {
    private static final double HIGHEST = 14_000;

    private final double slope;
    private final double corner;
    private double evenGain = 1;
    private double stretch;
    private double attack = .005;
    private double release = .05;
    private double decay = 1e3;
    private double brightDecay;
    private double vibrato;
    private double detune = 1;
    private double phase;

    /**
     * A steady tone.
     *
     * @param slope partial k has the amplitude k^-slope
     * @param corner in Hz; partials above it fall 12 dB per octave faster
     */
    Tone(double slope, double corner) {
        this.slope = slope;
        this.corner = corner;
    }

    /** Inharmonicity of a stiff string: partial k lies at k·√(1 + stretch·k²). */
    Tone stretch(double value) {
        stretch = value;
        return this;
    }

    Tone even(double gain) {
        evenGain = gain;
        return this;
    }

    /** Rise, time constant of the fall and release, in seconds. */
    Tone envelope(double rise, double fall, double end) {
        attack = rise;
        decay = fall;
        release = end;
        return this;
    }

    /** How much faster high partials fall: rate of partial k is 1/decay + bright·k. */
    Tone bright(double value) {
        brightDecay = value;
        return this;
    }

    Tone vibrato(double depth) {
        vibrato = depth;
        return this;
    }

    Tone detune(double ratio, double cycles) {
        detune = ratio;
        phase = cycles;
        return this;
    }

    float[] play(double frequency, double seconds) {
        double f0 = frequency * detune;
        int frames = Math.max(1, (int) (seconds * Song.SAMPLE_RATE));
        float[] sound = new float[frames];
        int partials = (int) Math.max(1, HIGHEST / f0);
        for (int k = 1; k <= Math.min(80, partials); k++) {
            double f = f0 * k * Math.sqrt(1 + stretch * k * k);
            double ratio = f / corner;
            double gain = Math.pow(k, -slope) / (1 + ratio * ratio) * (k % 2 == 0 ? evenGain : 1);
            if (f < HIGHEST && gain > 1e-4) {
                partial(sound, f, gain, 1 / decay + brightDecay * k, 2 * Math.PI * phase * k);
            }
        }
        shape(sound);
        return sound;
    }

    private void partial(float[] sound, double f, double gain, double rate, double start) {
        double angle = start;
        double step = 2 * Math.PI * f / Song.SAMPLE_RATE;
        double level = gain;
        double fall = Math.exp(-rate / Song.SAMPLE_RATE);
        double re = Math.cos(angle);
        double im = Math.sin(angle);
        double c = Math.cos(step);
        double s = Math.sin(step);
        for (int i = 0; i < sound.length; i++) {
            if (vibrato > 0 && i % 64 == 0) {
                double now = step * (1 + vibrato * Math.sin(2 * Math.PI * 5.2 * i / Song.SAMPLE_RATE));
                c = Math.cos(now);
                s = Math.sin(now);
            }
            sound[i] += (float) (level * im);
            double next = re * c - im * s;
            im = re * s + im * c;
            re = next;
            level *= fall;
        }
    }

    private void shape(float[] sound) {
        double rise = attack * Song.SAMPLE_RATE;
        double end = Math.min(sound.length, release * Song.SAMPLE_RATE);
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= (float) (Math.min(1, i / rise) * Math.min(1, (sound.length - i) / end));
        }
    }
}
