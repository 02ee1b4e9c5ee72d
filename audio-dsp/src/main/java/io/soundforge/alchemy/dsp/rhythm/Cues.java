package io.soundforge.alchemy.dsp.rhythm;

/**
 * The curves from which a rhythm is read, all of 100 frames per second.
 *
 * @param novelty onset strength in all registers
 * @param low how hard the bass is struck
 * @param middle how hard everything between bass and hats is struck
 * @param snares what is struck in the middle but not in the bass
 * @param flux onset strength of notes
 * @param chord change of the chord around each frame, 0 to 1
 * @param bass change of the bass note
 * @param periodicity of the novelty
 */
record Cues(
        float[] novelty,
        float[] low,
        float[] middle,
        float[] snares,
        float[] flux,
        float[] chord,
        float[] bass,
        Periodicity periodicity) {
    static Cues of(BandSpectrogram spectrogram, Novelty novelty, NoteChange notes) {
        Accents accents = Accents.of(spectrogram);
        return new Cues(
                novelty.combined(),
                accents.register(Accents.LOW),
                accents.middle(),
                accents.snares(),
                Curves.aboveLocalMean(notes.flux(), BandSpectrogram.FRAMES_PER_SECOND / 2),
                notes.chord(),
                notes.bass(),
                Periodicity.of(novelty.combined()));
    }
}
