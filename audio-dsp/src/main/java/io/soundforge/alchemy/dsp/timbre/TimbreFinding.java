package io.soundforge.alchemy.dsp.timbre;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The average spectrum of a track, or why there is none. Without one all values are empty.
 *
 * @param centroidHz mean of the frames' spectral centroids; null without frames that are not silent
 * @param contrastDb mean difference of peaks and valleys per octave band, lowest band first
 * @param magnitudes means in bands of equal width from 0 Hz to half the sample rate, the largest 1
 * @param reason why there is no spectrum, otherwise null
 */
public record TimbreFinding(
        @Nullable Double centroidHz,
        List<Double> contrastDb,
        List<Double> magnitudes,
        @Nullable String reason) {
    public TimbreFinding {
        contrastDb = List.copyOf(contrastDb);
        magnitudes = List.copyOf(magnitudes);
    }

    static TimbreFinding none(String reason) {
        return new TimbreFinding(null, List.of(), List.of(), reason);
    }
}
