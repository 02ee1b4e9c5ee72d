package io.soundforge.alchemy.bench.analysis;

import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tempo, meter and beats of one piece as text. The first line is the tempo in BPM and the meter, {@code 120.5 6/8}; {@code -}
 * stands for what is not known. Every further line is a beat in seconds, followed by {@code 1} if it begins a bar.
 *
 * @param bpm beats per minute; null if not known
 * @param meter such as 6/8; null if not known
 * @param beats seconds, ascending
 * @param downbeats those of the beats that begin a bar
 */
record BeatFile(@Nullable Double bpm, @Nullable String meter, List<Double> beats, List<Double> downbeats) {
    private static final String UNKNOWN = "-";

    static BeatFile of(PieceTruth truth) {
        return new BeatFile(truth.bpm(), truth.timeSignature(), list(truth.beats()), list(truth.downbeats()));
    }

    static BeatFile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException("expected a line of tempo and meter in " + file + "; got nothing");
        }
        String[] head = lines.get(0).strip().split("\\s+", -1);
        List<Double> beats = new ArrayList<>();
        List<Double> downbeats = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].isEmpty()) {
                continue;
            }
            beats.add(Double.valueOf(words[0]));
            if (words.length > 1 && words[1].equals("1")) {
                downbeats.add(beats.get(beats.size() - 1));
            }
        }
        Double bpm = head[0].equals(UNKNOWN) ? null : Double.valueOf(head[0]);
        String meter = head.length < 2 || head[1].equals(UNKNOWN) ? null : head[1];
        return new BeatFile(bpm, meter, beats, downbeats);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(bpm == null ? UNKNOWN : bpm.toString()).append(' ').append(meter == null ? UNKNOWN : meter);
        for (double beat : beats) {
            text.append(String.format(Locale.ROOT, "%n%.6f%s", beat, downbeats.contains(beat) ? " 1" : ""));
        }
        return text.append(System.lineSeparator()).toString();
    }

    /** As the truth of a piece; the style is the name up to the last hyphen. */
    PieceTruth truth(String name) throws IOException {
        if (bpm == null || meter == null) {
            throw new IOException("expected tempo and meter of " + name + "; got " + bpm + " and " + meter);
        }
        String style = name.contains("-") ? name.substring(0, name.lastIndexOf('-')) : name;
        return new PieceTruth(name, style, bpm, false, array(beats), array(downbeats), meter, 0, false, 0, List.of());
    }

    /** As what an analysis found. */
    RhythmFinding finding() {
        int upper = meter == null ? 0 : Integer.parseInt(meter.substring(0, meter.indexOf('/')));
        boolean compound = meter != null && meter.endsWith("/8") && upper % 3 == 0;
        Integer beatsPerBar = meter == null ? null : Integer.valueOf(compound ? upper / 3 : upper);
        return new RhythmFinding(
                bpm, 0, false, beats, beatsPerBar, compound ? 3 : 2, downbeats, List.of(), 0, List.of(), null, null);
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
