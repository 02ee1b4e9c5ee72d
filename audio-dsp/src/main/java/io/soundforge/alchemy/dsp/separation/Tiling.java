package io.soundforge.alchemy.dsp.separation;

/**
 * How an engine's segments cover a track. An engine hears a window of {@code segmentFrames}; of what it gives, the chunk
 * in the middle is kept, and the rest is halo: context that the engine needs and nobody hears. Neighbouring chunks
 * overlap and are cross-faded.
 *
 * @param segmentFrames what the engine hears; 2 or more
 * @param chunkFrames what is kept of it; 2 to {@code segmentFrames}
 * @param stride frames from one chunk to the next; at least half a chunk, so that no frame lies in more than two chunks,
 *     and at most a chunk
 * @param taper weights of the cross-fade
 */
public record Tiling(int segmentFrames, int chunkFrames, int stride, Taper taper) {
    /** Part of a segment that the next one covers too, in the Demucs reference. */
    private static final double OVERLAP = 0.25;

    /** The weights that a chunk counts with; never 0. */
    public enum Taper {
        /** See {@link TriangleWindow}. */
        TRIANGLE {
            @Override
            float[] weights(int chunkFrames) {
                return TriangleWindow.of(chunkFrames);
            }
        },
        /** A Hann window between two zeros that are not part of it. */
        HANN {
            @Override
            float[] weights(int chunkFrames) {
                float[] weights = new float[chunkFrames];
                for (int i = 0; i < chunkFrames; i++) {
                    weights[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (chunkFrames + 1)));
                }
                return weights;
            }
        };

        /** The weights of a whole chunk; a shorter one takes the left part. */
        abstract float[] weights(int chunkFrames);
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException naming the one that is out of range
     */
    public Tiling {
        require("a segment", segmentFrames, 2, Integer.MAX_VALUE);
        require("a chunk", chunkFrames, 2, segmentFrames);
        require("a stride", stride, (chunkFrames + 1) / 2, chunkFrames);
    }

    /** That of the Demucs reference (apply.py): no halo, a quarter of overlap, a triangle. */
    public static Tiling demucs(int segmentFrames) {
        require("a segment", segmentFrames, 2, Integer.MAX_VALUE);
        return new Tiling(segmentFrames, segmentFrames, (int) ((1 - OVERLAP) * segmentFrames), Taper.TRIANGLE);
    }

    float[] weights() {
        return taper.weights(chunkFrames);
    }

    /** For addresses: equal texts mean that tracks are cut and joined alike. */
    public String text() {
        return segmentFrames + "/" + chunkFrames + "/" + stride + "/" + taper;
    }

    private static void require(String what, int frames, int least, int most) {
        if (frames < least || frames > most) {
            throw new IllegalArgumentException(
                    "expected " + what + " of " + least + " to " + most + " frames; got " + frames);
        }
    }
}
