package io.soundforge.alchemy.dsp.tonal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the {@link KeyClue}s for each of the 24 keys. The pitch classes are compared with published profiles; a tonic
 * is further known by what it does: its triad and its scale's sound for longer than others, dominants resolve to it, and
 * music begins and ends with it. Without that, a minor loop such as i-VI-III-VII and its relative major are one and the same
 * set of notes. The beginning and the end count only where the recording shows them.
 */
final class KeyClues {
    private static final int FEWEST_CHANGES = 6;
    private static final int SHORTEST_CHORD = 3;
    private static final int LONGEST_GAP = 4;
    private static final int BASS_FRAMES = 25;
    private static final int CHORD_FRAMES = 20;
    private static final int FOURTH = 5;

    private final Harmony harmony;
    private final List<ChordRun> chords;
    private final Map<KeyClue, double[]> clues = new EnumMap<>(KeyClue.class);

    private KeyClues(Harmony harmony, List<ChordRun> chords) {
        this.harmony = harmony;
        this.chords = chords;
    }

    /** All clues, each for C major to B major, then C minor to B minor. */
    static Map<KeyClue, double[]> of(Harmony harmony, List<ChordRun> chords, boolean begins, boolean ends) {
        KeyClues gathered = new KeyClues(harmony, chords);
        gathered.addNotes();
        gathered.addCadences();
        gathered.addTimes();
        if (begins) {
            gathered.addBeginning();
        }
        if (ends) {
            gathered.addEnd();
        }
        return gathered.clues;
    }

    private double[] clue(KeyClue clue) {
        return clues.computeIfAbsent(clue, absent -> new double[KeyProfiles.KEYS]);
    }

    private void addNotes() {
        double[] partials = harmony.weighted(PitchClassFrames.PARTIALS, 0, harmony.frames());
        double[] notes = harmony.weighted(PitchClassFrames.NOTES, 0, harmony.frames());
        double[] roots = KeyEvidence.roots(notes);
        KeyProfiles.addCorrelations(partials, KeyProfiles.SIMPLE, 1, clue(KeyClue.SIMPLE_PARTIALS));
        KeyProfiles.addCorrelations(notes, KeyProfiles.SIMPLE, 1, clue(KeyClue.SIMPLE_NOTES));
        KeyProfiles.addCorrelations(notes, KeyProfiles.GATED, 1, clue(KeyClue.GATED_NOTES));
        KeyProfiles.addCorrelations(roots, KeyProfiles.PROBE, 1, clue(KeyClue.PROBE_ROOTS));
        for (int key = KeyProfiles.CLASSES; key < KeyProfiles.KEYS; key++) {
            clue(KeyClue.MINOR)[key] = 1;
        }
    }

    private void addCadences() {
        double[] cadences = clue(KeyClue.CADENCE);
        int changes = 0;
        ChordRun before = null;
        for (ChordRun run : chords) {
            if (run.chord() == ChordPath.NONE || run.length() < SHORTEST_CHORD) {
                continue;
            }
            if (before != null && run.from() - before.to() <= LONGEST_GAP) {
                changes++;
                boolean falls = Math.floorMod(run.root() - before.root(), KeyProfiles.CLASSES) == FOURTH;
                cadences[run.chord()] += falls && !before.minor() ? 1 : 0;
            }
            before = run;
        }
        Chroma.scaled(cadences, Math.max(FEWEST_CHANGES, changes));
    }

    private void addTimes() {
        ChordTimes times = new ChordTimes(chords);
        for (int key = 0; key < KeyProfiles.KEYS; key++) {
            clue(KeyClue.SCALE_TIME)[key] = times.scale(key);
            clue(KeyClue.TONIC_TIME)[key] = times.tonic(key);
        }
    }

    private void addBeginning() {
        int first = 0;
        while (first < harmony.frames() - 1 && harmony.weights().of(first) == 0) {
            first++;
        }
        addTriads(first, first + CHORD_FRAMES, clue(KeyClue.FIRST_CHORD));
        addBass(first, first + BASS_FRAMES, clue(KeyClue.FIRST_BASS));
    }

    private void addEnd() {
        int end = harmony.frames();
        while (end > 1 && harmony.weights().of(end - 1) == 0) {
            end--;
        }
        addTriads(Math.max(0, end - CHORD_FRAMES), end, clue(KeyClue.LAST_CHORD));
        addBass(Math.max(0, end - BASS_FRAMES), end, clue(KeyClue.LAST_BASS));
    }

    private void addTriads(int from, int to, double[] clue) {
        double[] notes = harmony.mean(PitchClassFrames.NOTES, from, to);
        for (int key = 0; key < KeyProfiles.KEYS; key++) {
            clue[key] = ChordTemplates.triad(notes, key % KeyProfiles.CLASSES, key >= KeyProfiles.CLASSES);
        }
    }

    private void addBass(int from, int to, double[] clue) {
        double[] bass = harmony.mean(PitchClassFrames.BASS, from, to);
        for (int key = 0; key < KeyProfiles.KEYS; key++) {
            clue[key] = bass[key % KeyProfiles.CLASSES];
        }
    }
}
