package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.interchange.AnalysedTrack;
import io.soundforge.alchemy.contracts.interchange.BeatFiles;
import io.soundforge.alchemy.contracts.interchange.BeatTable;
import io.soundforge.alchemy.contracts.interchange.Jams;
import io.soundforge.alchemy.contracts.interchange.MidiFile;
import io.soundforge.alchemy.contracts.interchange.RekordboxXml;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.waveform.PlayerPeaks;
import io.soundforge.alchemy.launcher.offline.Studio;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files {@code analyze --export} writes beside each other in one folder. */
final class AnalysisFiles {
    /** What can be exported. */
    enum Form {
        REKORDBOX,
        MIDI,
        JAMS,
        CSV,
        KARAOKE,
        WAVEFORM;

        /** As the command line spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Studio studio;
    private final Path folder;
    private final Set<Form> forms;

    AnalysisFiles(Studio studio, Path folder, Set<Form> forms) {
        this.studio = studio;
        this.folder = folder;
        this.forms = forms;
    }

    /** Writes everything asked for, each file whole or not at all. */
    void write(Path file, String name, TrackAnalysis analysis) throws IOException {
        Files.createDirectories(folder);
        MediaInfo info = studio.probe(file);
        AnalysedTrack track = new AnalysedTrack(
                info.tags().getOrDefault("title", name),
                info.tags().get("artist"),
                info.tags().get("album"),
                file.toAbsolutePath().normalize().toUri().toString(),
                analysis);
        for (Form form : forms) {
            switch (form) {
                case REKORDBOX -> put(name + ".rekordbox.xml", text(RekordboxXml.of(List.of(track))));
                case MIDI -> put(name + ".mid", MidiFile.of(analysis));
                case JAMS -> put(name + ".jams", text(Json.text(Jams.of(track)) + "\n"));
                case CSV -> put(name + ".beats.csv", text(BeatTable.csv(analysis)));
                case KARAOKE -> writeBeats(name + ".beat_analysis/", analysis);
                case WAVEFORM -> {
                    PlayerPeaks peaks = studio.peaks(file, info);
                    put(name + ".waveform.json", peaks::writeJson);
                    put(name + ".waveform.dat", peaks::writeDat);
                }
            }
        }
    }

    /** Without onsets there is no file of them. */
    private void writeBeats(String prefix, TrackAnalysis analysis) throws IOException {
        put(prefix + "analysis.json", text(Json.text(BeatFiles.analysis(analysis)) + "\n"));
        put(prefix + "beats.json", text(Json.text(BeatFiles.beats(analysis)) + "\n"));
        Object onsets = BeatFiles.onsets(analysis).orElse(null);
        if (onsets != null) {
            put(prefix + "onsets.json", text(Json.text(onsets) + "\n"));
        }
    }

    /** Writes one more file. */
    void put(String name, byte[] bytes) throws IOException {
        put(name, out -> out.write(bytes));
    }

    /** Something that can be written. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private void put(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(folder, ".alchemy-", ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            content.write(out);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
