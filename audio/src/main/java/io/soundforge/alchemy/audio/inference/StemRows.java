package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.List;

/** Planar waveforms in a tensor: {@code [1,2,L]} of a mix or {@code [1,S,2,L]} of stems. */
final class StemRows {
    private StemRows() {}

    static void putMix(float[][] mix, PinnedTensor tensor) {
        tensor.put(0, 1, mix[0]);
        tensor.put(mix[0].length, 1, mix[1]);
    }

    static void getStem(PinnedTensor tensor, int stem, float[][] target) {
        int frames = target[0].length;
        tensor.get(2 * stem * frames, 1, target[0]);
        tensor.get((2 * stem + 1) * frames, 1, target[1]);
    }

    /** A NaN that slipped through would spread over the whole overlap; better no stem than a silently broken one. */
    static void requireFinite(float[][][] target, List<String> stems) {
        for (int stem = 0; stem < stems.size(); stem++) {
            for (float[] row : target[stem]) {
                for (float sample : row) {
                    if (!Float.isFinite(sample)) {
                        throw new AlchemyException(
                                ErrorCode.MODEL_REFUSED,
                                "expected finite samples; the model gave " + sample + " in the stem "
                                        + stems.get(stem));
                    }
                }
            }
        }
    }
}
