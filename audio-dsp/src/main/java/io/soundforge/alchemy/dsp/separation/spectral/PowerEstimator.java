package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * From the magnitudes of mid and side to the powers of the stems: drums first, then the bass in what is held, then the
 * voice in what remains; what is left is other.
 */
final class PowerEstimator {
    /** Below it, held sound in the middle is bass and never voice. */
    private static final double BOTTOM_CORNER = 150;

    /** Below it, held sound is bass wherever it is in the image: recordings spread the bass, and little else is held there. */
    private static final double WIDE_BASS_CORNER = 110;

    /** Under a voice, what looks struck is mostly its consonants and its movement. */
    private static final double VOICE_OVER_DRUMS = 0.8;

    private static final int DRUMS = 0;
    private static final int BASS = 1;
    private static final int OTHER = 2;
    private static final int VOCALS = 3;

    private final SpectralGrid grid;
    private final PercussiveMask percussive;
    private final BassModel bassModel;
    private final VoiceModel voiceModel;
    private final float[] bottom;
    private final float[] lowBass;

    PowerEstimator(SpectralGrid grid) {
        this.grid = grid;
        this.percussive = new PercussiveMask(grid);
        this.bottom = grid.lowPass(BOTTOM_CORNER, 6);
        this.lowBass = grid.lowPass(WIDE_BASS_CORNER, 6);
        this.bassModel = new BassModel(grid, bottom, lowBass);
        this.voiceModel = new VoiceModel(grid);
    }

    /** Both {@code [frame][bin]}. */
    StemPowers estimate(float[][] mid, float[][] side) {
        float[][] struckMid = percussive.of(mid);
        float[][] struckSide = percussive.of(side);
        HeldSound held = new HeldSound(heldPower(mid, struckMid), heldPower(side, struckSide));
        float[][] bass = bassModel.power(held);
        float[][] voice = voiceModel.presence(held, bass);
        StemPowers powers = new StemPowers(mid.length, lowBass);
        for (int t = 0; t < mid.length; t++) {
            for (int k = 0; k < grid.bins(); k++) {
                double inMid = square(mid[t][k]);
                double inSide = square(side[t][k]);
                double low = bass[t][k];
                // An instrument that is heard in the side is expected in the mid with as much power.
                double centre = Math.max(0, held.mid[t][k] - low - held.side[t][k]);
                double sung = voice[t][k] * centre * (1 - bottom[k]);
                double drums = inMid * struckMid[t][k] * (1 - VOICE_OVER_DRUMS * voice[t][k]);
                double scale = inMid / (drums + Math.max(held.mid[t][k], low + sung) + Double.MIN_NORMAL);
                powers.of[DRUMS][t][k] = (float) (scale * drums + inSide * struckSide[t][k]);
                double heldSide = inSide * (1 - struckSide[t][k]);
                double lowSide = lowBass[k] * heldSide;
                powers.of[BASS][t][k] = (float) (scale * low + lowSide);
                powers.of[VOCALS][t][k] = (float) (scale * sung);
                powers.of[OTHER][t][k] =
                        (float) (Math.max(0, inMid - scale * (drums + low + sung)) + heldSide - lowSide);
            }
        }
        return powers;
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

    private static double square(double x) {
        return x * x;
    }
}
