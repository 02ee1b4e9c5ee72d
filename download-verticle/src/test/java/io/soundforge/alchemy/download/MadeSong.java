package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A song by code: drums, bass, chords and a melody with vibrato over four chords that return, as pop songs have them. What is
 * played depends on the song's seed alone; how it is played (tempo that drifts, late and early notes, loudness) on the take's.
 */
public final class MadeSong {
    private static final int RATE = 44_100;
    private static final int[] SCALE = {0, 2, 3, 5, 7, 8, 10};

    /** One period of five partials; looking it up is several times as fast as adding sines. */
    private static final double[] WAVE = IntStream.range(0, 1 << 14)
            .mapToDouble(place -> 2 * Math.PI * place / (1 << 14))
            .map(x -> Math.sin(x)
                    + 0.5 * Math.sin(2 * x)
                    + 0.35 * Math.sin(3 * x)
                    + 0.2 * Math.sin(4 * x)
                    + 0.1 * Math.sin(6 * x))
            .toArray();

    private final float[] samples;
    private final Random take;
    private final double looseness;

    /**
     * @param song what is played
     * @param take how it is played
     * @param looseness share by which the tempo drifts and tenths of a second by which notes miss their time: 0 keeps to a click
     * @param voice whether there is a melody
     */
    public MadeSong(long song, long take, double looseness, boolean voice, double seconds) {
        this.samples = new float[(int) (seconds * RATE)];
        this.take = new Random(take);
        this.looseness = looseness;
        play(new Random(song), voice);
    }

    /** A studio recording of a song. */
    public static MadeSong studio(long song, double seconds) {
        return new MadeSong(song, 1, 0.01, true, seconds);
    }

    private void play(Random score, boolean voice) {
        double beat = 60 / (85 + 50 * score.nextDouble());
        double tonic = 110 * Math.pow(2, score.nextInt(12) / 12.0);
        int[] chords = {0, score.nextInt(7), score.nextInt(7), score.nextInt(7)};
        double at = 0;
        double drift = 0;
        for (int count = 0; at * RATE < samples.length; count++) {
            int root = chords[count / 4 % 4];
            bar(count, at, beat, tonic, root);
            if (voice) {
                melody(score, at, beat, tonic, root);
            }
            drift = 0.9 * drift + 0.4 * looseness * take.nextGaussian();
            at += beat * (1 + drift);
        }
    }

    private void bar(int count, double at, double beat, double tonic, int root) {
        hit(at, count % 2 == 0 ? 0.35 : 0.25, count % 2 == 0 ? 70 : 1800);
        hit(at + beat / 2, 0.08, 6000);
        note(at, beat * 0.9, hertz(tonic / 2, root), 0.22, 0);
        if (count % 2 == 0) {
            for (int third = 0; third < 6; third += 2) {
                note(at, beat * 1.9, hertz(tonic, root + third), 0.07, 0);
            }
        }
    }

    private void melody(Random score, double at, double beat, double tonic, int root) {
        for (int half = 0; half < 2; half++) {
            int step = score.nextBoolean() ? root + 2 * score.nextInt(3) : score.nextInt(9);
            if (score.nextInt(4) > 0) {
                note(at + half * beat / 2, beat * 0.5, hertz(tonic * 2, step), 0.16, 0.006);
            }
        }
    }

    private static double hertz(double tonic, int step) {
        int semitones = 12 * (step / SCALE.length) + SCALE[step % SCALE.length];
        return tonic * Math.pow(2, semitones / 12.0);
    }

    private double missed(double at) {
        return at + 0.1 * looseness * take.nextGaussian();
    }

    private double touch() {
        return 1 + 0.15 * take.nextGaussian();
    }

    private void note(double at, double seconds, double hertz, double level, double vibrato) {
        int from = (int) (Math.max(0, missed(at)) * RATE);
        double loudness = level * touch();
        double phase = 2 * Math.PI * take.nextDouble();
        double swing = 2 * Math.PI * take.nextDouble();
        for (int i = 0; i < seconds * RATE && from + i < samples.length; i++) {
            double time = (double) i / RATE;
            double envelope = Math.min(1, time / 0.01) * Math.exp(-2 * time / seconds);
            phase += 2 * Math.PI * hertz * (1 + vibrato * Math.sin(2 * Math.PI * 5.5 * time + swing)) / RATE;
            samples[from + i] += (float) (loudness * envelope * wave(phase));
        }
    }

    private static double wave(double phase) {
        double place = phase / (2 * Math.PI);
        return WAVE[(int) ((place - (long) place) * WAVE.length)];
    }

    private void hit(double at, double level, double hertz) {
        int from = (int) (Math.max(0, missed(at)) * RATE);
        double loudness = level * touch();
        double low = 0;
        double share = Math.min(1, 2 * Math.PI * hertz / RATE);
        for (int i = 0; i < 0.15 * RATE && from + i < samples.length; i++) {
            low += share * (take.nextGaussian() - low);
            samples[from + i] += (float) (loudness * Math.exp(-30.0 * i / RATE) * low / Math.sqrt(share));
        }
    }

    /**
     * Encodes it with the real ffmpeg.
     *
     * @param options such as {@code -ss 10 -t 30 -c:a libmp3lame -b:a 96k}, parted by single spaces
     */
    public Path write(Path file, String options) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(samples);
        Path raw = Files.write(Files.createTempFile("song", ".raw"), bytes.array());
        try {
            List<String> command = new ArrayList<>(List.of(ffmpeg().binary().toString(), "-nostdin", "-y"));
            command.addAll(List.of("-f", "f32le", "-ar", "44100", "-ac", "1", "-i", raw.toString(), "-ac", "2"));
            command.addAll(Arrays.asList(options.split(" ", -1)));
            command.add(file.toString());
            ExternalProcess.Exit exit = ExternalProcess.of(command, Duration.ofMinutes(2), Duration.ofMinutes(2))
                    .run(ExternalProcess.OutputReader.DISCARD);
            if (!exit.succeeded()) {
                throw new IOException(exit.errors());
            }
            return file;
        } finally {
            Files.delete(raw);
        }
    }

    static Ffmpeg ffmpeg() {
        return BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));
    }
}
