package io.soundforge.alchemy.dsp.structure;

/** A moment to jump to, in seconds, with what a player shows of it. */
public record Cue(double time, Kind kind, String label) {
    /** Why the moment matters. */
    public enum Kind {
        DOWNBEAT,
        SECTION,
        DROP
    }
}
