package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.demucs.SegmentFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which axis of a spectrogram holds what, after the first one, which is 1. The axes are told apart by their lengths: 2048
 * bins, 4 rows (real and imaginary parts of two channels), and frames.
 *
 * @param order the axes, outermost first
 * @param frames length of the axis of frames
 * @param stems length of the axis of stems; 1 where there is none
 */
record SpectrumLayout(List<Axis> order, int frames, int stems) {
    /** What an axis of a spectrogram counts. */
    enum Axis {
        STEM,
        ROW,
        BIN,
        FRAME
    }

    /** As published most often; tried first. */
    private static final List<Axis> USUAL = List.of(Axis.ROW, Axis.BIN, Axis.FRAME);

    private static final List<List<Axis>> OF_A_MIX = List.of(
            USUAL,
            List.of(Axis.FRAME, Axis.ROW, Axis.BIN),
            List.of(Axis.ROW, Axis.FRAME, Axis.BIN),
            List.of(Axis.BIN, Axis.ROW, Axis.FRAME),
            List.of(Axis.BIN, Axis.FRAME, Axis.ROW),
            List.of(Axis.FRAME, Axis.BIN, Axis.ROW));

    /**
     * The spectrogram of a mix, whose rows and bins must be stated. With as many frames as rows or bins nothing tells
     * the axes apart, and there is none.
     */
    static Optional<SpectrumLayout> ofMix(Port port, int frames) {
        if (frames == SegmentFraming.ROWS || frames == SegmentFraming.BINS) {
            return Optional.empty();
        }
        return OF_A_MIX.stream()
                .map(order -> new SpectrumLayout(order, frames, 1))
                .filter(layout -> port.fits(layout.shape()))
                .filter(layout -> layout.states(port, Axis.ROW) && layout.states(port, Axis.BIN))
                .findFirst();
    }

    /**
     * The spectrograms of stems. Four stems look like four rows; the order that the graph also uses for the mix, with the
     * stems outside the rows, is tried first.
     */
    static Optional<SpectrumLayout> ofStems(Port port, SpectrumLayout mix, int stems) {
        List<List<Axis>> orders = new ArrayList<>();
        orders.addAll(withStems(mix.order));
        OF_A_MIX.forEach(order -> orders.addAll(withStems(order)));
        return orders.stream()
                .map(order -> new SpectrumLayout(order, mix.frames, stems))
                .filter(layout -> port.fits(layout.shape()))
                .min((one, other) -> Boolean.compare(one.rowsOutsideStems(), other.rowsOutsideStems()));
    }

    private static List<List<Axis>> withStems(List<Axis> order) {
        List<List<Axis>> orders = new ArrayList<>();
        int nextToRows = order.indexOf(Axis.ROW);
        orders.add(insert(order, nextToRows));
        for (int at = 0; at <= order.size(); at++) {
            orders.add(insert(order, at));
        }
        return orders;
    }

    private static List<Axis> insert(List<Axis> order, int at) {
        List<Axis> longer = new ArrayList<>(order);
        longer.add(at, Axis.STEM);
        return List.copyOf(longer);
    }

    private boolean rowsOutsideStems() {
        return order.indexOf(Axis.ROW) < order.indexOf(Axis.STEM);
    }

    private boolean states(Port port, Axis axis) {
        return port.axis(1 + order.indexOf(axis)) != Port.FREE;
    }

    /** The tensor's shape; the number of stems may be {@link Port#FREE}. */
    List<Long> shape() {
        List<Long> shape = new ArrayList<>();
        shape.add(1L);
        order.forEach(axis -> shape.add((long) length(axis)));
        return List.copyOf(shape);
    }

    private int length(Axis axis) {
        return switch (axis) {
            case STEM -> stems;
            case ROW -> SegmentFraming.ROWS;
            case BIN -> SegmentFraming.BINS;
            case FRAME -> frames;
        };
    }

    /** From one place on an axis to the next, in numbers; 0 for an axis that is not there. */
    int stride(Axis axis) {
        int at = order.indexOf(axis);
        int stride = at < 0 ? 0 : 1;
        for (int inner = at + 1; inner < order.size(); inner++) {
            stride *= length(order.get(inner));
        }
        return stride;
    }
}
