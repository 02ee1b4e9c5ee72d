package io.soundforge.alchemy.dsp.separation;

/**
 * One segment of one pass: the unit that is computed, kept and handed out.
 *
 * @param pass position in {@link SeparationPlan#passes()}
 * @param index position in the pass's {@link SegmentPlan}
 */
public record SegmentTask(int pass, int index) {}
