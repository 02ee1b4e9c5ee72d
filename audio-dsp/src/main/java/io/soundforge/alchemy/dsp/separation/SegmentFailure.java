package io.soundforge.alchemy.dsp.separation;

/** A segment could not be computed or kept; the cause says why. Those that were finished stay. */
public final class SegmentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int member;
    private final String segment;

    /**
     * Names the segment.
     *
     * @param cause its message says why
     */
    SegmentFailure(SeparationPlan plan, SegmentTask task, Throwable cause) {
        this(plan.passes().get(task.pass()), task.index(), cause);
    }

    private SegmentFailure(PassPlan pass, int index, Throwable cause) {
        super(text(pass, index) + ": " + cause.getMessage(), cause);
        this.member = pass.member();
        this.segment = text(pass, index);
    }

    private static String text(PassPlan pass, int index) {
        return "segment " + (index + 1) + " of " + pass.segments().count();
    }

    /** Which engine of the model it was. */
    public int member() {
        return member;
    }

    /** Which segment it was, such as {@code segment 3 of 42}. */
    public String segment() {
        return segment;
    }
}
