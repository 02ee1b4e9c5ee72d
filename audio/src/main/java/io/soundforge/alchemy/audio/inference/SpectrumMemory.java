package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.SpectrumLayout.Axis;

/** The frames of spectrograms in a tensor. */
final class SpectrumMemory {
    private final PinnedTensor tensor;
    private final int stemStride;
    private final int rowStride;
    private final int binStride;
    private final int frameStride;

    SpectrumMemory(PinnedTensor tensor, SpectrumLayout layout) {
        this(
                tensor,
                layout.stride(Axis.STEM),
                layout.stride(Axis.ROW),
                layout.stride(Axis.BIN),
                layout.stride(Axis.FRAME));
    }

    /** Spectra of one signal; strides lead from one place on an axis to the next, in numbers. */
    SpectrumMemory(PinnedTensor tensor, int rowStride, int binStride, int frameStride) {
        this(tensor, 0, rowStride, binStride, frameStride);
    }

    private SpectrumMemory(PinnedTensor tensor, int stemStride, int rowStride, int binStride, int frameStride) {
        this.tensor = tensor;
        this.stemStride = stemStride;
        this.rowStride = rowStride;
        this.binStride = binStride;
        this.frameStride = frameStride;
    }

    /** Writes the rows of one frame of a mix, {@code [rows][bins]}. */
    void putFrame(int frame, float[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            tensor.put(frame * frameStride + row * rowStride, binStride, rows[row]);
        }
    }

    /** Reads those of a stem. */
    void getFrame(int stem, int frame, float[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            tensor.get(stem * stemStride + frame * frameStride + row * rowStride, binStride, rows[row]);
        }
    }
}
