package io.soundforge.alchemy.dsp.rhythm;

/** Cosine distance of what sounds shortly before each frame and what sounds shortly after it, from rows that come one by one. */
final class SlidingDistance {
    private final int width;
    private final int near;
    private final int far;
    /** Sums of all rows before each of the last frames, in turn. */
    private final double[][] sums;

    private final float[] curve;
    private int rows;

    /**
     * Takes so many rows of at least {@code width} values, of which the first are used.
     *
     * @param near frames from a moment to the nearer end of what is compared
     * @param far frames to the farther end
     */
    SlidingDistance(int frames, int width, int near, int far) {
        this.width = width;
        this.near = near;
        this.far = far;
        this.sums = new double[2 * far + 1][width];
        this.curve = new float[frames];
    }

    void add(float[] row) {
        int frame = rows - far;
        if (frame >= far) {
            curve[frame] = distance(frame);
        }
        double[] before = sum(rows);
        rows++;
        double[] after = sum(rows);
        for (int c = 0; c < width; c++) {
            after[c] = before[c] + row[c];
        }
    }

    /** 0 near the ends of the track. */
    float[] curve() {
        return curve;
    }

    private float distance(int frame) {
        double product = 0;
        double before = 1e-9;
        double after = 1e-9;
        for (int c = 0; c < width; c++) {
            double x = sum(frame - near)[c] - sum(frame - far)[c];
            double y = sum(frame + far)[c] - sum(frame + near)[c];
            product += x * y;
            before += x * x;
            after += y * y;
        }
        return (float) Math.max(0, 1 - product / Math.sqrt(before * after));
    }

    private double[] sum(int frame) {
        return sums[frame % sums.length];
    }
}
