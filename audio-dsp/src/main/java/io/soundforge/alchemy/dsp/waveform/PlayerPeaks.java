package io.soundforge.alchemy.dsp.waveform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

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

    /**
     * Writes the JSON form: one line.
     *
     * @param out buffered by the caller, not closed here
     */
    public void writeJson(OutputStream out) throws IOException {
        String head = "{\"version\":" + VERSION + ",\"channels\":" + channels + ",\"sample_rate\":" + sampleRate
                + ",\"samples_per_pixel\":" + SAMPLES_PER_PIXEL + ",\"bits\":8,\"length\":" + length + ",\"data\":[";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        boolean first = true;
        for (byte value : data.toByteArray()) {
            String text = first ? Byte.toString(value) : "," + value;
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            first = false;
        }
        out.write("]}\n".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Writes the binary form ({@code .dat}): six little-endian 32-bit numbers, then a byte each.
     *
     * @param out not closed here
     */
    public void writeDat(OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(VERSION).putInt(EIGHT_BITS).putInt(sampleRate).putInt(SAMPLES_PER_PIXEL);
        head.putInt(length).putInt(channels);
        out.write(head.array());
        data.writeTo(out);
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
