package io.soundforge.alchemy.dsp.features;

import java.util.ArrayList;
import java.util.List;

/** A table that grows by rows of one width, in chunks, without copying what is there. */
public final class ShortRows {
    private static final int ROWS_PER_CHUNK = 2048;

    private final int width;
    private final List<short[]> chunks = new ArrayList<>();
    private int rows;

    public ShortRows(int width) {
        this.width = width;
    }

    public int width() {
        return width;
    }

    /** Number of rows. */
    public int size() {
        return rows;
    }

    /** Appends one row of {@code width()} values, which are copied. */
    public void add(short[] row) {
        if (rows % ROWS_PER_CHUNK == 0) {
            chunks.add(new short[ROWS_PER_CHUNK * width]);
        }
        System.arraycopy(row, 0, chunks.get(rows / ROWS_PER_CHUNK), rows % ROWS_PER_CHUNK * width, width);
        rows++;
    }

    public short get(int row, int column) {
        return chunks.get(row / ROWS_PER_CHUNK)[row % ROWS_PER_CHUNK * width + column];
    }
}
