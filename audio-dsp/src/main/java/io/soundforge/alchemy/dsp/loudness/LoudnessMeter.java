package io.soundforge.alchemy.dsp.loudness;

import org.jspecify.annotations.Nullable;

/**
 * Measures loudness by ITU-R BS.1770-4, EBU R128, Tech 3341 and Tech 3342: feed the programme in blocks of any size, then
 * {@link #finish()}. The result does not depend on how it was cut into blocks; memory does not depend on its length.
 *
 * <p>One thread at a time. Samples must be finite.
 */
public final class LoudnessMeter {
    /** Lowest sample rate, Hz. */
    public static final int MIN_RATE = 4000;

    private static final double RELATIVE_GATE_LU = -10;
    private static final double RANGE_GATE_LU = -20;
    private static final double RANGE_LOW = 0.10;
    private static final double RANGE_HIGH = 0.95;

    private final int sampleRate;
    private final double[] weights;
    private final KWeighting[] filters;
    private final TruePeakMeter[] peaks;
    private final double[] hopEnergy;
    private final SlidingEnergy sliding = new SlidingEnergy();
    private final LoudnessHistogram gated = new LoudnessHistogram();
    private final LoudnessHistogram shortTerm = new LoudnessHistogram();
    private double maxMomentary;
    private double maxShortTerm;
    private long position;
    private long hopStart;
    private long hop;

    /** Sets up for one programme in the usual layout of so many channels. */
    public LoudnessMeter(int sampleRate, int channels) {
        this(sampleRate, channels, 0);
    }

    /**
     * Sets up for one programme.
     *
     * @param sampleRate Hz, {@value #MIN_RATE} or more: the shelf of the weighting needs room below half of it
     * @param channels 1 to 8, in ffmpeg's order (5.1: FL FR FC LFE BL BR); one channel counts once, as BS.1770 has it
     * @param channelMask speakers as the bits of a WAV header's mask; 0 for the usual ones
     */
    public LoudnessMeter(int sampleRate, int channels, int channelMask) {
        if (sampleRate < MIN_RATE) {
            throw new IllegalArgumentException(
                    "expected a sample rate of at least " + MIN_RATE + " Hz; got " + sampleRate);
        }
        this.sampleRate = sampleRate;
        this.weights = ChannelWeights.of(channels, channelMask);
        this.filters = new KWeighting[channels];
        this.peaks = new TruePeakMeter[channels];
        this.hopEnergy = new double[channels];
        for (int c = 0; c < channels; c++) {
            filters[c] = new KWeighting(sampleRate);
            peaks[c] = new TruePeakMeter(sampleRate);
        }
    }

    /** Takes the next {@code count} frames of {@code channels[channel][frame]}. */
    public void process(float[][] channels, int count) {
        for (int c = 0; c < peaks.length; c++) {
            peaks[c].process(channels[c], count);
        }
        int done = 0;
        while (done < count) {
            int part = (int) Math.min(count - done, hopEnd() - position);
            for (int c = 0; c < filters.length; c++) {
                hopEnergy[c] = filters[c].addEnergy(hopEnergy[c], channels[c], done, part);
            }
            done += part;
            position += part;
            if (position == hopEnd()) {
                closeHop();
            }
        }
    }

    /** Closes the programme and gives its figures. Call once. */
    public Loudness finish() {
        float peak = 0;
        for (TruePeakMeter meter : peaks) {
            meter.finish();
            peak = Math.max(peak, meter.peak());
        }
        return new Loudness(
                integrated(),
                range(),
                lufsAboveGate(maxMomentary),
                lufsAboveGate(maxShortTerm),
                peak > 0 ? 20 * Math.log10(peak) : null);
    }

    private long hopEnd() {
        return (hop + 1) * sampleRate / SlidingEnergy.HOPS_PER_SECOND;
    }

    private void closeHop() {
        double energy = 0;
        for (int c = 0; c < weights.length; c++) {
            energy += weights[c] * hopEnergy[c];
            hopEnergy[c] = 0;
        }
        sliding.add(energy, position - hopStart);
        hopStart = position;
        hop++;
        measure();
    }

    private void measure() {
        if (sliding.has(SlidingEnergy.MOMENTARY_HOPS)) {
            double momentary = sliding.mean(SlidingEnergy.MOMENTARY_HOPS);
            maxMomentary = Math.max(maxMomentary, momentary);
            if (sliding.atGatingStep()) {
                gated.add(momentary);
            }
        }
        if (sliding.has(SlidingEnergy.SHORT_TERM_HOPS)) {
            double recent = sliding.mean(SlidingEnergy.SHORT_TERM_HOPS);
            maxShortTerm = Math.max(maxShortTerm, recent);
            if (sliding.atGatingStep()) {
                shortTerm.add(recent);
            }
        }
    }

    private @Nullable Double integrated() {
        if (gated.isEmpty()) {
            return null;
        }
        double ungated = LoudnessHistogram.lufs(gated.meanEnergyFrom(LoudnessHistogram.ABSOLUTE_GATE_LUFS));
        return LoudnessHistogram.lufs(gated.meanEnergyFrom(ungated + RELATIVE_GATE_LU));
    }

    private @Nullable Double range() {
        if (shortTerm.isEmpty()) {
            return null;
        }
        double ungated = LoudnessHistogram.lufs(shortTerm.meanEnergyFrom(LoudnessHistogram.ABSOLUTE_GATE_LUFS));
        double gate = ungated + RANGE_GATE_LU;
        return shortTerm.percentileFrom(gate, RANGE_HIGH) - shortTerm.percentileFrom(gate, RANGE_LOW);
    }

    private static @Nullable Double lufsAboveGate(double energy) {
        double lufs = LoudnessHistogram.lufs(energy);
        return lufs > LoudnessHistogram.ABSOLUTE_GATE_LUFS ? lufs : null;
    }
}
