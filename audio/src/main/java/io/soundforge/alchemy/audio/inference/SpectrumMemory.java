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
        this.tensor = tensor;
        this.stemStride = layout.stride(Axis.STEM);
        this.rowStride = layout.stride(Axis.ROW);
        this.binStride = layout.stride(Axis.BIN);
        this.frameStride = layout.stride(Axis.FRAME);
    }

    /** Writes the rows of one frame of a mix, {@code [4][2048]}. */
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
