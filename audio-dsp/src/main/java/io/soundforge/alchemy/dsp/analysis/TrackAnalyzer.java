package io.soundforge.alchemy.dsp.analysis;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.loudness.Loudness;
import io.soundforge.alchemy.dsp.loudness.LoudnessMeter;
import io.soundforge.alchemy.dsp.melody.NoteAnalyzer;
import io.soundforge.alchemy.dsp.melody.NoteFinding;
import io.soundforge.alchemy.dsp.rhythm.RhythmAnalyzer;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import io.soundforge.alchemy.dsp.structure.Cue;
import io.soundforge.alchemy.dsp.structure.CueFinder;
import io.soundforge.alchemy.dsp.structure.StructureAnalyzer;
import io.soundforge.alchemy.dsp.structure.StructureFinding;
import io.soundforge.alchemy.dsp.timbre.TimbreAnalyzer;
import io.soundforge.alchemy.dsp.timbre.TimbreFinding;
import io.soundforge.alchemy.dsp.tonal.ChordSpan;
import io.soundforge.alchemy.dsp.tonal.KeyFinding;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import io.soundforge.alchemy.dsp.waveform.PeakEnvelope;
import java.util.ArrayList;
import java.util.List;

/**
 * All the facts about a track in one pass: feed its samples in their own rate and channels, in blocks of any size, then
 * {@link #finish()}. The result does not depend on how the track was cut into blocks.
 *
 * <p>Loudness and waveform are measured on the channels as they are, the spectrum on their average, rhythm, key and notes on
 * the average decimated to about 22 and 11 kHz. Only features are kept, about 50 MB for an hour. Samples that are not finite count as 0. One thread at a time.
 */
public final class TrackAnalyzer {
    private static final int BLOCK = 4096;
    private static final int RHYTHM_RATE = 22_050;
    private static final int TONAL_RATE = 11_025;
    /** Far beyond any music (+120 dBFS); keeps the sums below finite whatever a file holds. */
    private static final float LOUDEST = 1e6f;

    private final int sampleRate;
    private final float[][] clean;
    private final float[] mono = new float[BLOCK];
    private final LoudnessMeter loudness;
    private final PeakEnvelope envelope = new PeakEnvelope();
    private final RhythmAnalyzer rhythm;
    private final TonalAnalyzer tonal;
    private final TimbreAnalyzer timbre;
    private final NoteAnalyzer melody;
    private final Decimator toRhythmRate;
    private final Decimator toTonalRate;
    private long frames;

    /** Sets up for one track in the usual layout of so many channels. */
    public TrackAnalyzer(int sampleRate, int channels) {
        this(sampleRate, channels, 0);
    }

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz, {@value LoudnessMeter#MIN_RATE} or more
     * @param channels 1 to 8, in ffmpeg's order
     * @param channelMask speakers as the bits of a WAV header's mask; 0 for the usual ones
     * @throws IllegalArgumentException for other rates or numbers of channels
     */
    public TrackAnalyzer(int sampleRate, int channels, int channelMask) {
        this.sampleRate = sampleRate;
        this.clean = new float[channels][BLOCK];
        this.loudness = new LoudnessMeter(sampleRate, channels, channelMask);
        int first = Math.max(1, sampleRate / RHYTHM_RATE);
        double rhythmRate = (double) sampleRate / first;
        int second = Math.max(1, (int) (rhythmRate / TONAL_RATE));
        this.rhythm = new RhythmAnalyzer(rhythmRate);
        this.tonal = new TonalAnalyzer(rhythmRate / second);
        this.timbre = new TimbreAnalyzer(sampleRate);
        this.melody = new NoteAnalyzer(rhythmRate / second);
        this.toTonalRate = new Decimator(second, (samples, count) -> {
            tonal.accept(samples, count);
            melody.accept(samples, count);
        });
        this.toRhythmRate = new Decimator(first, (samples, count) -> {
            rhythm.accept(samples, count);
            toTonalRate.accept(samples, count);
        });
    }

    /** Takes the next {@code count} frames of {@code channels[channel][frame]}. */
    public void process(float[][] channels, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int n = Math.min(BLOCK, count - done);
            for (int c = 0; c < clean.length; c++) {
                clean(channels[c], done, n, clean[c]);
            }
            mix(n);
            loudness.process(clean, n);
            envelope.process(clean, n);
            timbre.accept(mono, n);
            toRhythmRate.accept(mono, n);
            frames += n;
        }
    }

    /** Closes the track and gives its facts. Call once. */
    public AudioFacts finish() {
        toRhythmRate.finish();
        toTonalRate.finish();
        KeyFinding key = tonal.finish();
        double duration = (double) frames / sampleRate;
        // Notes first: what they are found in is let go before the rhythm needs room.
        NoteFinding notes = melody.finish(duration, key.tuningCents());
        RhythmFinding beats = rhythm.finish(tonal::notes);
        StructureFinding structure = StructureAnalyzer.find(beats, duration, rhythm::levels, tonal::notes);
        List<ChordSpan> chords = key.key() == null ? List.of() : tonal.chords(beats.beats(), duration);
        TimbreFinding spectrum = timbre.finish();
        Loudness levels = loudness.finish();
        List<Cue> cues = CueFinder.find(beats, structure, duration, rhythm::levels);
        return new AudioFacts(
                duration,
                beats,
                key,
                levels,
                spectrum,
                structure,
                notes,
                waveform(),
                Reasons.of(beats, key, levels, spectrum, structure, notes, chords, cues),
                chords,
                cues);
    }

    private List<Float> waveform() {
        List<Float> points = new ArrayList<>();
        for (float point : envelope.finish()) {
            points.add(point);
        }
        return points;
    }

    private static void clean(float[] from, int offset, int count, float[] to) {
        for (int i = 0; i < count; i++) {
            float sample = from[offset + i];
            to[i] = Float.isFinite(sample) ? Math.max(-LOUDEST, Math.min(LOUDEST, sample)) : 0;
        }
    }

    private void mix(int count) {
        float scale = 1f / clean.length;
        System.arraycopy(clean[0], 0, mono, 0, count);
        for (int c = 1; c < clean.length; c++) {
            for (int i = 0; i < count; i++) {
                mono[i] += clean[c][i];
            }
        }
        for (int i = 0; i < count; i++) {
            mono[i] *= scale;
        }
    }
}
