package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.loudness.LoudnessMeter;
import io.soundforge.alchemy.dsp.rhythm.RhythmAnalyzer;
import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/speed}: CPU time of the analysis of decoded stereo at 44.1 kHz, in a stream of any length. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        description = "CPU time and memory of the analysis of decoded audio.")
public final class SpeedBench implements Callable<Integer> {
    private static final int RATE = 44_100;
    private static final int BLOCK = 4096;

    @Option(names = "--minutes", defaultValue = "3", description = "Length of the audio (default ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often; the last counts (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--silence", description = "Feeds silence instead of a song.")
    private boolean silence;

    @Option(names = "--all-only", description = "Measures the whole analysis only.")
    private boolean allOnly;

    private float[] song = new float[0];

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SpeedBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        song = silence
                ? new float[RATE]
                : doubled(LoopSong.compose(2, true, new MusicalKey(4, true), new Random(5))
                        .samples());
        for (int round = 0; round < rounds; round++) {
            if (!allOnly) {
                LoudnessMeter loudness = new LoudnessMeter(RATE, 2);
                print("loudness", seconds(() -> feed(loudness::process), loudness::finish));
                TonalAnalyzer tonal = new TonalAnalyzer(RATE / 4.0);
                Decimator second = new Decimator(2, tonal);
                Decimator first = new Decimator(2, second);
                print("key", seconds(() -> feed((channels, count) -> first.accept(channels[0], count)), tonal::finish));
                print("rhythm, key", rhythmAndKey());
            }
            TrackAnalyzer all = new TrackAnalyzer(RATE, 2);
            print("everything", seconds(() -> feed(all::process), all::finish));
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "heap at most %d MB%n", runtime.maxMemory() >> 20);
        return 0;
    }

    /** Tempo, beats, bars and key, from one channel. */
    private double rhythmAndKey() {
        RhythmAnalyzer rhythm = new RhythmAnalyzer(RATE / 2.0);
        TonalAnalyzer tonal = new TonalAnalyzer(RATE / 4.0);
        Decimator toTonal = new Decimator(2, tonal);
        Decimator toRhythm = new Decimator(2, (samples, count) -> {
            rhythm.accept(samples, count);
            toTonal.accept(samples, count);
        });
        return seconds(() -> feed((channels, count) -> toRhythm.accept(channels[0], count)), () -> {
            toRhythm.finish();
            toTonal.finish();
            tonal.finish();
            rhythm.finish(tonal::notes);
        });
    }

    private interface Sink {
        void process(float[][] channels, int count);
    }

    private static double seconds(Runnable feed, Runnable finish) {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        feed.run();
        finish.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
    }

    private void print(String what, double seconds) {
        System.out.printf(
                Locale.ROOT, "%-11s %7.2f s CPU, %6.3f s for 3 minutes%n", what, seconds, seconds * 3 / minutes);
    }

    /** The song over and over. */
    private void feed(Sink sink) {
        float[][] channels = new float[2][BLOCK];
        long left = Math.round(minutes * 60 * RATE);
        int at = 0;
        while (left > 0) {
            int count = (int) Math.min(left, Math.min(BLOCK, song.length - at));
            System.arraycopy(song, at, channels[0], 0, count);
            System.arraycopy(song, at, channels[1], 0, count);
            sink.process(channels, count);
            at = (at + count) % song.length;
            left -= count;
        }
    }

    /** To twice the rate, by a straight line between samples. */
    private static float[] doubled(float[] samples) {
        float[] doubled = new float[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            doubled[2 * i] = samples[i];
            doubled[2 * i + 1] = (samples[i] + samples[Math.min(samples.length - 1, i + 1)]) / 2;
        }
        return doubled;
    }
}
