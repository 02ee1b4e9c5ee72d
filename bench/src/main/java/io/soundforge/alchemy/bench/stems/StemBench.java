package io.soundforge.alchemy.bench.stems;

import io.soundforge.alchemy.bench.stems.songs.Song;
import io.soundforge.alchemy.dsp.separation.spectral.SpectralEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints SDR and SI-SDR of the built-in engine, the naive recipe and ideal masks for songs whose stems are known. */
@Command(name = "stems", mixinStandardHelpOptions = true, description = "Scores separated stems against true ones.")
public final class StemBench implements Runnable {
    private enum Songs {
        DEVELOPMENT,
        HELD_OUT,
        DEMO
    }

    @Option(names = "--songs", description = "Synthetic songs: ${COMPLETION-CANDIDATES}.")
    private List<Songs> songs = new ArrayList<>();

    @Option(names = "--folder", description = "A folder with drums.wav, bass.wav, other.wav, vocals.wav; repeatable.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--engine-only", description = "Leave the naive recipe and the ideal masks out.")
    private boolean engineOnly;

    /** Runs the bench; the exit code tells whether it could. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StemBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        try (SpectralEngine engine = new SpectralEngine()) {
            EngineRun run = new EngineRun(engine);
            Map<String, Separator> rows = new LinkedHashMap<>();
            rows.put("spectral", run);
            if (!engineOnly) {
                rows.put("naive", new NaiveRecipe());
                rows.put("ideal", new IdealRatioMask());
            }
            ScoreTable table = new ScoreTable();
            for (TrueStems song : chosen()) {
                score(song, rows, table);
            }
            table.printMeans();
            System.out.printf(
                    "real-time factor of spectral, processor time of one thread: %.3f%n", run.realTimeFactor());
        } catch (IOException e) {
            throw new CommandLine.ExecutionException(new CommandLine(this), e.getMessage(), e);
        }
    }

    private List<TrueStems> chosen() throws IOException {
        List<TrueStems> chosen = new ArrayList<>();
        for (Songs set : songs) {
            chosen.addAll(
                    switch (set) {
                        case DEVELOPMENT -> TrueStems.of(Song.development());
                        case HELD_OUT -> TrueStems.of(Song.heldOut());
                        case DEMO -> List.of(TrueStems.demo());
                    });
        }
        for (Path folder : folders) {
            chosen.add(TrueStems.in(folder));
        }
        return chosen;
    }

    private static void score(TrueStems song, Map<String, Separator> rows, ScoreTable table) throws IOException {
        float[][][] truth = song.source().get();
        float[][] mix = TrueStems.mix(truth);
        for (var row : rows.entrySet()) {
            table.add(song.name(), row.getKey(), truth, row.getValue().separate(mix, truth));
        }
    }
}
