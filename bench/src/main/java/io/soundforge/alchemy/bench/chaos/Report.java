package io.soundforge.alchemy.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a scenario has to say beyond the counts: which promises it found broken, and how long recoveries took. */
public final class Report {
    private final List<String> broken = new ArrayList<>();
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean leftOut;

    /** @param sentence what was promised, with the figures that were seen */
    public void promise(boolean kept, String sentence) {
        if (!kept) {
            broken.add(sentence);
        }
    }

    /** From a kill until the last job that it interrupted had ended or was worked on again. */
    public void recovered(Duration time) {
        recoveries.add(time);
    }

    public void note(String words) {
        notes.add(words);
    }

    /** The scenario cannot be played on this machine; the note says why. */
    public void leaveOut(String why) {
        leftOut = true;
        notes.add("left out: " + why);
    }

    public List<String> broken() {
        return List.copyOf(broken);
    }

    List<Duration> recoveries() {
        return List.copyOf(recoveries);
    }

    String notes() {
        return String.join("; ", notes);
    }

    boolean leftOut() {
        return leftOut;
    }
}
