package io.soundforge.alchemy.dsp.melody;

import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.ArrayList;
import java.util.List;

/** Hears one voice of a track while it streams in, then writes down its notes. */
final class VoiceListener implements SampleSink {
    private static final double SHORTEST_SECONDS = 0.06;
    /** A lone partial that is shorter is taken for a drum. */
    private static final double SHORTEST_LONE_SECONDS = 0.25;

    private static final double FEWEST_OVERTONES = 0.05;

    private final PitchCandidates candidates;

    VoiceListener(Register register, double sampleRate) {
        this.candidates = new PitchCandidates(register, sampleRate);
    }

    @Override
    public void accept(float[] samples, int count) {
        candidates.accept(samples, count);
    }

    /**
     * The notes by start, none of them overlapping.
     *
     * @param tuning of the track in semitones
     */
    List<HeardNote> finish(double tuning) {
        candidates.finish();
        VoiceLine line = VoiceLine.of(candidates);
        List<NoteRun> runs = new NoteCutter(line, tuning).cut();
        List<HeardNote> notes = new ArrayList<>();
        double free = 0;
        for (int i = 0; i < runs.size(); i++) {
            HeardNote note = note(runs, i, free, line);
            if (note.seconds() >= shortest(runs.get(i), line)) {
                notes.add(note);
                free = note.end();
            }
        }
        candidates.forget();
        return notes;
    }

    private HeardNote note(List<NoteRun> runs, int index, double free, VoiceLine line) {
        NoteRun run = runs.get(index);
        NoteEdges edges = new NoteEdges(candidates, line);
        boolean repeated = index + 1 < runs.size() && runs.get(index + 1).struckAgain();
        double end = repeated ? edges.start(runs.get(index + 1)) : edges.end(run);
        return new HeardNote(run.pitch(), Math.max(free, edges.start(run)), end, level(run, line));
    }

    private static double shortest(NoteRun run, VoiceLine line) {
        double overtones = 0;
        for (int k = run.from(); k < run.to(); k++) {
            overtones += line.overtones()[k] / run.frames();
        }
        return overtones < FEWEST_OVERTONES ? SHORTEST_LONE_SECONDS : SHORTEST_SECONDS;
    }

    /** The loudest frame's. */
    private static double level(NoteRun run, VoiceLine line) {
        float level = line.strength()[run.from()];
        for (int k = run.from(); k < run.to(); k++) {
            level = Math.max(level, line.strength()[k]);
        }
        return level;
    }
}
