package io.soundforge.alchemy.dsp.melody;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Listens to the leading and the lowest voice of a track while it streams in, then writes down their notes: partials,
 * harmonic summation, a path through the strongest pitches, cuts, edges. About 8 MB for an hour. One thread at a time.
 */
public final class NoteAnalyzer implements SampleSink {
    private static final double BASS_RATE = 2756;
    private static final int LOUDEST_VELOCITY = 120;
    private static final int MIDI_MOST = 127;

    private final VoiceListener lead;
    private final VoiceListener bass;
    private final Decimator toBassRate;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz; 11 to 16 kHz is plenty, as nothing above 5 kHz is used
     */
    public NoteAnalyzer(double sampleRate) {
        int factor = (int) Math.max(1, Math.round(sampleRate / BASS_RATE));
        this.lead = new VoiceListener(Register.LEAD, sampleRate);
        this.bass = new VoiceListener(Register.BASS, sampleRate / factor);
        this.toBassRate = new Decimator(factor, bass);
    }

    /** Takes the next mono samples, which must be finite. */
    @Override
    public void accept(float[] samples, int count) {
        lead.accept(samples, count);
        toBassRate.accept(samples, count);
    }

    /**
     * Closes the track and gives its notes. Call once.
     *
     * @param duration of the track in seconds; no note ends later
     * @param tuningCents of the track above A4 = 440 Hz
     */
    public NoteFinding finish(double duration, double tuningCents) {
        toBassRate.finish();
        List<HeardNote> high = lead.finish(tuningCents / 100);
        List<HeardNote> low = bass.finish(tuningCents / 100);
        high = Doublings.without(high, low, Doublings::isOvertone);
        low = Doublings.without(low, high, Doublings::isSame);
        List<PlayedNote> notes = new ArrayList<>();
        write(high, duration, notes);
        write(low, duration, notes);
        notes.sort(Comparator.comparingDouble(PlayedNote::start).thenComparingInt(PlayedNote::pitch));
        return new NoteFinding(notes, notes.isEmpty() ? "no voice with a clear pitch" : null);
    }

    private static void write(List<HeardNote> voice, double duration, List<PlayedNote> notes) {
        double loudest = voice.stream().mapToDouble(HeardNote::level).max().orElse(0);
        for (HeardNote note : voice) {
            double end = Math.min(duration, note.end());
            if (end > note.start()) {
                notes.add(new PlayedNote(note.pitch(), note.start(), end, velocity(note.level() - loudest)));
            }
        }
    }

    /** As synthesisers have it: amplitude grows with the square of velocity. */
    private static int velocity(double decibels) {
        long velocity = Math.round(LOUDEST_VELOCITY * Math.pow(10, decibels / 40));
        return (int) Math.max(1, Math.min(MIDI_MOST, velocity));
    }
}
