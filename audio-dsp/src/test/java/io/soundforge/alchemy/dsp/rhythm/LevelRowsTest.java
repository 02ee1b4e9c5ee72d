package io.soundforge.alchemy.dsp.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelRowsTest {
    private static final int FINE = LevelRows.FINE_MINUTES * 60;

    @Test
    void levels_areExactAtFirstAndWithinAQuarterDecibelInLongTracks() {
        LevelRows rows = new LevelRows(2, 1, 1);
        for (int row = 0; row < FINE + 5000; row++) {
            rows.add(new double[] {-0.013 * row % 100, -200 + row % 300});
        }

        assertThat(rows.size()).isEqualTo(FINE + 5000);
        for (int row = 0; row < rows.size(); row++) {
            double error = row < FINE ? 0.5 : 25;
            assertThat((double) rows.hundredths(row, 0)).isCloseTo(-1.3 * row % 10_000, within(error + 1e-6));
        }
        assertThat(rows.hundredths(FINE, 1)).isEqualTo(-11_000);
        assertThat(rows.hundredths(FINE + 299, 1)).isEqualTo(1_700);
    }

    @Test
    void repeats_oneRowOfALongTrackStandsForAll() {
        LevelRows rows = new LevelRows(1, 1, 2);
        for (int row = 0; row < FINE + 5; row++) {
            rows.add(new double[] {-(row % 100)});
        }

        assertThat(rows.hundredths(FINE - 1, 0)).isEqualTo(-9_900);
        for (int row = FINE; row < FINE + 5; row++) {
            int kept = row - (row - FINE) % 2;
            assertThat(rows.hundredths(row, 0)).isEqualTo(-100 * (kept % 100));
        }
    }
}
