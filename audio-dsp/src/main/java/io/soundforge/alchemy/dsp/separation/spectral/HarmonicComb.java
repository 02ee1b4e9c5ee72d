package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * Weights around the harmonics of a pitch: bells that widen with frequency, as a gliding tone does.
 *
 * @param width of the bells in Hz (standard deviation)
 * @param spread what is added to the width per Hz of the harmonic
 * @param highest frequency in Hz; nothing above it
 */
record HarmonicComb(SpectralGrid grid, double width, double spread, double highest) {
    /** One weight per bin, 0 to 1; all 0 for a pitch of 0. */
    float[] around(double pitch) {
        float[] weights = new float[grid.bins()];
        if (pitch > 0) {
            for (int k = grid.bin(pitch / 2) + 1; k < grid.bin(highest); k++) {
                weights[k] = weight(grid.frequency(k), pitch);
            }
        }
        return weights;
    }

    private float weight(double frequency, double pitch) {
        double harmonic = pitch * Math.max(1, Math.rint(frequency / pitch));
        double distance = (frequency - harmonic) / (width + spread * harmonic);
        return (float) StrictMath.exp(-distance * distance / 2);
    }
}
