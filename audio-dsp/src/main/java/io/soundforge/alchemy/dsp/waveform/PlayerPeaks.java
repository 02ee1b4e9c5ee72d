package io.soundforge.alchemy.dsp.waveform;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The lowest and the highest sample of every {@value #SAMPLES_PER_PIXEL} frames of each channel, as BBC audiowaveform writes
 * them and peaks.js and wavesurfer.js read them: version 2, 8 bits. Streaming; about 2.5 MB for an hour of stereo.
 */
public final class PlayerPeaks {
    public static final int SAMPLES_PER_PIXEL = 256;
    private static final int VERSION = 2;
    private static final int EIGHT_BITS = 1;
    private static final int HEADER_BYTES = 24;
    private static final int SCALE = 128;

    private final int sampleRate;
    private final int channels;
    private final float[] lowest;
    private final float[] highest;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int inPixel;
    private int length;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz
     * @param channels 1 or more
     */
    public PlayerPeaks(int sampleRate, int channels) {
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.lowest = new float[channels];
        this.highest = new float[channels];
        open();
    }

    /** Takes the next {@code count} frames of {@code samples[channel][frame]}; what is not a number counts as 0. */
    public void process(float[][] samples, int count) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                float sample = Float.isNaN(samples[c][i]) ? 0 : samples[c][i];
                lowest[c] = Math.min(lowest[c], sample);
                highest[c] = Math.max(highest[c], sample);
            }
            if (++inPixel == SAMPLES_PER_PIXEL) {
                close();
            }
        }
    }

    /** Ends the track; a last pixel may stand for fewer frames. Call once, before the documents are asked for. */
    public void finish() {
        if (inPixel > 0) {
            close();
        }
    }

    /** The JSON form: one line. */
    public String json() {
        byte[] bytes = data.toByteArray();
        StringBuilder json = new StringBuilder(4 * bytes.length + 200);
        json.append("{\"version\":").append(VERSION);
        json.append(",\"channels\":").append(channels);
        json.append(",\"sample_rate\":").append(sampleRate);
        json.append(",\"samples_per_pixel\":").append(SAMPLES_PER_PIXEL);
        json.append(",\"bits\":8,\"length\":").append(length).append(",\"data\":[");
        for (int i = 0; i < bytes.length; i++) {
            json.append(i == 0 ? "" : ",").append(bytes[i]);
        }
        return json.append("]}\n").toString();
    }

    /** The binary form ({@code .dat}): six little-endian 32-bit numbers, then a byte each. */
    public byte[] dat() {
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + data.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(VERSION).putInt(EIGHT_BITS).putInt(sampleRate).putInt(SAMPLES_PER_PIXEL);
        file.putInt(length).putInt(channels).put(data.toByteArray());
        return file.array();
    }

    private void close() {
        for (int c = 0; c < channels; c++) {
            data.write(scaled(lowest[c]));
            data.write(scaled(highest[c]));
        }
        length++;
        open();
    }

    private void open() {
        for (int c = 0; c < channels; c++) {
            lowest[c] = Float.POSITIVE_INFINITY;
            highest[c] = Float.NEGATIVE_INFINITY;
        }
        inPixel = 0;
    }

    private static int scaled(float sample) {
        return (int) Math.max(-SCALE, Math.min(SCALE - 1, Math.floor((double) sample * SCALE)));
    }
}
