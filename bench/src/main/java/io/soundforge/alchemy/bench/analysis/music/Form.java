package io.soundforge.alchemy.bench.analysis.music;

import java.util.Random;

/** Which bars have what: an introduction, breaks, fills, an upbeat, the last bar. */
final class Form {
    private final int bars;
    private final int intro;
    private final int breakFrom;
    private final int breakTo;
    private final int period;
    private final int pickup;
    private final boolean fills;

    private Form(int bars, int intro, int breakFrom, int breakTo, int period, int pickup, boolean fills) {
        this.bars = bars;
        this.intro = intro;
        this.breakFrom = breakFrom;
        this.breakTo = breakTo;
        this.period = period;
        this.pickup = pickup;
        this.fills = fills;
    }

    static Form draw(int bars, int pickup, Random random) {
        int intro = random.nextInt(3) == 0 ? Math.min(4, bars / 4) : 0;
        boolean hasBreak = random.nextInt(3) == 0 && bars >= 16;
        int breakFrom = hasBreak ? bars / 2 / 4 * 4 : bars;
        int breakTo = hasBreak ? breakFrom + 2 + 2 * random.nextInt(2) : bars;
        return new Form(bars, intro, breakFrom, breakTo, random.nextBoolean() ? 8 : 4, pickup, random.nextInt(3) > 0);
    }

    int bars() {
        return bars;
    }

    /** Beats before the first bar. */
    int pickup() {
        return pickup;
    }

    boolean drumsPlay(int bar) {
        return bar >= intro && (bar < breakFrom || bar >= breakTo);
    }

    boolean leadPlays(int bar) {
        return bar >= intro && bar / period % 3 != 2;
    }

    boolean isFill(int bar) {
        return fills && bar % period == period - 1 && bar < bars - 1 && drumsPlay(bar);
    }

    boolean startsSection(int bar) {
        return bar % period == 0;
    }
}
