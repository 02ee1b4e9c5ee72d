package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/** An engine of four rows whose output is known: row s is gain[s] times the mix it was given. */
final class StubEngine implements SegmentEngine {
    private final int segmentFrames;
    private final float[] gains;
    int calls;

    StubEngine(int segmentFrames, float... gains) {
        this.segmentFrames = segmentFrames;
        this.gains = gains;
    }

    /** Every row a quarter of the mix. */
    static StubEngine identity(int segmentFrames) {
        return new StubEngine(segmentFrames, 0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Override
    public String fingerprint() {
        return "stub-1";
    }

    @Override
    public List<String> stems() {
        return List.of("drums", "bass", "other", "vocals");
    }

    @Override
    public int segmentFrames() {
        return segmentFrames;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        calls++;
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < segmentFrames; i++) {
                    stems[s][c][i] = gains[s] * mix[c][i];
                }
            }
        }
    }

    @Override
    public void close() {}
}
