package io.soundforge.alchemy.download.match;

import java.util.List;
import java.util.stream.Stream;

/**
 * How sure it is that a candidate is the wanted recording.
 *
 * @param score 0 to 1: the product of the reasons' factors
 * @param reasons what was looked at, in that order
 */
public record Match(double score, List<Reason> reasons) {
    /** From here on a candidate is taken without asking; chosen on the table of hard cases for few wrong songs. */
    public static final double CERTAIN = 0.62;

    public Match {
        reasons = List.copyOf(reasons);
    }

    static Match of(List<Reason> reasons) {
        return new Match(reasons.stream().mapToDouble(Reason::factor).reduce(1, (all, one) -> all * one), reasons);
    }

    /** The same with one more reason. */
    Match and(Reason more) {
        return of(Stream.concat(reasons.stream(), Stream.of(more)).toList());
    }

    /**
     * One thing that was compared.
     *
     * @param of {@code title}, {@code artists}, {@code duration}, {@code version}, {@code words}, {@code isrc} or {@code audio}
     * @param factor 1 if it speaks fully for the candidate, towards 0 the more it speaks against it
     * @param finding what was found, for people
     */
    public record Reason(String of, double factor, String finding) {}

    /** Whether the candidate may be taken without asking anybody. */
    public boolean certain() {
        return score >= CERTAIN;
    }
}
