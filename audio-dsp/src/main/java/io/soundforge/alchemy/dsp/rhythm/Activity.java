package io.soundforge.alchemy.dsp.rhythm;

/**
 * Where a track is not silent.
 *
 * @param loudestDb level of the loudest band of the loudest frame
 * @param from first audible second
 * @param to last audible second
 */
record Activity(double loudestDb, double from, double to) {
    /** Audible is what lies within {@code rangeDb} of the loudest frame. */
    static Activity of(BandSpectrogram spectrogram, double rangeDb) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < spectrogram.frames(); k++) {
            loudest = Math.max(loudest, level(spectrogram, k));
        }
        int first = 0;
        while (first < spectrogram.frames() - 1 && level(spectrogram, first) < loudest - rangeDb) {
            first++;
        }
        int last = spectrogram.frames() - 1;
        while (last > first && level(spectrogram, last) < loudest - rangeDb) {
            last--;
        }
        double step = 1.0 / BandSpectrogram.FRAMES_PER_SECOND;
        return new Activity(loudest, first * step, last * step);
    }

    private static double level(BandSpectrogram spectrogram, int frame) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int band = 0; band < spectrogram.bands(); band++) {
            loudest = Math.max(loudest, spectrogram.level(frame, band));
        }
        return loudest;
    }
}
