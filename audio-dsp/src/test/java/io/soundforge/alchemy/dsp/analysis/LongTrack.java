package io.soundforge.alchemy.dsp.analysis;

import java.util.Locale;

/** Analyses hours of generated music in its own process, so that its heap can be bounded. */
final class LongTrack {
    private static final int RATE = 44_100;
    private static final int BLOCK = 4096;
    private static final double LOOP_SECONDS = 64;

    private LongTrack() {}

    /** @param arguments hours */
    public static void main(String[] arguments) {
        double hours = Double.parseDouble(arguments[0]);
        float[] loop = loop();
        TrackAnalyzer analyzer = new TrackAnalyzer(RATE, 2);
        float[][] block = new float[2][BLOCK];
        long left = Math.round(hours * 3600 * RATE);
        int at = 0;
        while (left > 0) {
            int count = (int) Math.min(left, Math.min(BLOCK, loop.length - at));
            System.arraycopy(loop, at, block[0], 0, count);
            System.arraycopy(loop, at, block[1], 0, count);
            analyzer.process(block, count);
            at = (at + count) % loop.length;
            left -= count;
        }
        AudioFacts facts = analyzer.finish();
        System.out.printf(
                Locale.ROOT,
                "%.1f s, %.2f BPM, %s, %d notes%n",
                facts.duration(),
                facts.rhythm().bpm(),
                facts.key().key(),
                facts.notes().notes().size());
    }

    /** 32 bars at 120 BPM without the lead before the first beat, so that the loop has no seam. */
    private static float[] loop() {
        Studio studio = new Studio(RATE, LOOP_SECONDS + Grooves.FIRST_BEAT);
        Grooves.on(studio, 120, 4).kicks(0, 2).snares(1, 3).hats(0.5).chords(Chords.inKey(9, true, 0, 5, 7, 0));
        int lead = (int) Math.round(Grooves.FIRST_BEAT * RATE);
        float[] loop = new float[(int) (LOOP_SECONDS * RATE)];
        System.arraycopy(studio.mono(), lead, loop, 0, loop.length);
        return loop;
    }
}
