package io.soundforge.alchemy.dsp.synthesis;

/** A dark plucked tone in the centre. */
final class BassGuitar {
    private static final Envelope PLUCKED = new Envelope(.006, .9, .04);

    private BassGuitar() {}

    static void play(StereoTrack track) {
        for (Note note : Score.bass()) {
            track.add(tone(note), note.startFrame(), .27, 0);
        }
    }

    private static float[] tone(Note note) {
        float[] sound = new float[note.frames()];
        HarmonicTone tone = new HarmonicTone(1.1, 320, note.frequency());
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (tone.next(note.frequency()) * PLUCKED.at(i, sound.length));
        }
        return sound;
    }
}
