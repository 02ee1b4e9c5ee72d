package io.soundforge.alchemy.bench.stems.songs;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A song made by code from a style: the same stems on every run. About 24 s. */
public final class Song {
    public static final int SAMPLE_RATE = 44_100;

    private static final double SECONDS = 24;

    private final Style style;
    private final Harmony harmony;

    private Song(Style style) {
        this.style = style;
        this.harmony = new Harmony(new Random(style.seed()), (int) Math.ceil(SECONDS * style.bpm() / 240));
    }

    /** The songs that the engine was made on. */
    public static List<Song> development() {
        return Style.DEVELOPMENT.stream().map(Song::new).toList();
    }

    /** The songs kept aside. */
    public static List<Song> heldOut() {
        return Style.HELD_OUT.stream().map(Song::new).toList();
    }

    public String name() {
        return style.name();
    }

    /** Plays it: drums, bass, other, vocals; {@code [stem][2][frame]}. */
    public float[][][] stems() {
        float[][][] stems = {
            play(0, track -> new Drummer(style, track).play(harmony)),
            play(1, track -> new Bassist(style, track).play(harmony)),
            play(2, track -> new Accompanist(style, track).play(harmony)),
            play(3, track -> new Singer(style, track).play(harmony))
        };
        new Mastering(style.squash()).apply(stems);
        return stems;
    }

    private float[][] play(int stem, Consumer<Track> player) {
        Track track = new Track((int) (SECONDS * SAMPLE_RATE));
        player.accept(track);
        track.reverberate(new Room(style.room(), style.seed() * 10 + stem));
        Mastering.level(track.samples, style.levels()[stem] - 18);
        return track.samples;
    }
}
