package io.soundforge.alchemy.dsp.synthesis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A synthesised song of 24 seconds for demonstrations and tests: drums, bass, keyboards and a sung melody, in stereo. The
 * same bytes on every run. Its tempo, key, first beat (frame 0) and stems are known exactly; downbeats
 * fall on every fourth beat. About -14 LUFS, peak below 0.9.
 */
public final class DemoSong {
    /** Frames per second. */
    public static final int SAMPLE_RATE = 44_100;

    /** Beats per minute. */
    public static final double BPM = 112;

    public static final int BEATS_PER_BAR = Score.BEATS_PER_BAR;
    public static final String TONIC = "A";
    public static final String MODE = "minor";

    static final double FRAMES_PER_BEAT = SAMPLE_RATE * 60 / BPM;

    private static final int FRAMES = (int) (Score.BEATS * FRAMES_PER_BEAT);

    private final Map<String, float[][]> stems = new LinkedHashMap<>();

    /** Plays the song once, which takes about a second. */
    public DemoSong() {
        stems.put("drums", record(DrumKit::play));
        stems.put("bass", record(BassGuitar::play));
        stems.put("other", record(Keyboards::play));
        stems.put("vocals", record(LeadVoice::play));
    }

    private static float[][] record(Consumer<StereoTrack> player) {
        StereoTrack track = new StereoTrack(FRAMES);
        player.accept(track);
        return track.samples();
    }

    /** Length in frames. */
    public int frames() {
        return FRAMES;
    }

    /** The sum of the stems, {@code [2][frames]}; a fresh array. */
    public float[][] mix() {
        float[][] mix = new float[2][FRAMES];
        for (float[][] stem : stems.values()) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < FRAMES; i++) {
                    mix[c][i] += stem[c][i];
                }
            }
        }
        return mix;
    }

    /** Drums, bass, other and vocals, in this order, {@code [2][frames]} each; fresh arrays. */
    public Map<String, float[][]> stems() {
        Map<String, float[][]> copies = new LinkedHashMap<>();
        stems.forEach((name, stem) -> copies.put(name, new float[][] {stem[0].clone(), stem[1].clone()}));
        return copies;
    }
}
