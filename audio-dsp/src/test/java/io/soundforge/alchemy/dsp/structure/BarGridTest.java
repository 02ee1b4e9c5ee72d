package io.soundforge.alchemy.dsp.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarGridTest {
    @Test
    void bars_beginAtDownbeats() {
        BarGrid grid = BarGrid.of(rhythm(0.3, 2, 5), 11);

        // What lies before the first downbeat and after the last bar is too short to be a unit.
        assertThat(starts(grid)).containsExactly(0.0, 2.3, 4.3, 6.3, 8.3, 11.0);
    }

    @Test
    void longEndsWithoutBeats_areCutAlike() {
        BarGrid grid = BarGrid.of(rhythm(5, 2, 4), 17);

        assertThat(starts(grid)).containsExactly(0.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0);
    }

    @Test
    void withoutBeats_unitsHaveTwoSeconds() {
        assertThat(starts(BarGrid.of(rhythm(0, 2, 0), 9))).containsExactly(0.0, 2.0, 4.0, 6.0, 9.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1023, 1024, 1025, 2047, 5000, 14_400})
    void longTracks_haveFewUnits(int bars) {
        BarGrid grid = BarGrid.of(rhythm(0, 2, bars), 2.0 * bars);

        assertThat(grid.units()).isBetween(Math.min(bars, BarGrid.MOST_UNITS / 2), BarGrid.MOST_UNITS + 1);
        assertThat(grid.start(grid.units())).isEqualTo(2.0 * bars);
        assertThat(grid.start(grid.units() / 2) % 2).isZero();
    }

    private static RhythmFinding rhythm(double first, double bar, int bars) {
        List<Double> beats = new ArrayList<>();
        List<Double> downbeats = new ArrayList<>();
        for (int i = 0; i < 4 * bars; i++) {
            beats.add(first + i * bar / 4);
            if (i % 4 == 0) {
                downbeats.add(first + i * bar / 4);
            }
        }
        return new RhythmFinding(240 / bar, 1, true, beats, 4, 2, downbeats, List.of(), 1, List.of(), null, null);
    }

    private static List<Double> starts(BarGrid grid) {
        List<Double> starts = new ArrayList<>();
        for (int unit = 0; unit <= grid.units(); unit++) {
            starts.add(grid.start(unit));
        }
        return starts;
    }
}
