package io.soundforge.alchemy.contracts.analysis;

import java.util.List;

/**
 * What the track sounds like on average, over all frames that are not silent.
 *
 * @param centroidHz mean spectral centroid
 * @param contrastDb mean difference of peaks and valleys in 7 bands: up to 200 Hz, then one per octave; fewer where half the
 *     sample rate lies below the higher ones
 * @param magnitudes mean magnitude in 100 bands of equal width from 0 Hz to half the sample rate, the largest 1
 */
public record SpectrumEstimate(double centroidHz, List<Double> contrastDb, List<Double> magnitudes) {
    public SpectrumEstimate {
        contrastDb = List.copyOf(contrastDb);
        magnitudes = List.copyOf(magnitudes);
    }
}
