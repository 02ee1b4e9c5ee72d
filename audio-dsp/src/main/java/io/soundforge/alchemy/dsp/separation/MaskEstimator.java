package io.soundforge.alchemy.dsp.separation;

/**
 * From the magnitudes of mid and side to the shares of the stems: drums first, then the bass in what is held, then the
 * voice in what remains. The shares are those of a Wiener filter: power of the stem over power of all.
 */
final class MaskEstimator {
    /** Below it, held sound in the middle is bass and never voice. */
    private static final double BOTTOM_CORNER = 150;

    /** An instrument that is heard in the side is expected in the mid with this much of its side power. */
    private static final double SIDE_IN_MID = 1.4;

    /** Under a voice, what looks struck is mostly its consonants and its movement. */
    private static final double VOICE_OVER_DRUMS = 0.8;

    private final SpectralGrid grid;
    private final PercussiveMask percussive;
    private final BassModel bassModel;
    private final VoiceModel voiceModel;
    private final float[] bottom;

    MaskEstimator(SpectralGrid grid) {
        this.grid = grid;
        this.percussive = new PercussiveMask(grid);
        this.bottom = grid.lowPass(BOTTOM_CORNER, 6);
        this.bassModel = new BassModel(grid, bottom);
        this.voiceModel = new VoiceModel(grid);
    }

    /** Both {@code [frame][bin]}. */
    StemMasks estimate(float[][] mid, float[][] side) {
        float[][] struckMid = percussive.of(mid);
        float[][] struckSide = percussive.of(side);
        HeldSound held = new HeldSound(heldPower(mid, struckMid), heldPower(side, struckSide));
        float[][] bass = bassModel.power(held);
        float[][] voice = voiceModel.presence(held, bass);
        return share(mid, struckMid, struckSide, held, bass, voice);
    }

    private static float[][] heldPower(float[][] magnitudes, float[][] struck) {
        float[][] power = new float[magnitudes.length][magnitudes[0].length];
        for (int t = 0; t < power.length; t++) {
            for (int k = 0; k < power[t].length; k++) {
                power[t][k] = magnitudes[t][k] * magnitudes[t][k] * (1 - struck[t][k]);
            }
        }
        return power;
    }

    private StemMasks share(
            float[][] mid, float[][] struck, float[][] drumsSide, HeldSound held, float[][] bass, float[][] voice) {
        StemMasks masks = new StemMasks(drumsSide);
        for (int t = 0; t < mid.length; t++) {
            for (int k = 0; k < grid.bins(); k++) {
                double inMid = held.mid[t][k];
                double low = bass[t][k];
                double sung = voice[t][k] * Math.max(0, inMid - low - SIDE_IN_MID * held.side[t][k]) * (1 - bottom[k]);
                double other = Math.max(0, inMid - low - sung);
                double power = (double) mid[t][k] * mid[t][k];
                double drums = power * struck[t][k] * (1 - VOICE_OVER_DRUMS * voice[t][k]);
                double all = other + sung + low + drums + Double.MIN_NORMAL;
                masks.drumsMid[t][k] = (float) (drums / all);
                masks.bass[t][k] = (float) (low / all);
                masks.vocals[t][k] = (float) (sung / all);
            }
        }
        return masks;
    }
}
