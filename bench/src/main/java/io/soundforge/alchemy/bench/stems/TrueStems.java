package io.soundforge.alchemy.bench.stems;

import io.soundforge.alchemy.bench.stems.songs.Song;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A song whose stems are known.
 *
 * @param name for the table
 * @param source makes or reads drums, bass, other and vocals, {@code [stem][2][frame]}
 */
record TrueStems(String name, Supplier<float[][][]> source) {
    static final List<String> NAMES = List.of("drums", "bass", "other", "vocals");

    static List<TrueStems> of(List<Song> songs) {
        return songs.stream()
                .map(song -> new TrueStems(song.name(), song::stems))
                .toList();
    }

    static TrueStems demo() {
        return new TrueStems("demo", () -> {
            var stems = new DemoSong().stems();
            return NAMES.stream().map(stems::get).toArray(float[][][]::new);
        });
    }

    /** The files {@code drums.wav, bass.wav, other.wav, vocals.wav} of a folder; all must be as long as each other. */
    static TrueStems in(Path folder) throws IOException {
        List<float[][]> stems = new ArrayList<>();
        for (String name : NAMES) {
            stems.add(WavFile.read(folder.resolve(name + ".wav")));
        }
        for (float[][] stem : stems) {
            if (stem[0].length != stems.get(0)[0].length) {
                throw new IOException("expected stems of one length in " + folder + "; got " + stems.get(0)[0].length
                        + " and " + stem[0].length + " frames");
            }
        }
        return new TrueStems(String.valueOf(folder.getFileName()), () -> stems.toArray(float[][][]::new));
    }

    /** What is heard: the sum. */
    static float[][] mix(float[][][] stems) {
        float[][] mix = new float[2][stems[0][0].length];
        for (float[][] stem : stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < mix[c].length; i++) {
                    mix[c][i] += stem[c][i];
                }
            }
        }
        return mix;
    }
}
