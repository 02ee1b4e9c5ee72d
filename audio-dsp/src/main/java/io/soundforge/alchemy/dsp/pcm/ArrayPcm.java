package io.soundforge.alchemy.dsp.pcm;

import java.util.Objects;

/** Samples in memory. The arrays are not copied: whoever changes them changes what is read. */
public final class ArrayPcm implements PcmSource {
    private final float[][] samples;
    private final int sampleRate;

    /**
     * Wraps planar samples.
     *
     * @param samples {@code [channel][frame]}, at least one channel, all of the same length
     * @param sampleRate in Hz, positive
     * @throws IllegalArgumentException if a channel is missing or the lengths differ
     */
    public ArrayPcm(float[][] samples, int sampleRate) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("expected at least 1 channel; got 0");
        }
        for (float[] channel : samples) {
            if (channel.length != samples[0].length) {
                throw new IllegalArgumentException("expected channels of one length; got " + samples[0].length + " and "
                        + channel.length + " frames");
            }
        }
        this.samples = samples.clone();
        this.sampleRate = sampleRate;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return samples.length;
    }

    @Override
    public long frames() {
        return samples[0].length;
    }

    @Override
    public void read(long start, float[][] target, int offset, int count) {
        Objects.checkFromIndexSize(start, count, frames());
        for (int c = 0; c < samples.length; c++) {
            System.arraycopy(samples[c], (int) start, target[c], offset, count);
        }
    }
}
