package io.soundforge.alchemy.contracts.analysis;

/**
 * A moment to jump to, on a bar line where there are bars.
 *
 * @param time seconds
 * @param kind {@code downbeat} (the first of the track), {@code section} or {@code drop} (a section that begins with much more
 *     bass and level than the one before)
 * @param label what a player shows, such as {@code B} or {@code Drop}
 */
public record CueMark(double time, String kind, String label) {
    public static final String DOWNBEAT = "downbeat";
    public static final String SECTION = "section";
    public static final String DROP = "drop";
}
