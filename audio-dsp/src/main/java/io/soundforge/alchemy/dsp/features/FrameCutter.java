package io.soundforge.alchemy.dsp.features;

/**
 * Cuts a stream into overlapping frames: frame k is centred on sample {@code round(k·hop)}, so that hop may be a fraction
 * and times do not drift. Before the start and after the end there is silence.
 */
public final class FrameCutter implements SampleSink {
    private static final int BLOCK = 4096;

    private final int size;
    private final double hop;
    private final FrameSink sink;
    private final float[] buffer;
    private long bufferStart;
    private int filled;
    private long total;
    private long frame;

    /**
     * Sets up one stream.
     *
     * @param size samples per frame
     * @param hop samples between the centres of frames, more than 0
     * @param sink takes the frames
     */
    public FrameCutter(int size, double hop, FrameSink sink) {
        this.size = size;
        this.hop = hop;
        this.sink = sink;
        this.buffer = new float[size + BLOCK];
        this.bufferStart = -(size / 2);
        this.filled = size / 2;
    }

    @Override
    public void accept(float[] samples, int count) {
        total += count;
        append(samples, count);
    }

    /** Emits the frames whose centres are inside the stream but which reach over its end. */
    public void finish() {
        append(new float[size], size);
    }

    private void append(float[] samples, int count) {
        int done = 0;
        while (done < count) {
            int n = Math.min(BLOCK, count - done);
            drop();
            n = Math.min(n, buffer.length - filled);
            System.arraycopy(samples, done, buffer, filled, n);
            filled += n;
            done += n;
            emit();
        }
    }

    private void emit() {
        while (centre() < total && start() + size <= bufferStart + filled) {
            sink.frame(buffer, (int) (start() - bufferStart));
            frame++;
        }
    }

    private void drop() {
        int unused = (int) Math.min(filled, Math.max(0, start() - bufferStart));
        System.arraycopy(buffer, unused, buffer, 0, filled - unused);
        filled -= unused;
        bufferStart += unused;
    }

    private long centre() {
        return Math.round(frame * hop);
    }

    private long start() {
        return centre() - size / 2;
    }
}
