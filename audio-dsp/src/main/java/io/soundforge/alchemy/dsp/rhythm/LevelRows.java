package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.ShortRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels of a track, row by row. The first rows are kept in hundredths of a decibel. What comes after belongs to a track so long
 * that steps of half a decibel from {@value #LOWEST} to {@value #HIGHEST} dB must do: half the memory.
 */
final class LevelRows {
    /** Tracks of more than this many minutes are kept more coarsely from there on. */
    static final int FINE_MINUTES = 20;

    private static final int HUNDREDTHS = 100;
    private static final int HALVES = 2;
    private static final int LOWEST = -110;
    private static final int HIGHEST = 17;
    private static final int ROWS_PER_CHUNK = 2048;

    private final int width;
    private final int fineRows;
    private final int repeats;
    private final ShortRows fine;
    private final short[] row;
    private final List<byte[]> coarse = new ArrayList<>();
    private int rows;

    /**
     * An empty table.
     *
     * @param width levels per row
     * @param rowsPerSecond how many rows come per second
     * @param repeats of so many rows of the coarse part only the first is kept and stands for all
     */
    LevelRows(int width, int rowsPerSecond, int repeats) {
        this.width = width;
        this.fineRows = FINE_MINUTES * 60 * rowsPerSecond;
        this.repeats = repeats;
        this.fine = new ShortRows(width);
        this.row = new short[width];
    }

    /** Number of rows. */
    int size() {
        return rows;
    }

    /** Appends a row of levels in dB. */
    void add(double[] levels) {
        if (rows < fineRows) {
            for (int column = 0; column < width; column++) {
                row[column] = (short) Math.round(levels[column] * HUNDREDTHS);
            }
            fine.add(row);
        } else if ((rows - fineRows) % repeats == 0) {
            addCoarse((rows - fineRows) / repeats, levels);
        }
        rows++;
    }

    /** Hundredths of a decibel. */
    int hundredths(int row, int column) {
        if (row < fineRows) {
            return fine.get(row, column);
        }
        int at = (row - fineRows) / repeats;
        int step = coarse.get(at / ROWS_PER_CHUNK)[at % ROWS_PER_CHUNK * width + column] & 0xff;
        return step * HUNDREDTHS / HALVES + LOWEST * HUNDREDTHS;
    }

    private void addCoarse(int at, double[] levels) {
        if (at % ROWS_PER_CHUNK == 0) {
            coarse.add(new byte[ROWS_PER_CHUNK * width]);
        }
        byte[] chunk = coarse.get(at / ROWS_PER_CHUNK);
        for (int column = 0; column < width; column++) {
            double level = Math.max(LOWEST, Math.min(HIGHEST, levels[column]));
            chunk[at % ROWS_PER_CHUNK * width + column] = (byte) Math.round((level - LOWEST) * HALVES);
        }
    }
}
